import json
from datetime import UTC, date, datetime, timedelta

import pytest

from dalel.domain.collection import KnownOfSource, SkipReason
from dalel.domain.source import AddressKind
from shelf import NOW, Shelf, look, sample, skips, urls, watch

API = "https://api.ooni.test/api/v1"
COUNTS = (
    f"{API}/aggregation?probe_cc=KZ&since={{since}}&until={{until}}&axis_x=measurement_start_day"
)
ASKED = (
    f"{API}/aggregation?probe_cc=KZ&since=2026-01-05&until=2026-01-13&axis_x=measurement_start_day"
)
TESTS = f"{API}/measurements?probe_cc=KZ&limit=5&anomaly=true"


def test_counts_come_by_day() -> None:
    found = look(watch(AddressKind.OONI, COUNTS), Shelf({ASKED: sample("ooni/aggregation.json")}))
    first, *_ = found.counts
    assert len(found.counts) == 3
    assert (first.day, first.country, first.subject, first.network) == (
        date(2022, 3, 1),
        "KZ",
        None,
        None,
    )
    assert (first.measured, first.anomalies, first.confirmed, first.failures) == (
        1113357,
        53651,
        6739,
        16283,
    )
    assert len(found.evidence) == 1


def test_counts_may_be_of_a_site_and_a_network_and_of_one_day() -> None:
    row = {"measurement_start_day": "2026-01-11", "measurement_count": 7, "probe_asn": 9198}
    row |= {"domain": "tau.test", "probe_cc": "ZZ"}
    content = json.dumps({"result": row}).encode()
    (count,) = look(watch(AddressKind.OONI, COUNTS), Shelf({ASKED: content})).counts
    assert (count.subject, count.network, count.country, count.anomalies) == (
        "tau.test",
        "AS9198",
        "ZZ",
        0,
    )


BY_SITE = (
    f"{API}/aggregation?probe_cc=KZ&since={{day}}&until={{next}}&domain={{sites}}"
    "&axis_x=domain&axis_y=probe_asn"
)


def of_day(day: int, names: str) -> str:
    """What is asked for a day of January 2026."""
    since, until = f"2026-01-{day:02}", f"2026-01-{day + 1:02}"
    asked = f"{API}/aggregation?probe_cc=KZ&since={since}&until={until}&domain={names}"
    return f"{asked}&axis_x=domain&axis_y=probe_asn"


def test_counts_by_site_and_network_are_asked_a_day_at_a_time_for_the_watched_sites() -> None:
    row = {"domain": "www.tau.test", "probe_asn": 9198, "measurement_count": 20}
    names = "tau.test,www.tau.test"
    content = json.dumps({"result": [row | {"anomaly_count": 12}]}).encode()
    shelf = Shelf({of_day(11, names): content})
    (count,) = look(watch(AddressKind.OONI, BY_SITE, sites=("tau.test",)), shelf).counts
    assert shelf.asked == [of_day(day, names) for day in range(9, 13)]
    assert (count.day, count.subject, count.network) == (
        date(2026, 1, 11),
        "www.tau.test",
        "AS9198",
    )
    assert (count.measured, count.anomalies, count.confirmed) == (20, 12, 0)


def test_many_sites_are_asked_for_in_several_addresses_and_none_in_none() -> None:
    shelf = Shelf({})
    look(watch(AddressKind.OONI, BY_SITE, sites=tuple(f"s{n}.test" for n in range(100))), shelf)
    assert len(shelf.asked) == 8
    assert max(map(len, shelf.asked)) < 4000
    found = look(watch(AddressKind.OONI, BY_SITE), nothing := Shelf({}))
    assert (nothing.asked, skips(found)) == ([], {SkipReason.NO_TERM: 4})


def test_since_and_until_are_filled_in() -> None:
    shelf = Shelf({})
    look(watch(AddressKind.OONI, COUNTS, since=NOW - timedelta(days=2)), shelf)
    assert "since=2026-01-10&until=2026-01-13" in shelf.asked[0]


