"""Disturbances of networks as they stand now, and the captures on which they rest."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.disturbance import Disturbance
from dalel.domain.network_event import Measurer, NetworkEvent
from dalel.domain.source import AddressKind
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.queries import network_events
from dalel.pack import Pack
from dalel.steps.measure.disturbances import disturbances
from dalel.steps.measure.site_access import site_events

#: So far back what happened is told.
BACK: Final = timedelta(days=14)
#: So much further back is looked whether tests of a site once went well.
_BEFORE: Final = timedelta(days=14)
_MEASURERS: Final = frozenset({AddressKind.OONI, AddressKind.IODA, AddressKind.RADAR})


def lately(pack: Pack, now: datetime) -> tuple[Disturbance, ...]:
    """What was measured in the last days, joined, by its beginning."""
    since = now - BACK
    rules = pack.measures.signals
    # A site has two names, so each may have half of what must be seen.
    least = max(1, rules.least_anomalies // 2)
    counts = network_events.unwell_counts((since - _BEFORE).date(), least)
    of_sites = site_events(counts, pack.watched_sites, rules, pack.networks)
    events = (
        *network_events.told(since, now),
        *network_events.outages(since, now, _hosts(pack)),
        *(event for event in of_sites if event.ended >= since),
    )
    return disturbances(events, pack.networks)


def _hosts(pack: Pack) -> Mapping[str, str]:
    """The hosts of outlets; who measures is no outlet."""
    return {
        source.id: source.host.removeprefix("www.")
        for source in pack.sources
        if source.host and not _MEASURERS & {address.kind for address in source.addresses}
    }


def proofs(events: Iterable[NetworkEvent]) -> dict[str, CaptureRow]:
    """The newest capture of each page that gave an event, by its address."""
    pages = sorted({event.page for event in events} - {""})
    found: dict[str, CaptureRow] = {}
    for start in range(0, len(pages), BATCH):
        rows = CaptureRow.objects.filter(url__in=pages[start : start + BATCH], withheld="")
        found |= {row.url: row for row in rows.order_by("time", "pk")}
    return found


def proof_of_counts(event: NetworkEvent) -> CaptureRow | None:
    """The capture of the counts of a site on the last day on which it stood out."""
    if event.measurer is not Measurer.OONI:
        return None
    day = (event.ended - timedelta(days=1)).date().isoformat()
    counted = CaptureRow.objects.filter(withheld="", url__contains="/aggregation")
    of_day = counted.filter(url__contains=f"since={day}").order_by("-time", "-pk")
    return of_day.filter(url__contains=event.subject.code).first()
