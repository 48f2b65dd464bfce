"""Merges the concerns of a new check with those already kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Max, QuerySet

from dalel.domain.concern import Concern, Weight, concern_id
from dalel.domain.incident import Provenance
from dalel.domain.states import ConcernState, move
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.incidents.models import (
    ConcernRow,
    EditionWaiverRow,
    IncidentRow,
)

#: A concern within an edition: the key of its incident's row, or None, and its own hash.
_Key = tuple[int | None, str]
#: The value of a concern that tells of which stage of a matter it is.
_STAGE: Final = "now"


def write_concerns(
    edition: EditionRow,
    found: Mapping[IncidentRow | None, Iterable[Concern]],
    rules: frozenset[str],
    languages: frozenset[str],
) -> bool:
    """Keep what these rules found, by incident (None: about the edition as a whole).

    A kept concern of these rules in one of these languages that was not found again is resolved;
    one that comes back is open again; what a person waived stays waived. Tells whether anything
    changed.
    """
    kept: dict[_Key, ConcernRow] = {
        (row.incident_id, row.key): row
        for row in ConcernRow.objects.filter(edition=edition, rule__in=rules)
    }
    new = {
        (incident.pk if incident else None, key): _row(edition, incident, concern, key)
        for incident, concerns in found.items()
        for key, concern in keyed(concerns)
    }
    gone = [row for row in kept.values() if row.language in languages]
    return _meet(kept, new, gone)


def write_checked(
    found: Mapping[IncidentRow, Sequence[Concern]],
    editions: Mapping[IncidentRow, EditionRow],
    rules: frozenset[str],
) -> bool:
    """Keep what these rules found in incidents as they now stand, in all their languages.

    A rule that was waived for an edition is waived in what was imported into it.
    """
    kept: dict[_Key, ConcernRow] = {
        (row.incident_id, row.key): row
        for row in ConcernRow.objects.filter(incident__in=found, rule__in=rules)
    }
    waived = _waived_rules(editions)
    new: dict[_Key, ConcernRow] = {}
    for incident, concerns in found.items():
        for key, concern in keyed(concerns):
            row = _row(editions.get(incident), incident, concern, key)
            if (incident.pk, row.rule) in waived:
                row.state = ConcernState.WAIVED
            new[incident.pk, key] = row
    return _meet(kept, new, kept.values())


def newest_of(rows: "QuerySet[IncidentRow]") -> Mapping[int, tuple[int | None, ...]]:
    """The newest versions of each incident by its key: what a check of it speaks of.

    What a check found holds only of what it read. Where these differ when it is written, somebody
    saved meanwhile, and the check that follows their save has the word. The last of them is what
    was noted last about legal advice, None where no lawyer was ever asked.
    """
    newest = rows.order_by().values_list(
        "pk",
        Max("versions__pk"),
        Max("codes__pk"),
        Max("frames__pk"),
        Max("links__pk"),
        Max("legal_notes__pk"),
    )
    return {key: tuple(versions) for key, *versions in newest}


def _waived_rules(editions: Mapping[IncidentRow, EditionRow]) -> frozenset[tuple[int, str]]:
    """The waived rules of each imported incident."""
    waivers = EditionWaiverRow.objects.filter(edition__in=set(editions.values()))
    rules: dict[int, set[str]] = defaultdict(set)
    for edition, rule in waivers.values_list("edition_id", "rule"):
        rules[edition].add(rule)
    return frozenset(
        (incident.pk, rule)
        for incident, edition in editions.items()
        if incident.provenance == Provenance.IMPORTED
        for rule in rules[edition.pk]
    )


def said_by(
    incidents: Iterable[IncidentRow], rules: frozenset[str]
) -> frozenset[tuple[int, str, str | None, str]]:
    """What these rules have found: incident's key, rule, language, the text in small letters."""
    found = ConcernRow.objects.filter(incident__in=incidents, rule__in=rules)
    return frozenset(
        (incident, rule, language or None, excerpt.casefold())
        for incident, rule, language, excerpt in found.exclude(
            state=ConcernState.RESOLVED
        ).values_list("incident_id", "rule", "language", "excerpt")
    )


def _meet(
    kept: Mapping[_Key, ConcernRow], new: Mapping[_Key, ConcernRow], may_go: Iterable[ConcernRow]
) -> bool:
    """Add what is new, resolve what may go and was not found again, open what came back."""
    added = [row for key, row in new.items() if key not in kept]
    ConcernRow.objects.bulk_create(added, batch_size=BATCH)
    moved = [*_returned(kept, new), *_gone(new, may_go)]
    ConcernRow.objects.bulk_update(moved, ["state"], batch_size=BATCH)
    weighed = list(_weighed(kept, new))
    ConcernRow.objects.bulk_update(weighed, ["weight", "values", "state"], batch_size=BATCH)
    return bool(moved or added or weighed)


def keyed(concerns: Iterable[Concern]) -> Iterable[tuple[str, Concern]]:
    """Concerns with their keys: one that says the same of the same words is told apart by count."""
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


def _weighed(
    kept: Mapping[_Key, ConcernRow], new: Mapping[_Key, ConcernRow]
) -> Iterable[ConcernRow]:
    """What weighs otherwise than before, or is of another stage of the matter.

    What somebody let stand as less, or at another stage, is open again.
    """
    for key, row in kept.items():
        if key not in new:
            continue
        now = new[key]
        is_later = row.values.get(_STAGE) != now.values.get(_STAGE)
        if row.weight == now.weight and not is_later:
            continue
        is_more = now.weight == Weight.ERROR and row.weight != Weight.ERROR
        row.weight, row.values = now.weight, now.values
        is_waived = row.state == ConcernState.WAIVED and now.state == ConcernState.OPEN
        if is_waived and (is_more or is_later):
            row.state = move(ConcernState.WAIVED, ConcernState.OPEN)
        yield row


def _gone(new: Mapping[_Key, ConcernRow], may_go: Iterable[ConcernRow]) -> Iterable[ConcernRow]:
    for row in may_go:
        if (row.incident_id, row.key) not in new and row.state == ConcernState.OPEN:
            row.state = move(ConcernState.OPEN, ConcernState.RESOLVED)
            yield row


def _row(
    edition: EditionRow | None, incident: IncidentRow | None, concern: Concern, key: str
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
