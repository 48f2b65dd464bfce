import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.collection import KnownOfSource, SkipReason
from dalel.domain.exchange import Validators
from dalel.domain.source import AddressKind
from dalel.steps.collect import feed
from shelf import ALMATY, NOW, Shelf, led_to, look, sample, skips, urls, watch

FEED = "https://tau.test/feed"


def rss(*entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Тау</title>'
        + "".join(f"<item>{entry}</item>" for entry in entries)
        + "</channel></rss>"
    ).encode()


def entry(number: int, time: str = "Mon, 12 Jan 2026 08:00:00 GMT") -> str:
    return (
        f"<title>Жаңалық {number}</title><link>https://tau.test/{number}</link>"
        f"<pubDate>{time}</pubDate>"
    )


def test_entries_become_findings_in_the_order_of_the_feed() -> None:
    seen = watch(AddressKind.FEED, FEED)
    found = look(seen, Shelf({FEED: rss(entry(2), entry(1))}))
    assert urls(found) == ["https://tau.test/2", "https://tau.test/1"]
    first = found.findings[0]
    assert (first.title, first.source, first.seen) == ("Жаңалық 2", "tau", NOW)
    assert first.published == datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
    assert found.validators == {FEED: Validators(etag='"1"')}
    assert found.skips == ()


def test_what_is_known_old_or_twice_is_counted_with_its_reason() -> None:
    seen = watch(
        AddressKind.FEED,
        FEED,
        known=KnownOfSource(urls={"https://tau.test/1"}),
        since=NOW - timedelta(days=7),
    )
    entries = [entry(1), entry(2, "Thu, 01 Jan 2026 00:00:00 GMT"), entry(3), entry(3)]
    entries += ["<title>No link</title>", "<link>mailto:a@tau.test</link>"]
    found = look(seen, Shelf({FEED: rss(*entries)}))
    assert urls(found) == ["https://tau.test/3"]
    assert skips(found) == {
        SkipReason.KNOWN: 1,
        SkipReason.TOO_OLD: 1,
        SkipReason.REPEATED: 1,
        SkipReason.NO_ADDRESS: 1,
        SkipReason.BAD_ADDRESS: 1,
    }
    assert ("No link",) in [skip.examples for skip in found.skips]


def test_over_the_limit_the_feed_must_be_seen_again() -> None:
    shelf = Shelf({FEED: rss(*map(entry, range(5)))})
    found = look(watch(AddressKind.FEED, FEED, limit=2), shelf)
    assert len(found.findings) == 2
    assert skips(found) == {SkipReason.OVER_LIMIT: 3}
    assert found.validators == {}


def test_an_unchanged_feed_brings_nothing() -> None:
    known = KnownOfSource(validators={FEED: Validators(etag='"1"')})
    found = look(watch(AddressKind.FEED, FEED, known=known), Shelf({FEED: rss(entry(1))}))
    assert (found.findings, found.unchanged, found.failures) == ((), 1, ())


def test_a_failure_is_handed_on() -> None:
    found = look(watch(AddressKind.FEED, FEED), Shelf({}))
    assert [failure.url for failure in found.failures] == [FEED]


def test_a_link_may_lead_to_another_host_and_is_read_from_where_the_feed_was_found() -> None:
    shelf = Shelf({FEED: led_to(FEED, "https://new.test/f/", rss("<link>a?b=1#top</link>"))})
    assert urls(look(watch(AddressKind.FEED, FEED), shelf)) == ["https://new.test/f/a?b=1"]


def test_a_feed_that_breaks_off_loses_only_its_last_entry() -> None:
    whole = rss(entry(1), entry(2), entry(3))
    cut = whole[: whole.rindex(b"</title>")]
    found = look(watch(AddressKind.FEED, FEED), Shelf({FEED: cut}))
    assert urls(found) == ["https://tau.test/1", "https://tau.test/2"]
    assert skips(found) == {SkipReason.BROKEN_OFF: 1}


def test_a_feed_cut_between_entries_loses_none() -> None:
    whole = rss(entry(1), entry(2))
    reading = feed.read(whole[: whole.rindex(b"</channel>")], UTC)
    assert len(reading.entries) == 2
    assert not reading.broken_off


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("Mon, 12 Jan 2026 12:00:00 +0500", "2026-01-12T07:00"),
        ("Mon, 12 Jan 2026 12:00:00 +05", "2026-01-12T07:00"),
        ("Mon, 12 Jan 2026 12:00:00", "2026-01-12T07:00"),
        ("Mon, 12 Jan 2026 12:00:00 -0000", "2026-01-12T12:00"),
        ("Mon, 12 Jan 2026 12:00:00 ALMT", "2026-01-12T07:00"),
        ("Mon Jan 12 12:00:00 2026", "2026-01-12T07:00"),
        ("12 Jan 2026 12:00 EST", "2026-01-12T17:00"),
        ("2026-01-12 12:00", "2026-01-12T07:00"),
        ("2026-01-12 12:00:00 +0500", "2026-01-12T07:00"),
        ("2026-01-12 12:00:00 UTC", "2026-01-12T12:00"),
        ("2026-01-12T12:00:00Z", "2026-01-12T12:00"),
        ("2026-01-12T12:00:00+05:00", "2026-01-12T07:00"),
        ("2026-01-12", "2026-01-11T19:00"),
        # Before the country's change of zone on 1 March 2024.
        ("Tue, 09 Jan 2024 12:00:00", "2024-01-09T06:00"),
    ],
)
def test_a_time_without_zone_is_the_outlets_own(written: str, utc: str) -> None:
    reading = feed.read(rss(entry(1, written)), ALMATY)
    assert reading.entries[0].published == datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize("written", ["Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 01 Jan 2030 00:00 GMT"])
