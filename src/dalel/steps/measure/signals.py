"""Signals from network measurements, limited to so many a week."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from dalel.domain.collection import NetworkCount
from dalel.domain.measure_rules import SignalRules
from dalel.domain.network import Networks
from dalel.domain.signal import Sighting, Signal, SignalKind

_WEEK: Final = timedelta(days=7)
#: Where nothing is known of a country's networks.
EVERY_NETWORK: Final = Networks()


class DayKeyed(Protocol):
    """What was seen on a day, and by which word it is known."""

    @property
    def day(self) -> date:
        """The day."""
        ...

    @property
    def key(self) -> str:
        """The word."""
        ...


@dataclass
class _Sums:
    """The tests of a site in a network on a day."""

    measured: int = 0
    anomalies: int = 0
    confirmed: int = 0

    def add(self, count: NetworkCount) -> None:
        """Add the tests under one of the site's names."""
        self.measured += count.measured
        self.anomalies += count.anomalies
        self.confirmed += count.confirmed


def network_signals(
    counts: Iterable[NetworkCount],
    sites: Collection[str],
    rules: SignalRules,
    networks: Networks = EVERY_NETWORK,
) -> tuple[Signal, ...]:
    """One signal a day and kind for the watched sites, however many networks show something.

    Only networks with readers count. Few tests prove nothing: an anomaly is told when it is most
    of many tests of a site in a network. A confirmed block is told as it stands. Counts of no one
    site are left alone.
    """
    found: dict[tuple[date, SignalKind], list[Sighting]] = defaultdict(list)
    for (day, site, network), sums in _by_place(counts, frozenset(sites)).items():
        if not networks.counts(network):
            continue
        seen = Sighting(
            subject=site,
            network=network,
            seen=sums.confirmed or sums.anomalies,
            measured=sums.measured,
        )
        if sums.confirmed:
            found[day, SignalKind.CONFIRMED].append(seen)
        elif rules.stands_out(sums.measured, sums.anomalies):
            found[day, SignalKind.ANOMALY].append(seen)
    return tuple(
        Signal(
            kind=kind,
            day=day,
            sightings=tuple(sorted(seen, key=lambda one: (-one.seen, one.subject, one.network))),
        )
        for (day, kind), seen in sorted(found.items())
    )


def _by_place(
    counts: Iterable[NetworkCount], watched: frozenset[str]
) -> dict[tuple[date, str, str], _Sums]:
    """The tests of each watched site in each network and on each day, with and without "www.".

    Counts of a site over all networks are left out where it was counted network by network.
    """
    found: dict[tuple[date, str, str], _Sums] = defaultdict(_Sums)
    for count in counts:
        site = (count.subject or "").removeprefix("www.")
        if site in watched:
            found[count.day, site, count.network or ""].add(count)
    finer = {(day, site) for day, site, network in found if network}
    return {place: sums for place, sums in found.items() if place[2] or place[:2] not in finer}


def told(signals: Iterable[DayKeyed], before: Collection[date], a_week: int) -> frozenset[str]:
    """Which signals of a kind become stories, by key: so many in seven days, the rest waits.

    ``before`` are the days of those that were told already.
    """
    days = list(before)
    chosen = set()
    for signal in sorted(signals, key=lambda one: one.day):
        if sum(abs(signal.day - day) < _WEEK for day in days) < a_week:
            days.append(signal.day)
            chosen.add(signal.key)
    return frozenset(chosen)
