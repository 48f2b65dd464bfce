"""Are Radar's anomalies and outages read as they stand?"""

import json

import pytest

from dalel.domain.collection import Collected, KnownOfSource, SkipReason
from dalel.domain.network_event import ANNOTATION, TRAFFIC, Measurer
from dalel.domain.source import AddressKind
from shelf import Shelf, look, sample, skips, watch

API = "https://api.cloudflare.test/client/v4/radar"
ANOMALIES = f"{API}/traffic_anomalies?location=XT&dateRange=7d"
OUTAGES = f"{API}/annotations/outages?location=XT&dateRange=28d"


def seen(content: bytes, url: str = ANOMALIES, known: KnownOfSource | None = None) -> Collected:
    asked = watch(AddressKind.RADAR, url, known=known or KnownOfSource())
    return look(asked, Shelf({url: content}))


def anomaly(**changes: object) -> dict[str, object]:
    said = {
        "uuid": "u1",
        "type": "AS",
        "status": "UNVERIFIED",
        "startDate": "2026-01-12T01:05:00Z",
        "endDate": "2026-01-12T03:20:00Z",
        "asnDetails": {"asn": "64500", "name": "TEST-NET"},
    }
    return said | changes


def answer(*rows: object, key: str = "trafficAnomalies") -> bytes:
    return json.dumps({"success": True, "result": {key: list(rows)}}).encode()


def test_anomalies_are_of_networks_or_of_the_country_and_never_of_clouds() -> None:
    found = seen(sample("radar/traffic_anomalies.json"))
    network, country = found.events
    assert (network.measurer, network.method) == (Measurer.RADAR, TRAFFIC)
    assert (network.subject.key, network.name) == ("network/AS64500", "TEST-NET")
    assert (network.is_verified, network.lasts) == (False, False)
    assert (country.subject.key, country.is_verified, country.lasts) == ("country/XT", True, True)
    assert skips(found) == {SkipReason.NOT_WATCHED: 1}


def test_outages_are_of_each_network_that_they_name_with_their_cause() -> None:
    found = seen(sample("radar/outages.json"), OUTAGES)
    first, second, country = found.events
    assert [first.subject.code, second.subject.code] == ["AS64500", "AS64501"]
    assert (first.method, first.is_verified, first.cause) == (ANNOTATION, True, "POWER_OUTAGE")
    assert (first.name, second.name) == ("TEST-NET", "SECOND-NET")
    assert first.link == "https://example.org/outage"
    assert (country.subject.key, country.cause) == ("country/XT", "GOVERNMENT_DIRECTED")
    # Only addresses of the web are links, and what is announced has not happened.
    assert country.link == "https://radar.cloudflare.com/outage-center"
    assert skips(found) == {SkipReason.UNREADABLE: 1}


def test_what_turns_verified_is_taken_again() -> None:
    first = seen(answer(anomaly()))
    known = KnownOfSource(events={event.key: event.state for event in first.events})
    assert seen(answer(anomaly()), known=known).seen_again == (first.events[0].key,)
    (event,) = seen(answer(anomaly(status="VERIFIED")), known=known).events
    assert (event.key, event.is_verified) == (first.events[0].key, True)


def test_what_lasts_says_nothing_new_at_the_next_look() -> None:
    lasting = answer(anomaly(endDate=None))
    first = seen(lasting)
    known = KnownOfSource(events={event.key: event.state for event in first.events})
    assert seen(lasting, known=known).events == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"uuid": None},
        {"uuid": 5},
        {"startDate": None},
        {"startDate": "yesterday"},
        {"startDate": "1066-10-14T00:00:00Z"},
        {"startDate": "9999-12-31T23:59:59-23:00"},
        {"endDate": "2026-01-11T00:00:00Z"},
        {"endDate": "2926-01-11T00:00:00Z"},
    ],
)
def test_what_cannot_be_read_is_noted(changes: dict[str, object]) -> None:
    found = seen(answer(anomaly(**changes), anomaly(uuid="u2")))
    assert (len(found.events), skips(found)) == (1, {SkipReason.UNREADABLE: 1})


@pytest.mark.parametrize(
    "changes",
    [
        {"asnDetails": None},
        {"asnDetails": []},
        {"asnDetails": {"asn": []}},
        {"asnDetails": {"asn": "64500x"}},
        {"asnDetails": None, "locationDetails": {"code": "Testland"}},
        {"asnDetails": None, "locationDetails": {"code": 5}},
    ],
)
def test_what_is_about_nobody_says_nothing(changes: dict[str, object]) -> None:
    found = seen(answer(anomaly(**changes)))
    assert (found.events, skips(found)) == ((), {SkipReason.NOT_WATCHED: 1})
    assert found.problem is None


@pytest.mark.parametrize(
    "changes",
    [
        {"asns": "64500", "locations": "XT"},
        {"asns": [None, {}, []], "locations": [None, {}]},
        {"asns": [], "locations": ["ZZ"]},
        {"asns": 5, "asnsDetails": 5, "locations": 5, "outage": 5},
    ],
)
def test_an_outage_of_nobody_says_nothing(changes: dict[str, object]) -> None:
    said = {"id": "1", "startDate": "2026-01-12T01:05:00Z", **changes}
    assert seen(answer(said, key="annotations"), OUTAGES).events == ()


def test_names_that_are_none_leave_the_number() -> None:
    said = {"id": "1", "startDate": "2026-01-12T01:05:00Z", "asns": [64500]}
    content = answer(said | {"asnsDetails": [5, {"asn": 64500}]}, key="annotations")
    (event,) = seen(content, OUTAGES).events
    assert (event.subject.code, event.name, event.cause) == ("AS64500", "", "")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"result": null}', b'{"result": {"annotations": 5}}']
)
def test_an_answer_that_is_none_is_unreadable(content: bytes) -> None:
    assert skips(seen(content)) == {SkipReason.UNREADABLE: 1}


def test_without_an_answer_there_is_nothing() -> None:
    found = look(watch(AddressKind.RADAR, ANOMALIES), Shelf({}))
    assert (found.events, len(found.failures)) == ((), 1)