def test_an_impossible_time_is_no_time(written: str) -> None:
    found = look(watch(AddressKind.FEED, FEED), Shelf({FEED: rss(entry(1, written))}))
    assert found.findings[0].published is None


def test_a_time_in_words_is_read_by_whom_the_watch_names() -> None:
    def read_time(text: str) -> datetime | None:
        return NOW if text == "12 қаңтар 2026" else None

    seen = watch(AddressKind.FEED, FEED, read_time=read_time)
    found = look(seen, Shelf({FEED: rss(entry(1, "12 қаңтар 2026"), entry(2, "кеше"))}))
    assert [finding.published for finding in found.findings] == [NOW, None]


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<![CDATA[<b>Сот</b> &amp; үкім]]>", "Сот & үкім"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Сот", "Сот"),
        ("5 &lt; 6 и 7 &gt; 3", "5 < 6 и 7 > 3"),
        ("  Сот\n\n үкімі ", "Сот үкімі"),
        ("", None),
    ],
)
def test_a_title_is_plain_text(markup: str, plain: str | None) -> None:
    assert feed.read(rss(f"<title>{markup}</title>"), UTC).entries[0].title == plain


def test_a_permanent_guid_stands_in_for_a_missing_link() -> None:
    guid = "<guid isPermaLink='false'>https://tau.test/p/1</guid><title>x</title>"
    assert feed.read(rss(guid), UTC).entries[0].url == "https://tau.test/p/1"
    json_feed = b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "tag:1"}]}'
    assert feed.read(json_feed, UTC).entries[0].url is None


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("rdf_item_title.xml", ["Example title"]),
        ("rss090_item_title.xml", ["Item title"]),
        ("item_title.xml", ["Example item"]),
        ("entry_title_base64.xml", ["Example Atom"]),
        ("rss2.0NSwithModulesNoDefNS.xml", ["Test Item - - RSS2.0 w/ NS no default NS"]),
        ("euc-kr-item.xml", [None]),
        ("utf-16le-bom.xml", []),
        ("rss_incomplete_cdata.xml", []),
    ],
)
def test_feeds_of_many_kinds_are_read(name: str, titles: list[str | None]) -> None:
    reading = feed.read(sample(f"feedparser/{name}"), UTC)
    assert reading.problem is None
    assert [entry.title for entry in reading.entries] == titles


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16"])
def test_the_encoding_is_what_the_file_or_the_server_says(encoding: str) -> None:
    text = (
        "<rss version='2.0'><channel><item><title>Суд вынес решение</title></item></channel></rss>"
    )
    declared = f"<?xml version='1.0' encoding='{encoding}'?>{text}".encode(encoding)
    assert feed.read(declared, UTC).entries[0].title == "Суд вынес решение"
    by_server = f"text/xml; charset={encoding}"
    assert feed.read(text.encode(encoding), UTC, content_type=by_server).entries[0].title == (
        "Суд вынес решение"
    )


def test_a_json_feed_is_read() -> None:
    reading = feed.read(sample("feedparser/example.json"), UTC)
    assert reading.title == "My Example Feed"
    assert [(entry.url, entry.title) for entry in reading.entries] == [
        ("https://example.org/second-item", "post 2"),
        ("https://example.org/initial-post", None),
    ]


def test_a_json_feed_may_say_less_or_otherwise() -> None:
    content = b"""\xef\xbb\xbf {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "https://tau.test/a", "date_published": "2026-01-12T10:00:00+05:00"},
        {"id": 7, "external_url": "https://b.test/", "date_modified": "2026-01-12"},
        {"id": "x"}, "odd", null, {"title": 5, "date_published": "soon"}]}"""
    entries = feed.read(content, ALMATY).entries
    assert [entry.url for entry in entries] == ["https://tau.test/a", "https://b.test/", None, None]
    assert entries[0].published == datetime(2026, 1, 12, 5, 0, tzinfo=UTC)
    assert entries[1].published == datetime(2026, 1, 11, 19, 0, tzinfo=UTC)
    assert entries[3].published is None


@pytest.mark.parametrize("version", ['"1.0"', '"1"', "1.1", "1"])
def test_a_json_feed_may_say_only_the_number_of_its_version(version: str) -> None:
    content = f'{{"version": {version}, "items": [{{"url": "https://tau.test/a"}}]}}'.encode()
    assert [entry.url for entry in feed.read(content, UTC).entries] == ["https://tau.test/a"]


