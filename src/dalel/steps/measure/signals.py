"""Which measurements are put before people, and how many of them a week?"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from dalel.domain.collecting import NetworkCount
from dalel.domain.measure_rules import SignalRules
from dalel.domain.signal import Sighting, Signal, SignalKind

_WEEK: Final = timedelta(days=7)


def network_signals(
    counts: Iterable[NetworkCount], sites: Collection[str], rules: SignalRules
) -> tuple[Signal, ...]:
    """One signal a day and kind for the watched sites, however many networks show something.

    Few tests prove nothing: an anomaly is told when it is most of many tests of a site in a
    network. A confirmed block is told as it stands. Counts of no one site are left alone.
    """
    found: dict[tuple[date, SignalKind], list[Sighting]] = defaultdict(list)
    watched = frozenset(sites)
    for count in counts:
        site = (count.subject or "").removeprefix("www.")
        if site not in watched:
            continue
        seen = Sighting(
            subject=site,
            network=count.network or "",
            seen=count.confirmed or count.anomalies,
            measured=count.measured,
        )
        if count.confirmed:
            found[count.day, SignalKind.CONFIRMED].append(seen)
        elif _stands_out(count, rules):
            found[count.day, SignalKind.ANOMALY].append(seen)
    return tuple(
        Signal(
            kind=kind,
            day=day,
            sightings=tuple(sorted(seen, key=lambda one: (-one.seen, one.subject, one.network))),
        )
        for (day, kind), seen in sorted(found.items())
    )


def _stands_out(count: NetworkCount, rules: SignalRules) -> bool:
    return (
        count.measured >= rules.least_tests
        and count.anomalies >= rules.least_anomalies
        and count.anomalies / count.measured >= rules.anomaly_share
    )


def told(signals: Iterable[Signal], before: Collection[date], a_week: int) -> frozenset[str]:
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
