"""Does a day of anomalies make one signal, and does only what stands out make one at all?"""

from datetime import date, timedelta

import pytest

from dalel.domain.collection import NetworkCount
from dalel.domain.measure_rules import SignalRules
from dalel.domain.signal import Sighting, Signal, SignalKind
from dalel.steps.measure.signals import network_signals, told

DAY = date(2031, 6, 1)
RULES = SignalRules()
SITES = {"lake.test", "shore.test"}


def count(
    subject: str | None = "lake.test",
    *,
    measured: int = 20,
    anomalies: int = 15,
    confirmed: int = 0,
    network: str = "AS1",
    day: date = DAY,
) -> NetworkCount:
    return NetworkCount(
        source="ooni",
        day=day,
        country="XT",
        subject=subject,
        network=network,
        measured=measured,
        anomalies=anomalies,
        confirmed=confirmed,
        failures=0,
    )


def test_a_day_with_fifty_anomalies_is_one_signal() -> None:
    counts = [count(network=f"AS{n}") for n in range(50)]
    (signal,) = network_signals(counts, SITES, RULES)
    assert (signal.key, len(signal.sightings)) == ("anomaly:2031-06-01", 50)
    assert signal.subjects == ("lake.test",)


@pytest.mark.parametrize(
    "quiet",
    [
        count(measured=9, anomalies=9),
        count(measured=20, anomalies=9),
        count(measured=10, anomalies=4),
        count("other.test"),
        count(None),
    ],
)
def test_what_does_not_stand_out_or_is_not_watched_is_left_alone(quiet: NetworkCount) -> None:
    assert network_signals([quiet], SITES, RULES) == ()


def test_both_names_of_a_site_are_counted_together() -> None:
    counts = [count(measured=6, anomalies=5), count("www.lake.test", measured=6, anomalies=4)]
    (signal,) = network_signals(counts, SITES, RULES)
    assert signal.sightings == (Sighting(subject="lake.test", network="AS1", seen=9, measured=12),)


def test_sums_over_all_networks_give_way_to_counts_of_each() -> None:
    whole = count(network="", measured=200, anomalies=150)
    (signal,) = network_signals([whole, count(), count(network="AS2", anomalies=1)], SITES, RULES)
    assert [one.network for one in signal.sightings] == ["AS1"]
    (alone,) = network_signals([whole], SITES, RULES)
    assert (alone.sightings[0].network, alone.sightings[0].seen) == ("", 150)


def test_a_confirmed_block_is_told_apart_from_anomalies() -> None:
    found = network_signals([count(confirmed=1, measured=2), count("www.shore.test")], SITES, RULES)
    assert [(one.kind, one.subjects) for one in found] == [
        (SignalKind.ANOMALY, ("shore.test",)),
        (SignalKind.CONFIRMED, ("lake.test",)),
    ]


def test_a_week_has_no_more_stories_than_the_rule_allows() -> None:
    def at(back: int) -> Signal:
        seen = (Sighting(subject="lake.test"),)
        return Signal(kind=SignalKind.OUTAGE, day=DAY - timedelta(days=back), sightings=seen)

    assert told([at(n) for n in range(6)], [], 3) == {at(n).key for n in (5, 4, 3)}
    assert told([at(0)], [at(n).day for n in (1, 2, 3)], 3) == frozenset()
    assert told([at(0)], [at(n).day for n in (1, 7, 8)], 3) == {at(0).key}
