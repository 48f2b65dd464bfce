"""Are IODA's events read as they stand, within limits, and only what is new taken?"""

import json
from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.collection import Collected, KnownOfSource, SkipReason
from dalel.domain.network_event import Measurer, NetworkEvent, SubjectKind
from dalel.domain.source import AddressKind
from shelf import NOW, Shelf, look, sample, skips, watch

API = "https://api.ioda.test/v2/outages/events"
COUNTRY = f"{API}?from={{since}}&until={{until}}&entityType=country&entityCode=XT"
NETWORKS = f"{API}?from={{since}}&until={{until}}&entityType=asn&entityCode={{network}}"
SINCE, UNTIL = int((NOW - timedelta(days=3)).timestamp()), int(NOW.timestamp())
ASKED = f"{API}?from={SINCE}&until={UNTIL}&entityType=country&entityCode=XT"


def of_network(number: int) -> str:
    return f"{API}?from={SINCE}&until={UNTIL}&entityType=asn&entityCode={number}"


def row(**changes: object) -> dict[str, object]:
    event = {
        "location": "asn/64500",
        "location_name": "AS64500",
        "start": UNTIL - 7200,
        "duration": 600,
        "datasource": "bgp",
        "method": "median",
        "score": 5,
    }
    return event | changes


def answer(*rows: object) -> bytes:
    return json.dumps({"error": None, "data": list(rows)}).encode()


def seen(content: bytes, known: KnownOfSource | None = None) -> Collected:
    asked = watch(AddressKind.IODA, COUNTRY, known=known or KnownOfSource())
    return look(asked, Shelf({ASKED: content}))


def test_events_tell_who_saw_what_of_whom_and_when() -> None:
    found = seen(sample("ioda/events.json"))
    bgp, ping, network, region = found.events
    assert (bgp.measurer, bgp.method, bgp.subject.key) == (Measurer.IODA, "bgp", "country/XT")
    assert (bgp.started, bgp.ended) == (
        datetime(2026, 1, 12, 1, tzinfo=UTC),
        datetime(2026, 1, 12, 3, tzinfo=UTC),
    )
    assert (bgp.name, bgp.score, bgp.lasts) == ("Testland", 812.5, False)
    assert bgp.link == "https://ioda.inetintel.cc.gatech.edu/country/XT"
    assert bgp.page == ASKED
    assert ping.family == "ping"
    assert (network.subject.code, network.lasts) == ("AS64500", True)
    assert (region.subject.kind, region.name) == (SubjectKind.REGION, "Lake Region")
    assert (skips(found), found.problem) == ({SkipReason.NOT_WATCHED: 1}, None)
    assert len(found.evidence) == 1


def test_each_network_is_asked_for_by_itself() -> None:
    shelf = Shelf({of_network(64500): answer(row()), of_network(64501): answer()})
    found = look(watch(AddressKind.IODA, NETWORKS, networks=(64500, 64501)), shelf)
    assert shelf.asked == [of_network(64500), of_network(64501)]
    assert len(found.events) == 1
    assert [one.url for one in found.evidence] == [of_network(64500)]


def test_after_an_answer_that_did_not_come_nothing_more_is_asked() -> None:
    shelf = Shelf({of_network(64502): answer(row())})
    found = look(watch(AddressKind.IODA, NETWORKS, networks=(64500, 64501, 64502)), shelf)
    assert shelf.asked == [of_network(64500)]
    assert len(found.failures) == 1


def known_after(found: Collected) -> KnownOfSource:
    return KnownOfSource(events={event.key: event.state for event in found.events})


def test_what_stands_as_before_is_seen_again_and_proves_nothing_new() -> None:
    content = sample("ioda/events.json")
    first = seen(content)
    again = seen(content, known=known_after(first))
    assert (again.events, again.evidence, again.problem) == ((), (), None)
    assert set(again.seen_again) == {event.key for event in first.events}


def test_an_event_that_grew_is_taken_again_under_its_key() -> None:
    first = seen(answer(row(duration=600)))
    grown = seen(answer(row(duration=1200)), known=known_after(first))
    assert [event.key for event in grown.events] == [event.key for event in first.events]
    assert grown.events[0].ended - first.events[0].ended == timedelta(minutes=10)


def test_the_same_event_twice_in_an_answer_is_one() -> None:
    found = seen(answer(row(), row()))
    assert (len(found.events), skips(found)) == (1, {SkipReason.REPEATED: 1})


def test_a_country_without_events_is_no_fault() -> None:
    found = seen(answer())
    assert (found.events, found.problem, found.evidence) == ((), None, ())


def test_an_event_that_goes_on_ends_now_at_the_latest() -> None:
    (event,) = seen(answer(row(duration=10**6))).events
    assert (event.ended, event.lasts) == (NOW, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"location": None},
        {"location": 5},
        {"location": "asn/"},
        {"location": "asn/0"},
        {"location": "asn/99999999999"},
        {"location": "asn/AS\u0661"},
        {"location": "planet/XT"},
        {"location": "country/../../x"},
        {"start": None},
        {"start": True},
        {"start": "1700000000"},
        {"start": -1},
        {"start": 5},
        {"start": 10**400},
        {"start": UNTIL + 90_000},
        {"start": float("nan")},
        {"duration": float("inf")},
        {"duration": -1},
        {"duration": 10**18},
        {"datasource": None},
        {"datasource": "\x00"},
    ],
)
def test_what_cannot_be_read_is_noted_and_the_rest_is_taken(changes: dict[str, object]) -> None:
    found = seen(answer(row(**changes), row()))
    assert (len(found.events), skips(found)) == (1, {SkipReason.UNREADABLE: 1})


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -1, "5", True, None, [], 10**400])
def test_a_score_that_is_none_is_left_out(score: object) -> None:
    (event,) = seen(answer(row(score=score))).events
    assert event.score is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>busy</html>",
        b"[]",
        b"5",
        b'{"data": null, "error": "too much"}',
        b'{"data": {}}',
        b'{"data": [5, null, []]}',
        b"[" * 100_000,
        b'{"data": ' + b"[" * 100_000,
        b"\xff\xfe{",
        b'{"data": [' + b"9" * 5000 + b"]}",
    ],
)
def test_an_answer_that_is_none_is_unreadable(content: bytes) -> None:
    found = seen(content)
    assert found.events == ()
    assert found.problem is not None
    assert found.problem.reason is SkipReason.UNREADABLE


def test_so_many_events_are_no_answer_any_more() -> None:
    many = (row(start=UNTIL - 7200 - number) for number in range(1005))
    found = seen(answer(*many))
    assert (len(found.events), skips(found)) == (1000, {SkipReason.OVER_LIMIT: 5})


def test_words_of_strangers_are_made_fit_to_be_kept() -> None:
    (event,) = seen(answer(row(location_name="a\x00b\ud800\n" + "x" * 900, method=7))).events
    assert len(event.name) == 200
    assert event.name.isprintable()
    assert isinstance(event, NetworkEvent)
