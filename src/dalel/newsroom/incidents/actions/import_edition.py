"""Writes an imported edition into the rows, in one transaction.

The one writer. An import is one transaction, so that a reader sees all of it or nothing: at most
200 rows go into a statement, but ending the transaction between batches would leave half an edition
after a crash.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db.models import Max

from dalel.domain.errors import DalelError
from dalel.domain.incident import Provenance
from dalel.domain.states import GONE, EditionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.incidents.actions import sentence_memory
from dalel.newsroom.incidents.actions.concerns import write_concerns
from dalel.newsroom.incidents.actions.import_metadata import cite_and_tie, place
from dalel.newsroom.incidents.actions.import_versions import (
    NewVersions,
    newest_codes,
    newest_introductions,
    newest_texts,
)
from dalel.newsroom.incidents.actions.name_memory import learn_from_incidents
from dalel.newsroom.incidents.incoming_bulletin import (
    EntryKey,
    ImportChanges,
    IncomingEdition,
    IncomingFile,
    entry_keys,
)
from dalel.newsroom.incidents.models import EditionEntryRow, ImportRow, IncidentRow, LinkRow
from dalel.newsroom.incidents.queries.numbering import numbers

#: How many of the missing entries a message names.
_NAMED: Final = 3


class EntriesMissingError(DalelError):
    """The edition holds entries that the file has not."""


class EditionClosedError(DalelError):
    """The edition takes no more changes."""


def write_edition(
    incoming: IncomingEdition, *, now: datetime, by: Act | None = None
) -> ImportChanges:
    """Write a past issue, all of it or nothing, and only what is not there yet.

    An entry is known again by edition, canonical link and order (``EntryKey``). The same text
    changes nothing, another text becomes a new draft; entries and links are added, never removed.
    What was retracted or withdrawn may be missing: it stays, and keeps its place. ``by`` is the
    member who brings it in at the desk, none at the command line.

    :raises EntriesMissingError: when the edition holds an entry that is not in ``incoming``.
    :raises EditionClosedError: when something would change in an edition that is not open.
    """
    with writing():
        long_works.go_on("writing")
        edition = _edition(incoming)
        if is_noted(edition.number, incoming.files):
            return ImportChanges(edition=edition.number, incidents=0, versions=0, kept=())
        incidents, made = _incidents(incoming, edition, _known(edition), now)
        versions = _versions(incoming, edition, incidents, now, by)
        is_moved = place(incoming, edition, incidents)
        learn_from_incidents(versions.changed)
        changed = versions.changed | cite_and_tie(incoming, edition, incidents)
        IncidentRow.objects.filter(entries__edition=edition, pk__in=changed).update(updated=now)
        is_found = write_concerns(
            edition,
            {incidents[entry.place]: entry.concerns for entry in incoming.entries}
            | {None: incoming.concerns},
            incoming.rules,
            frozenset(file.language for file in incoming.files),
        )
        if edition.state != EditionState.OPEN and (
            made or changed or versions.introductions or is_moved or is_found
        ):
            raise EditionClosedError(
                f"Edition {edition.number} is {edition.state}: an import may not change it. "
                "Import into another one with --edition."
            )
        sentence_memory.remember_again(versions.changed)
        _note(edition, incoming, now)
        if by is not None:
            by.note("imported a bulletin", f"edition {edition.number}", _languages(incoming))
    return ImportChanges(
        edition=edition.number,
        incidents=made,
        versions=len(versions.texts),
        kept=tuple(sorted(row.number for row in incidents.values() if row.pk in versions.kept)),
    )


def is_noted(edition: int, files: Iterable[IncomingFile]) -> bool:
    """Whether these very files were the latest that came into the edition in their languages."""
    latest = dict(
        ImportRow.objects.filter(edition__number=edition)
        .order_by("time", "pk")
        .values_list("language", "sha256")
    )
    return all(latest.get(file.language) == file.sha256 for file in files)


def edition_of(addresses: list[str]) -> int | None:
    """The edition that has at least half of these canonical addresses, the most of them first."""
    shared: dict[int, set[str]] = {}
    for start in range(0, len(addresses), BATCH):
        links = LinkRow.objects.filter(
            canonical__in=addresses[start : start + BATCH], incident__entries__isnull=False
        )
        for number, address in links.values_list("incident__entries__edition__number", "canonical"):
            shared.setdefault(number, set()).add(address)
    best = max(shared, key=lambda number: (len(shared[number]), -number), default=None)
    if best is None or 2 * len(shared[best]) < len(set(addresses)):
        return None
    return best


def _edition(incoming: IncomingEdition) -> EditionRow:
    period = {"period_start": incoming.period_start, "period_end": incoming.period_end}
    if incoming.number is not None:
        return EditionRow.objects.get_or_create(number=incoming.number, defaults=period)[0]
    last = EditionRow.objects.aggregate(last=Max("number"))["last"] or 0
    return EditionRow.objects.create(number=last + 1, **period)


def _known(edition: EditionRow) -> dict[EntryKey, IncidentRow]:
    entries = EditionEntryRow.objects.filter(edition=edition).order_by("section", "order")
    incidents = [entry.incident for entry in entries.select_related("incident")]
    first = dict(
        LinkRow.objects.filter(incident__entries__edition=edition, order=1).values_list(
            "incident_id", "canonical"
        )
    )
    keys = entry_keys([first.get(incident.pk, "") for incident in incidents])
    return dict(zip(keys, incidents, strict=True))


def _incidents(
    incoming: IncomingEdition,
    edition: EditionRow,
    known: Mapping[EntryKey, IncidentRow],
    now: datetime,
) -> tuple[dict[str, IncidentRow], int]:
    """The incident of each entry, by the entry's place, and how many had to be made."""
    keys = entry_keys(
        [entry.links[0].canonical if entry.links else "" for entry in incoming.entries]
    )
    lacking = [known[key] for key in known.keys() - set(keys)]
    if gone := sorted(row.number for row in lacking if row.state not in GONE):
        named = ", ".join(gone[:_NAMED]) + (" ..." if len(gone) > _NAMED else "")
        raise EntriesMissingError(
            f"Edition {edition.number} has {len(gone)} entries that this file lacks ({named}); "
            "nothing was written. Import into another edition with --edition."
        )
    fresh = numbers(incoming.number_prefix, edition.period_end.year)
    new = {
        entry.place: IncidentRow(
            number=next(fresh),
            section=entry.section,
            provenance=Provenance.IMPORTED,
            updated=now,
        )
        for key, entry in zip(keys, incoming.entries, strict=True)
        if key not in known
    }
    IncidentRow.objects.bulk_create(new.values(), batch_size=BATCH)
    found = {
        entry.place: known[key]
        for key, entry in zip(keys, incoming.entries, strict=True)
        if key in known
    }
    return {entry.place: (found | new)[entry.place] for entry in incoming.entries}, len(new)


def _versions(
    incoming: IncomingEdition,
    edition: EditionRow,
    incidents: Mapping[str, IncidentRow],
    now: datetime,
    by: Act | None,
) -> NewVersions:
    versions = NewVersions(time=now, author=by.member if by else None)
    texts, codes = newest_texts(edition), newest_codes(edition)
    introductions = newest_introductions(edition)
    for count, entry in enumerate(incoming.entries):
        long_works.go_on("writing", count, len(incoming.entries))
        incident = incidents[entry.place]
        for language, text in entry.texts.items():
            versions.add_text(incident, text, texts.get((incident.pk, language)))
        if entry.codes is not None:
            versions.add_codes(incident, entry.codes, codes.get(incident.pk))
    for language, opening in incoming.introduction.items():
        versions.add_introduction(edition, language, opening, introductions.get(language))
    versions.write()
    return versions


def _languages(incoming: IncomingEdition) -> str:
    return " ".join(file.language for file in incoming.files)


def _note(edition: EditionRow, incoming: IncomingEdition, now: datetime) -> None:
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                edition=edition,
                language=file.language,
                file=file.name,
                sha256=file.sha256,
                entries=len(incoming.entries),
                time=now,
            )
            for file in incoming.files
        ]
    )
