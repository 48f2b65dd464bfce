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
    """The open issue that an approved entry goes into next; None where none is of its period.

    ``closed`` is then the issue of its period that takes in nothing more, if there is one.
    """

    edition: int | None
    closed: int | None = None


def place_ahead(record: IncidentRecord, languages: Iterable[str]) -> PlaceAhead | None:
    """Where an entry goes that is approved in all languages; None: it is not, or has a place."""
    states, incident = record.reading.states, record.reading.incident
    is_approved = all(states.get(one) == VersionState.APPROVED for one in languages)
    if record.places or not is_approved or incident.state not in GATHERED:
        return None
    issues = _editions_of(incident)
    number = next((row.number for row in issues if row.state == EditionState.OPEN), None)
    if number is not None or not issues:
        return PlaceAhead(edition=number)
    return PlaceAhead(edition=None, closed=issues[-1].number)


def of_period(edition: EditionRow) -> Q:
    """The incidents of an issue's period; one without a date counts by its last change."""
    start, end = edition.period_start, edition.period_end
    return Q(date_iso__gte=start.isoformat(), date_iso__lte=f"{end.isoformat()}~") | Q(
        date_iso="", updated__date__gte=start, updated__date__lte=end
    )


def open_edition_of(incident: Incident) -> int | None:
    """The number of the first open issue in whose period an incident lies."""
    issues = _editions_of(incident)
    return next((row.number for row in issues if row.state == EditionState.OPEN), None)


def _editions_of(incident: Incident) -> list[EditionRow]:
    """The issues in whose period an incident lies, open and closed, in their order; one query."""
    iso = incident.date.iso if incident.date else timezone.localdate(incident.updated).isoformat()
    return [
        row
        for row in EditionRow.objects.order_by("number")
        if row.period_start.isoformat() <= iso <= f"{row.period_end.isoformat()}~"
    ]
