"""Is a site told of whose tests began to fail in several networks, and no other?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from dalel.domain.collection import NetworkCount
from dalel.domain.measure_rules import SignalRules
from dalel.domain.network import Network, NetworkRole, Networks
from dalel.steps.measure.site_access import site_events

DAY = date(2031, 6, 1)
RULES = SignalRules()
NETWORKS = Networks(
    country="XT",
    networks=(
        Network(asn=64500, name="One", role=NetworkRole.EYEBALL, evidence=("a",)),
        Network(asn=64501, name="Two", role=NetworkRole.EYEBALL, evidence=("a",)),
        Network(asn=64502, name="Servers", role=NetworkRole.HOSTING, evidence=("a",)),
    ),
)


def days(network: str, marks: str, site: str = "lake.test") -> list[NetworkCount]:
    """A day a mark: ``.`` well, ``x`` mostly anomalous, ``-`` too few tests to tell."""
    measured = {".": (20, 1), "x": (20, 15), "-": (9, 9)}
    return [
        NetworkCount(
            source="ooni",
            day=DAY + timedelta(days=index),
            country="XT",
            subject=site,
            network=network,
            measured=measured[mark][0],
            anomalies=measured[mark][1],
            confirmed=0,
            failures=0,
        )
        for index, mark in enumerate(marks)
    ]


def found(*counts: list[NetworkCount]) -> list[tuple[str, tuple[str, ...]]]:
    listed = [one for some in counts for one in some]
    events = site_events(listed, {"lake.test", "hill.test"}, RULES, NETWORKS)
    return [(event.key, event.vantages) for event in events]


BOTH = ("AS64500", "AS64501")


def test_a_rise_on_two_networks_for_two_days_is_told_with_its_tests() -> None:
    listed = [*days("AS64500", "..xx"), *days("AS64501", ".-xx")]
    (event,) = site_events(listed, {"lake.test"}, RULES, NETWORKS)
    assert (event.subject.code, event.vantages) == ("lake.test", BOTH)
    assert (event.started, event.ended) == (
        datetime(2031, 6, 3, tzinfo=UTC),
        datetime(2031, 6, 5, tzinfo=UTC),
    )
    assert (event.seen, event.measured) == (60, 80)
    assert event.source == "ooni"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # On one network alone; on different days; for one day.
        ("..xx", "...."),
        (".xx..", "...xx"),
        ("...x", "...x"),
        # Never well before; too few tests; a day between.
        ("xxxx", "xxxx"),
        (".-xx", "..--"),
        (".x-x", ".x-x"),
        ("", ""),
    ],
)
def test_what_is_no_rise_is_not_told(one: str, other: str) -> None:
    assert found(days("AS64500", one), days("AS64501", other)) == []


def test_a_rise_that_went_by_is_told_still_and_a_single_later_day_does_not_hide_it() -> None:
    assert found(days("AS64500", ".xx.x"), days("AS64501", ".xx..")) == [
        ("lake.test/2031-06-02", BOTH)
    ]


def test_machines_are_no_readers() -> None:
    assert found(days("AS64500", "..xx"), days("AS64502", "..xx"), days("", "..xx")) == []


def test_both_names_of_a_site_count_together_and_others_not_at_all() -> None:
    halves = [
        NetworkCount(
            source="ooni",
            day=count.day,
            country="XT",
            subject=name,
            network=count.network,
            measured=count.measured // 2,
            anomalies=count.anomalies // 2,
            confirmed=0,
            failures=0,
        )
        for network in BOTH
        for count in days(network, "..xx")
        for name in ("lake.test", "www.lake.test")
    ]
    assert found(halves) == [("lake.test/2031-06-03", BOTH)]
    others = [days(network, "..xx", "shore.test") for network in BOTH]
    assert found(*others) == []
