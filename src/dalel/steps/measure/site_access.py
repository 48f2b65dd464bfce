"""Finds sites whose tests by volunteers began to fail in several networks of readers.

A lead, no proof: a fault of the site or of a network looks the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from dalel.domain.collection import NetworkCount
from dalel.domain.measure_rules import SignalRules
from dalel.domain.network import Networks
from dalel.domain.network_event import (
    CONNECTIVITY,
    MeasuredSubject,
    Measurer,
    NetworkEvent,
    SubjectKind,
)

_DAY: Final = timedelta(days=1)
#: In so many networks, on so many days one after the other.
_LEAST_NETWORKS: Final = 2
_LEAST_DAYS: Final = 2


@dataclass
class _Tests:
    """The tests of a site in a network on a day."""

    source: str
    measured: int = 0
    anomalies: int = 0


#: By network and day.
_Days = dict[str, dict[date, _Tests]]


def site_events(
    counts: Iterable[NetworkCount], sites: Collection[str], rules: SignalRules, networks: Networks
) -> tuple[NetworkEvent, ...]:
    """An event for each watched site of which anomalies rose in several networks for two days.

    They rise in a network where a day of enough tests that looked well comes before. A day without
    enough tests tells nothing and breaks the row of days.
    """
    found = []
    for site, by_network in sorted(_by_site(counts, frozenset(sites), networks).items()):
        runs = {network: run for network, days in by_network.items() if (run := _rise(days, rules))}
        shared = _shared_days(runs)
        if shared:
            found.append(_event(site, by_network, runs, shared))
    return tuple(found)


def _by_site(
    counts: Iterable[NetworkCount], watched: frozenset[str], networks: Networks
) -> Mapping[str, _Days]:
    found: dict[str, _Days] = defaultdict(lambda: defaultdict(dict))
    for count in counts:
        site = (count.subject or "").removeprefix("www.")
        if site in watched and count.network and networks.counts(count.network):
            tests = found[site][count.network].setdefault(count.day, _Tests(count.source))
            tests.measured += count.measured
            tests.anomalies += count.anomalies
    return found


def _rise(days: Mapping[date, _Tests], rules: SignalRules) -> tuple[date, ...]:
    """The latest days one after the other that stand out, after one that looked well; else none."""
    run: list[date] = []
    latest: tuple[date, ...] = ()
    was_well = False
    for day in sorted(day for day, tests in days.items() if tests.measured >= rules.least_tests):
        if not rules.stands_out(days[day].measured, days[day].anomalies):
            was_well, run = True, []
            continue
        run = [*run, day] if run and run[-1] + _DAY == day else [day]
        if was_well and len(run) >= _LEAST_DAYS:
            latest = tuple(run)
    return latest


def _shared_days(runs: Mapping[str, tuple[date, ...]]) -> tuple[date, ...]:
    """The days on which it stood out in several networks, if they are enough."""
    times: dict[date, int] = defaultdict(int)
    for run in runs.values():
        for day in run:
            times[day] += 1
    shared = tuple(sorted(day for day, count in times.items() if count >= _LEAST_NETWORKS))
    follow = any(day + _DAY in shared for day in shared)
    return shared if follow else ()


def _event(
    site: str,
    by_network: _Days,
    runs: Mapping[str, tuple[date, ...]],
    shared: tuple[date, ...],
) -> NetworkEvent:
    hit = sorted(network for network, run in runs.items() if set(run) & set(shared))
    tests = [by_network[network][day] for network in hit for day in runs[network]]
    first = min(min(runs[network]) for network in hit)
    last = max(max(runs[network]) for network in hit)
    return NetworkEvent(
        source=tests[0].source,
        key=f"{site}/{first.isoformat()}",
        measurer=Measurer.OONI,
        method=CONNECTIVITY,
        subject=MeasuredSubject(kind=SubjectKind.SITE, code=site),
        started=datetime(first.year, first.month, first.day, tzinfo=UTC),
        ended=datetime(last.year, last.month, last.day, tzinfo=UTC) + _DAY,
        vantages=tuple(hit),
        seen=sum(one.anomalies for one in tests),
        measured=sum(one.measured for one in tests),
    )