@pytest.mark.parametrize("rest", ["", ', "items": 5', ', "items": {}'])
def test_other_json_with_a_version_is_no_feed(rest: str) -> None:
    content = f'{{"version": "1.0", "type": "rich"{rest}}}'.encode()
    assert feed.read(content, UTC).problem == "JSON, but not a feed"


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("48151", None),
        ("post-48151", None),
        ("tag:tau.test,2026:1", None),
        ("http://[x", "http://[x"),
        ("https://tau.test/p/1", "https://tau.test/p/1"),
        ("/p/1", "/p/1"),
    ],
)
def test_a_guid_that_is_no_address_stands_in_for_no_link(guid: str, url: str | None) -> None:
    reading = feed.read(rss(f"<guid>{guid}</guid><title>x</title>"), UTC)
    assert reading.entries[0].url == url


def test_a_link_may_be_relative_and_its_own_guid() -> None:
    item = "<link>news/1</link><guid isPermaLink='false'>news/1</guid>"
    assert feed.read(rss(item), UTC).entries[0].url == "news/1"


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><title>Not found</title><p>no feed here",
        b"",
        b"\0\0\0",
        b"{}",
        b'{"version": "https://jsonfeed.org/',
        b'{"a":' + b"[" * 100_000,
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_feed_is_unreadable(content: bytes) -> None:
    found = look(watch(AddressKind.FEED, FEED), Shelf({FEED: content}))
    assert skips(found) == {SkipReason.UNREADABLE: 1}


def test_a_feed_without_entries_says_so() -> None:
    for content in (rss(), b'{"version": "https://jsonfeed.org/version/1", "items": 5}'):
        found = look(watch(AddressKind.FEED, FEED), Shelf({FEED: content}))
        assert skips(found) == {SkipReason.NOTHING_FOUND: 1}


def test_a_body_that_names_a_file_does_not_open_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(entry(1)))
    assert feed.read(os.fsencode(secret), UTC).problem == "not a feed"


def test_entities_do_not_explode_nor_reach_outside() -> None:
    laughs = b'<!DOCTYPE r [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha" * 10) for n in range(9)
    )
    content = (
        laughs + b"]><rss version='2.0'><channel><item><title>&a8;</title></item></channel></rss>"
    )
    assert len(feed.read(content, UTC).entries) == 1
    outside = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("<title>&x;</title>")
    entries = feed.read(outside, UTC).entries
    assert "root:" not in "".join(entry.title or "" for entry in entries)


def test_of_a_giant_feed_only_the_beginning_is_read() -> None:
    padding = f"<description>{'x' * 100_000}</description>"
    reading = feed.read(rss(*(entry(n) + padding for n in range(60))), UTC)
    assert 35 < len(reading.entries) < 45
    assert reading.broken_off


def test_a_time_that_no_calendar_has_is_no_time() -> None:
    for written in (
        "2026-02-30",
        "0001-01-01T00:00:00+05:00",
        "9999-12-31T23:59:59-05:00",
        "2026\ub144 01\uc6d4",
        "Mon, 1 Jan 99999999999999999999 10:00:00 +0500",
        "Mon, 1 Jan 2026 10:00:00 +99999999999999999999",
        "Mon, 1 Jan 2026 99999999999999999999:00:00",
        "Mon, 99999999999999999999 Jan 2026 10:00:00",
    ):
        assert feed.read(rss(entry(1, written)), ALMATY).entries[0].published is None
        content = f"""{{"version": "https://jsonfeed.org/version/1",
            "items": [{{"date_published": "{written}"}}]}}""".encode()
        assert feed.read(content, ALMATY).entries[0].published is None


def test_a_parser_that_stumbles_is_a_feed_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise AttributeError("no such thing")

    monkeypatch.setattr("feedparser.parse", stumble)
    assert feed.read(rss(entry(1)), UTC).problem == "AttributeError: no such thing"


def test_of_a_feed_with_very_many_tags_the_beginning_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed, "_MOST_TAGS", 43)
    item = b"<item><link>https://tau.test/%d</link></item>"
    content = b"<rss version='2.0'><channel>" + b"".join(item % n for n in range(20))
    found = feed.read(content, UTC)
    assert found.broken_off
    assert [entry.url for entry in found.entries] == [f"https://tau.test/{n}" for n in range(10)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#55357;&#56832;", "\U0001f600"),
        ("&#xD83D;&#xDE00;", "\U0001f600"),
        ("&#xD83D;", "\ufffd"),
        ("&#56832;", "\ufffd"),
    ],
)
def test_halves_of_a_letter_lose_no_feed(written: str, read: str) -> None:
    content = rss(entry(1), entry(2)).replace(b"</title>", f" {written}</title>".encode(), 2)
    found = feed.read(content, UTC)
    assert len(found.entries) == 2
    assert any((one.title or "").endswith(read) for one in found.entries) or read in str(found)
