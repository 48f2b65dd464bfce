"""Which entries an edition's period takes in: one rule for gathering and for what is offered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from dalel.domain.incident import Incident
from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.queries.incidents import IncidentRecord

#: In other states nothing is brought into an edition by itself.
GATHERED: frozenset[IncidentState] = frozenset(
    {IncidentState.UNPUBLISHED, IncidentState.PUBLISHED, IncidentState.CORRECTED}
)


@dataclass(frozen=True, kw_only=True)
class PlaceAhead:
    """The open issue that an approved entry goes into next; None where none is of its period."""

    edition: int | None


def place_ahead(record: IncidentRecord, languages: Iterable[str]) -> PlaceAhead | None:
    """Where an entry goes that is approved in all languages; None: it is not, or has a place."""
    states, incident = record.reading.states, record.reading.incident
    is_approved = all(states.get(one) == VersionState.APPROVED for one in languages)
    if record.places or not is_approved or incident.state not in GATHERED:
        return None
    return PlaceAhead(edition=open_edition_of(incident))


def of_period(edition: EditionRow) -> Q:
    """The incidents of an issue's period; one without a date counts by its last change."""
    start, end = edition.period_start, edition.period_end
    return Q(date_iso__gte=start.isoformat(), date_iso__lte=f"{end.isoformat()}~") | Q(
        date_iso="", updated__date__gte=start, updated__date__lte=end
    )


def open_edition_of(incident: Incident) -> int | None:
    """The number of the first open issue in whose period an incident lies."""
    iso = incident.date.iso if incident.date else timezone.localdate(incident.updated).isoformat()
    found = EditionRow.objects.filter(state=EditionState.OPEN).order_by("number")
    for row in found:
        if row.period_start.isoformat() <= iso <= f"{row.period_end.isoformat()}~":
            return row.number
    return None
