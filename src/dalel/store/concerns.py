"""How do the concerns of a new check meet those that are already kept?"""

from collections import Counter
from collections.abc import Iterable, Mapping

from dalel.domain.concern import Concern, concern_id
from dalel.domain.states import ConcernState, move
from dalel.store.models import ConcernRow, EditionRow, IncidentRow
from dalel.store.versions import BATCH

#: A concern within an edition: the key of its incident's row, or None, and its own hash.
_Key = tuple[int | None, str]


def write_concerns(
    edition: EditionRow,
    found: Mapping[IncidentRow | None, Iterable[Concern]],
    languages: frozenset[str],
) -> bool:
    """Keep what was found, by incident (None: about the edition as a whole).

    A kept concern in one of these languages that was not found again is resolved; one that comes
    back is open again; what a person waived stays waived. Tells whether anything changed.
    """
    kept: dict[_Key, ConcernRow] = {
        (row.incident_id, row.key): row for row in ConcernRow.objects.filter(edition=edition)
    }
    new = {
        (incident.pk if incident else None, key): _row(edition, incident, concern, key)
        for incident, concerns in found.items()
        for key, concern in _keyed(concerns)
    }
    ConcernRow.objects.bulk_create(
        [row for key, row in new.items() if key not in kept], batch_size=BATCH
    )
    moved = [*_returned(kept, new), *_gone(kept, new, languages)]
    for row in moved:
        row.save(update_fields=["state"])
    return bool(moved or new.keys() - kept.keys())


def _keyed(concerns: Iterable[Concern]) -> Iterable[tuple[str, Concern]]:
    occurrences: Counter[str] = Counter()
    for concern in concerns:
        first = concern_id(concern, 0)
        yield concern_id(concern, occurrences[first]), concern
        occurrences[first] += 1


def _returned(
    kept: Mapping[_Key, ConcernRow], new: Mapping[_Key, ConcernRow]
) -> Iterable[ConcernRow]:
    for key, row in kept.items():
        if key in new and row.state == ConcernState.RESOLVED:
            row.state = move(ConcernState.RESOLVED, ConcernState.OPEN)
            yield row


def _gone(
    kept: Mapping[_Key, ConcernRow], new: Mapping[_Key, ConcernRow], languages: frozenset[str]
) -> Iterable[ConcernRow]:
    for key, row in kept.items():
        if key not in new and row.state == ConcernState.OPEN and row.language in languages:
            row.state = move(ConcernState.OPEN, ConcernState.RESOLVED)
            yield row


def _row(
    edition: EditionRow, incident: IncidentRow | None, concern: Concern, key: str
) -> ConcernRow:
    return ConcernRow(
        key=key,
        edition=edition,
        incident=incident,
        rule=concern.rule,
        weight=concern.weight,
        field=concern.field or "",
        language=concern.language or "",
        line=concern.line,
        excerpt=concern.excerpt,
        values=dict(concern.values),
        suggestion=concern.suggestion or "",
        state=concern.state,
    )