def test_only_measurements_that_look_like_interference_become_findings() -> None:
    shelf = Shelf({TESTS: sample("ooni/measurements.json")})
    later = datetime(2026, 7, 12, tzinfo=UTC)
    found = look(watch(AddressKind.OONI, TESTS, pages=1, now=later), shelf)
    (finding,) = found.findings
    uid = "20260711174307.426698_PL_webconnectivity_201864a3015449fd"
    assert finding.url == f"https://explorer.ooni.org/m/{uid}"
    assert finding.title == "https://www.favbet.com/ web_connectivity AS16276"
    assert finding.published == datetime(2026, 7, 11, 17, 43, 7, tzinfo=UTC)
    assert skips(found) == {SkipReason.NO_ANOMALY: 4, SkipReason.OVER_LIMIT: 1}


def rows(start: int, count: int) -> bytes:
    listed = [{"anomaly": True, "measurement_uid": f"m{n}"} for n in range(start, start + count)]
    return json.dumps({"results": listed}).encode()


def test_pages_are_turned_by_offset_until_one_is_not_full() -> None:
    second = TESTS + "&offset=5"
    shelf = Shelf({TESTS: rows(0, 5), second: rows(5, 2)})
    found = look(watch(AddressKind.OONI, TESTS, known=KnownOfSource(urls=set())), shelf)
    assert len(found.findings) == 7
    assert shelf.asked == [TESTS, second]
    assert urls(found)[-1] == "https://explorer.ooni.org/m/m6"


def test_behind_a_measurement_that_is_known_no_page_is_turned() -> None:
    shelf = Shelf({TESTS: rows(0, 5), f"{TESTS}&offset=5": rows(5, 5)})
    known = KnownOfSource(urls={"https://explorer.ooni.org/m/m3"})
    found = look(watch(AddressKind.OONI, TESTS, known=known), shelf)
    assert len(found.findings) == 4
    assert shelf.asked == [TESTS]


@pytest.mark.parametrize(
    "row",
    [
        {"measurement_count": -1},
        {"measurement_count": 2**31},
        {"measurement_count": 10**30},
        {"measurement_count": True},
    ],
)
def test_a_count_that_no_day_can_have_is_unreadable(row: dict[str, object]) -> None:
    content = json.dumps({"result": [{"measurement_start_day": "2026-01-11", **row}]}).encode()
    found = look(watch(AddressKind.OONI, COUNTS), Shelf({ASKED: content}))
    assert (found.counts, skips(found)) == ((), {SkipReason.UNREADABLE: 1})


def test_codes_that_are_none_are_left_out() -> None:
    row = {"measurement_start_day": "2026-01-11", "measurement_count": 7, "probe_asn": 10**40}
    row |= {"domain": "tau.test " * 100, "probe_cc": "Kazakhstan", "anomaly_count": -4}
    content = json.dumps({"result": [row]}).encode()
    (count,) = look(watch(AddressKind.OONI, COUNTS), Shelf({ASKED: content})).counts
    assert (count.country, count.network, count.anomalies) == ("KZ", None, 0)
    assert len(count.subject or "") == 500


def test_without_a_sensible_limit_the_apis_own_holds() -> None:
    for limit in ("0", "many", "9999999"):
        url = f"{API}/measurements?limit={limit}"
        shelf = Shelf({url: rows(0, 99)})
        look(watch(AddressKind.OONI, url), shelf)
        assert shelf.asked == [url]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"result": 5, "results": "x"}',
        b'{"result": null, "results": null}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
@pytest.mark.parametrize(("url", "asked"), [(COUNTS, ASKED), (TESTS, TESTS)])
def test_what_is_no_answer_of_the_api_is_unreadable(url: str, asked: str, content: bytes) -> None:
    found = look(watch(AddressKind.OONI, url), Shelf({asked: content}))
    assert skips(found) == {SkipReason.UNREADABLE: 1}


def test_odd_rows_are_skipped_with_their_reason() -> None:
    odd = [{}, 5, {"measurement_start_day": "2026-01-11", "measurement_count": True}]
    odd += [{"measurement_start_day": "2026", "measurement_count": 5}]
    content = json.dumps({"result": odd, "results": [{"anomaly": True}, {}, None]}).encode()
    found = look(watch(AddressKind.OONI, COUNTS), Shelf({ASKED: content}))
    assert (found.counts, skips(found)) == ((), {SkipReason.UNREADABLE: 3})
    found = look(watch(AddressKind.OONI, TESTS), Shelf({TESTS: content}))
    assert skips(found) == {SkipReason.NO_ADDRESS: 1, SkipReason.NO_ANOMALY: 1}
