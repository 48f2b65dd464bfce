"""Do only networks with readers count, and does a disturbance say what it is?"""

from datetime import UTC, datetime, timedelta

from dalel.domain.disturbance import Disturbance, DisturbanceKind, Strength
from dalel.domain.network import Network, NetworkRole, Networks
from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent, SubjectKind

START = datetime(2031, 6, 1, 12, tzinfo=UTC)
PLACE = MeasuredSubject(kind=SubjectKind.COUNTRY, code="XT")


def network(asn: int, role: NetworkRole) -> Network:
    return Network(asn=asn, name=f"Net {asn}", role=role, evidence=("a list",))


LISTED = Networks(
    country="XT",
    networks=(network(64500, NetworkRole.EYEBALL), network(64501, NetworkRole.HOSTING)),
)


def event(**changes: object) -> NetworkEvent:
    settings: dict[str, object] = {
        "source": "ioda",
        "key": "k",
        "measurer": Measurer.IODA,
        "method": "ping-slash24-loss",
        "subject": PLACE,
        "started": START,
        "ended": START + timedelta(hours=1),
    }
    return NetworkEvent(**(settings | changes))  # type: ignore[arg-type]


def disturbance(*events: NetworkEvent) -> Disturbance:
    return Disturbance(
        kind=DisturbanceKind.DIP, strength=Strength.WEAK, subject=PLACE, events=events
    )


def test_only_networks_with_readers_count_where_any_are_known() -> None:
    assert [LISTED.counts(code) for code in ("AS64500", "AS64501", "AS64502", "")] == [
        True,
        False,
        False,
        False,
    ]
    assert Networks().counts("AS64501")
    assert Networks().counts("")


def test_a_network_that_is_not_listed_is_called_by_its_number() -> None:
    assert (LISTED.name("AS64501"), LISTED.name("AS5")) == ("Net 64501", "AS5")


def test_the_state_of_an_event_changes_with_what_it_says_and_with_nothing_else() -> None:
    same = event(page="http://a.test/?until=2", link="http://b.test/")
    assert event().state == same.state
    assert event() == same
    later = event(ended=START + timedelta(hours=2))
    assert len({event().state, later.state, event(lasts=True).state, event(score=5.0).state}) == 4


def test_variants_of_a_method_are_one_family() -> None:
    assert (event().family, event(method="bgp").family) == ("ping", "bgp")


def test_a_disturbance_runs_from_the_first_to_the_last_and_lasts_while_any_does() -> None:
    later = event(started=START + timedelta(hours=2), ended=START + timedelta(hours=3))
    assert (disturbance(event(), later).started, disturbance(event(), later).ended) == (
        START,
        START + timedelta(hours=3),
    )
    assert disturbance(event(lasts=True), later).ended is None


def test_a_disturbance_is_known_by_its_subject_and_first_day_and_called_by_its_events() -> None:
    named = disturbance(event(), event(name="Testland", measurer=Measurer.RADAR))
    assert named.key == "disturbance:country/XT:2031-06-01"
    assert (named.name, disturbance(event()).name) == ("Testland", "")
    assert named.measurers == (Measurer.IODA, Measurer.RADAR)


def test_the_account_changes_with_who_says_what_and_not_with_growth() -> None:
    grown = event(ended=START + timedelta(hours=5), score=9.0)
    assert disturbance(event()).account == disturbance(grown).account
    others = (event(is_verified=True), event(cause="POWER_OUTAGE"), event(lasts=True))
    accounts = {disturbance(one).account for one in (event(), *others)}
    assert len(accounts) == 4
