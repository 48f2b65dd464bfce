"""Do those who saw the same at the same time make one disturbance, and how much speaks for it?"""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.domain.disturbance import DisturbanceKind, Strength
from dalel.domain.network import Network, NetworkRole, Networks
from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent, SubjectKind
from dalel.steps.measure.disturbances import disturbances

START = datetime(2031, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NETWORKS = Networks(
    country="XT",
    networks=(
        Network(asn=64500, name="One", role=NetworkRole.EYEBALL, evidence=("a",)),
        Network(asn=64501, name="Two", role=NetworkRole.EYEBALL, evidence=("a",)),
        Network(asn=64502, name="Servers", role=NetworkRole.HOSTING, evidence=("a",)),
        Network(asn=64503, name="Exits", role=NetworkRole.FOREIGN_HOSTING, evidence=("a",)),
    ),
)
KINDS = {str(kind): kind for kind in SubjectKind}


def seen(
    place: str,
    method: str = "bgp",
    *,
    by: Measurer = Measurer.IODA,
    at: float = 0,
    hours: float = 2,
    **changes: object,
) -> NetworkEvent:
    """What was seen at ``country/XT``, ``network/AS64500`` or the like."""
    kind, _, code = place.partition("/")
    settings: dict[str, object] = {
        "source": str(by),
        "key": f"{place} {method} {at}",
        "measurer": by,
        "method": method,
        "subject": MeasuredSubject(kind=KINDS[kind], code=code),
        "started": START + at * HOUR,
        "ended": START + (at + hours) * HOUR,
    }
    return NetworkEvent(**(settings | changes))  # type: ignore[arg-type]


def silent(host: str, *, at: float = 0, hours: float = 2) -> NetworkEvent:
    """An outlet that gave us nothing."""
    own = seen(f"site/{host}", "request", by=Measurer.OWN, at=at, hours=hours)
    return replace(own, vantages=("direct",))


def joined(*events: NetworkEvent) -> list[tuple[DisturbanceKind, Strength, str, int]]:
    found = disturbances(events, NETWORKS)
    return [(one.kind, one.strength, one.subject.key, len(one.events)) for one in found]


ONE = "network/AS64500"


def test_two_datasources_that_agree_on_a_network_are_an_outage() -> None:
    assert joined(seen(ONE), seen(ONE, "ping-slash24", at=1)) == [
        (DisturbanceKind.OUTAGE, Strength.LIKELY, ONE, 2)
    ]


def test_routes_alone_are_routing() -> None:
    assert joined(seen(ONE)) == [(DisturbanceKind.ROUTING, Strength.WEAK, ONE, 1)]


def test_one_instrument_alone_is_weak_and_so_are_variants_of_one() -> None:
    assert joined(seen(ONE, "ping-slash24"), seen(ONE, "ping-slash24-loss")) == [
        (DisturbanceKind.DIP, Strength.WEAK, ONE, 2)
    ]


def test_datasources_that_agree_on_different_networks_agree_on_nothing() -> None:
    found = joined(seen(ONE), seen("network/AS64501", "ping-slash24"))
    assert [(strength, place) for _, strength, place, _ in found] == [
        (Strength.WEAK, ONE),
        (Strength.WEAK, "network/AS64501"),
    ]


def test_measurers_apart_from_each_other_are_strong() -> None:
    other = seen(ONE, "traffic", by=Measurer.RADAR, at=1)
    assert joined(seen(ONE), other) == [(DisturbanceKind.OUTAGE, Strength.STRONG, ONE, 2)]


def test_what_people_looked_at_is_strong_by_itself() -> None:
    noted = seen(ONE, "annotation", by=Measurer.RADAR, is_verified=True)
    assert joined(noted) == [(DisturbanceKind.OUTAGE, Strength.STRONG, ONE, 1)]


def test_a_country_takes_its_networks_and_regions_in_and_the_surest_gives_the_name() -> None:
    events = (
        seen("country/XT", "merit-nt"),
        seen(ONE),
        seen(ONE, "ping-slash24"),
        seen("region/9001", "gtr"),
        seen("network/AS64501", at=9),
    )
    assert joined(*events) == [
        (DisturbanceKind.OUTAGE, Strength.LIKELY, ONE, 4),
        (DisturbanceKind.ROUTING, Strength.WEAK, "network/AS64501", 1),
    ]


def test_of_those_that_are_as_sure_the_widest_gives_the_name() -> None:
    (found,) = joined(seen("country/XT"), seen(ONE))
    assert found[2] == "country/XT"


@pytest.mark.parametrize(
    "place", ["network/AS64502", "network/AS64503", "network/AS1", "country/ZZ"]
)
def test_networks_without_readers_and_other_countries_do_not_count(place: str) -> None:
    assert joined(seen(place), seen(place, "ping-slash24")) == []


def test_where_no_network_is_known_each_counts() -> None:
    (found,) = disturbances([seen("network/AS1")], Networks())
    assert found.subject.code == "AS1"


def test_what_lies_an_hour_apart_is_the_same_and_more_is_not() -> None:
    assert len(joined(seen(ONE, hours=1), seen(ONE, at=2, hours=1))) == 1
    assert len(joined(seen(ONE, hours=1), seen(ONE, at=2.1, hours=1))) == 2


def test_an_outlet_that_gave_us_nothing_is_weak_by_itself() -> None:
    assert joined(silent("lake.test")) == [
        (DisturbanceKind.ACCESS, Strength.WEAK, "site/lake.test", 1)
    ]


def test_one_silent_outlet_beside_a_dip_is_chance_and_several_are_not() -> None:
    dip = seen(ONE, "ping-slash24")
    assert joined(dip, silent("lake.test", at=1))[0][1:] == (Strength.WEAK, ONE, 2)
    both = joined(dip, silent("lake.test", at=1), silent("hill.test", at=1))
    assert both == [(DisturbanceKind.OUTAGE, Strength.LIKELY, ONE, 3)]


def test_an_outlet_that_was_silent_long_before_does_not_belong_to_it() -> None:
    found = joined(seen(ONE), silent("lake.test", at=-50, hours=100))
    assert [place for _, _, place, _ in found] == ["site/lake.test", ONE]


def test_silent_outlets_beside_routes_alone_leave_it_routing() -> None:
    (found,) = joined(seen(ONE), silent("lake.test"), silent("hill.test"))
    assert found[:2] == (DisturbanceKind.ROUTING, Strength.LIKELY)


def volunteers(host: str, *networks: str) -> NetworkEvent:
    found = seen(f"site/{host}", "web_connectivity", by=Measurer.OONI, hours=48)
    return replace(found, vantages=networks)


def test_a_site_that_volunteers_and_we_could_not_reach_is_one_disturbance() -> None:
    found = joined(
        volunteers("lake.test", "AS64500", "AS64501"), silent("lake.test", at=5), seen(ONE)
    )
    assert found == [
        (DisturbanceKind.ROUTING, Strength.WEAK, ONE, 1),
        (DisturbanceKind.ACCESS, Strength.LIKELY, "site/lake.test", 2),
    ]


def test_tests_from_one_network_are_weak() -> None:
    assert joined(volunteers("lake.test", "AS64500"))[0][1] is Strength.WEAK


PLACES = ["country/XT", "region/9001", ONE, "network/AS64501", "network/AS64502", "site/lake.test"]


@st.composite
def happenings(draw: st.DrawFn) -> NetworkEvent:
    at, hours = draw(st.integers(0, 60)), draw(st.integers(0, 20))
    if draw(st.booleans()):
        return silent(draw(st.sampled_from(["lake.test", "hill.test"])), at=at, hours=hours)
    by = draw(st.sampled_from([Measurer.IODA, Measurer.RADAR, Measurer.OONI]))
    method = draw(st.sampled_from(["bgp", "ping-slash24", "ping-slash24-loss", "traffic"]))
    return seen(draw(st.sampled_from(PLACES)), method, by=by, at=at, hours=hours)


@given(st.lists(happenings(), max_size=25), st.integers())
def test_each_that_counts_is_in_exactly_one_in_whatever_order_and_however_often_it_comes(
    events: list[NetworkEvent], seed: int
) -> None:
    found = disturbances(events, NETWORKS)
    inside = [event for one in found for event in one.events]
    wanted = {event for event in events if event.subject.code != "AS64502"}
    assert len(inside) == len(set(inside))
    assert set(inside) == wanted
    shuffled = [*events, *events]
    random.Random(seed).shuffle(shuffled)
    assert disturbances(shuffled, NETWORKS) == found


@given(st.lists(happenings(), max_size=25))
def test_our_own_requests_alone_carry_nothing(events: list[NetworkEvent]) -> None:
    for one in disturbances(events, NETWORKS):
        others = {event.measurer for event in one.events} - {Measurer.OWN}
        assert others or one.strength is Strength.WEAK
        assert one.subject in {event.subject for event in one.events}
        assert one.started <= (one.ended or one.started)


@given(st.lists(happenings(), max_size=15), happenings())
def test_one_more_that_others_saw_takes_no_strength_away(
    events: list[NetworkEvent], more: NetworkEvent
) -> None:
    ranks = list(Strength)

    def best(known: list[NetworkEvent]) -> int:
        found = disturbances(known, NETWORKS)
        return min((ranks.index(one.strength) for one in found), default=len(ranks))

    if more.measurer is not Measurer.OWN and more.subject.kind is not SubjectKind.SITE:
        assert best([*events, more]) <= best(events)
