"""Sets the place in print, links, dates and ties of imported incidents."""

from collections import defaultdict
from collections.abc import Mapping, Set

from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.incidents.actions.metadata import link_row
from dalel.newsroom.incidents.incoming_bulletin import IncomingEdition
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow, LinkRow, MetadataRow


def place(
    incoming: IncomingEdition, edition: EditionRow, incidents: Mapping[str, IncidentRow]
) -> bool:
    """Give each incident its place in print; tells whether any place changed."""
    standing = {row.incident_id: row for row in edition.entries.all()}
    wanted = _wanted(incoming, incidents, standing)
    moved = {
        key
        for key, place in wanted.items()
        if key not in standing or (standing[key].section, standing[key].order) != place
    }
    # All leave before any arrives: two that change places would meet.
    edition.entries.filter(incident__in=moved).delete()
    EditionEntryRow.objects.bulk_create(
        [
            EditionEntryRow(
                edition=edition, incident_id=key, section=wanted[key][0], order=wanted[key][1]
            )
            for key in wanted
            if key in moved
        ],
        batch_size=BATCH,
    )
    return bool(moved)


def _wanted(
    incoming: IncomingEdition,
    incidents: Mapping[str, IncidentRow],
    standing: Mapping[int, EditionEntryRow],
) -> dict[int, tuple[int, int]]:
    """Section and order of each incident; what the file has no more keeps its own."""
    printed = {row.pk for row in incidents.values()}
    taken = {(row.section, row.order) for key, row in standing.items() if key not in printed}
    wanted: dict[int, tuple[int, int]] = {}
    later: dict[int, int] = defaultdict(int)
    for entry in sorted(incoming.entries, key=lambda entry: (entry.section, entry.order)):
        while (entry.section, entry.order + later[entry.section]) in taken:
            later[entry.section] += 1
        key = incidents[entry.place].pk
        wanted[key] = (entry.section, entry.order + later[entry.section])
    return wanted


def cite_and_tie(
    incoming: IncomingEdition, edition: EditionRow, incidents: Mapping[str, IncidentRow]
) -> set[int]:
    """Add links, dates and ties that are not there yet; gives the keys of changed incidents.

    Where a person changed section, date or links, that stands.
    """
    changed: set[int] = set()
    framed = MetadataRow.objects.filter(incident__entries__edition=edition).exclude(author=None)
    touched = set(framed.values_list("incident_id", flat=True))
    _cite(incoming, edition, incidents, changed, touched)
    _date(incoming, incidents, changed, touched)
    _relate(incoming, edition, incidents, changed)
    return changed


def _cite(
    incoming: IncomingEdition,
    edition: EditionRow,
    incidents: Mapping[str, IncidentRow],
    changed: set[int],
    touched: Set[int],
) -> None:
    """Add the links that an incident does not cite yet."""
    cited: dict[int, list[str]] = defaultdict(list)
    for row in LinkRow.objects.filter(incident__entries__edition=edition):
        cited[row.incident_id].append(row.canonical)
    new: list[LinkRow] = []
    for entry in incoming.entries:
        incident = incidents[entry.place]
        if incident.pk in touched:
            continue
        there = cited[incident.pk]
        fresh = [link for link in entry.links if link.canonical not in there]
        for order, link in enumerate(fresh, start=len(there) + 1):
            new.append(link_row(incident, order, link))
            changed.add(incident.pk)
    LinkRow.objects.bulk_create(new, batch_size=BATCH)


def _date(
    incoming: IncomingEdition,
    incidents: Mapping[str, IncidentRow],
    changed: set[int],
    touched: Set[int],
) -> None:
    """Give a date to incidents that have none; a date that is there stays."""
    dated: list[IncidentRow] = []
    for entry in incoming.entries:
        incident = incidents[entry.place]
        if entry.date and not incident.date and incident.pk not in touched:
            incident.date = entry.date
            dated.append(incident)
            changed.add(incident.pk)
    IncidentRow.objects.bulk_update(
        dated, ["date_iso", "date_precision", "year_inferred"], batch_size=BATCH
    )


def _relate(
    incoming: IncomingEdition,
    edition: EditionRow,
    incidents: Mapping[str, IncidentRow],
    changed: set[int],
) -> None:
    """Add the ties between entries that are not there yet."""
    tie = IncidentRow.related.through
    there = set(
        tie.objects.filter(from_incidentrow__entries__edition=edition).values_list(
            "from_incidentrow_id", "to_incidentrow_id"
        )
    )
    wanted = [
        (incidents[entry.place].pk, incidents[other].pk)
        for entry in incoming.entries
        for other in entry.related
    ]
    fresh = [pair for pair in dict.fromkeys(wanted) if pair not in there]
    tie.objects.bulk_create(
        [tie(from_incidentrow_id=start, to_incidentrow_id=end) for start, end in fresh],
        batch_size=BATCH,
    )
    changed.update(start for start, _end in fresh)
