import asyncio
import gzip

import pytest

from dalel.domain.exchange import FailureKind, Outcome
from dalel.outside.http.robots import LARGEST, parse
from wire_server import ROBOTS, Play, StillClock, WireServer, answer, bad, good, redirect

DAY = 24 * 3600


def visit(robots: Play, *paths: str, still: StillClock | None = None) -> list[Outcome]:
    async def run() -> list[Outcome]:
        plays = {ROBOTS: robots, "/a": answer(body=b"x"), "/b": answer(body=b"x")}
        async with WireServer(plays) as server, server.fetcher(still) as fetcher:
            return [await fetcher.fetch(server.url(path)) for path in paths]

    return asyncio.run(run())


def test_what_robots_txt_disallows_is_not_read() -> None:
    text = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-agent: dalel\nDisallow: /a\n"
    closed, open_ = visit(answer(body=text), "/a", "/b")
    assert bad(closed).kind is FailureKind.ROBOTS
    assert bad(closed).permanent
    assert good(open_).last.body == b"x"


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        # Section 2.2.1: groups of one product are one; a product ends where its version begins.
        ("User-agent: *\nDisallow: /\n\nUser-agent: DALEL\nDisallow: /x", "/y", True),
        ("User-agent: Dalel\nDisallow: /x\n\nuser-agent: dalel\nDisallow: /z", "/z", False),
        ("User-agent: Dalel\nUser-agent: other\nDisallow: /x", "/x", False),
        ("User-agent: Dalel/2.0 (+https://a.test)\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /\nUser-agent: Dalel Bot\nAllow: /x", "/x", True),
        ("User-agent: Dalel Bot\nDisallow: /x", "/x", False),
        ("User-agent: Dalel/2.0\rDisallow: /x\r", "/x", False),
        ("User-agent: Dalel\nUser-agent:\nDisallow: /x", "/x", False),
        ("User-agent: Other Dalel\nDisallow: /x", "/x", True),
        ("User-agent: Dalelbot\nDisallow: /x", "/x", True),
        ("User-agent: *\nCrawl-delay: 5\n\nSitemap: http://a.test/\nDisallow: /x", "/x", False),
        # Section 2.2.2: the longest rule wins, and of equal ones the friendly one.
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /page\nDisallow: /page", "/page", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("Disallow: /", "/x", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        # Section 2.2.3: wildcards, the end, and percent encoding.
        ("User-agent: *\nDisallow: /*.php$", "/x.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x.php?a", True),
        ("User-agent: *\nDisallow: /%D0%B0", "/а", False),
        ("User-agent: *\nDisallow: /а", "/%d0%b0", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("\ufeffUser-agent : *  # all\rDisallow : /x # why\r", "/x", False),
        ("<html><body>User-agent: *</body></html>", "/x", True),
    ],
)
def test_robots_txt_is_read_as_rfc_9309_says(text: str, path: str, is_allowed: bool) -> None:  # noqa: FBT001
    assert parse(text.encode()).can_fetch(f"http://a.test{path}", "Dalel") is is_allowed


def test_a_robots_txt_that_blows_up_loses_no_page_for_good() -> None:
    bomb = answer(body=gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    failure = bad(visit(bomb, "/a")[0])
    assert failure.kind is FailureKind.BOMB
    assert not failure.permanent


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone", "401 No"])
def test_a_host_without_robots_txt_allows_everything(status: str) -> None:
    good(visit(answer(status), "/a")[0])


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many"])
def test_a_host_that_cannot_say_disallows_everything(status: str) -> None:
    failure = bad(visit(answer(status), "/a")[0])
    assert failure.kind is FailureKind.ROBOTS
    assert failure.status == int(status[:3])
    assert not failure.permanent
    assert failure.exchanges == ()


def test_a_dead_host_fails_by_its_own_kind_and_not_by_robots() -> None:
    failure = bad(visit(b"", "/a")[0])
    assert failure.kind is FailureKind.BROKEN
    assert failure.reason.startswith("robots.txt: ")


def test_a_robots_txt_that_redirects_is_followed_and_a_loop_allows() -> None:
    good(visit(redirect(ROBOTS), "/a")[0])
    good(visit(redirect("/b"), "/a")[0])


def test_robots_txt_is_read_once_a_day() -> None:
    async def run() -> list[int]:
        still = StillClock()
        plays = {ROBOTS: answer(body=b""), "/a": answer(body=b"x")}
        async with WireServer(plays) as server, server.fetcher(still) as fetcher:
            counts = []
            for passed in (0, DAY - 1, DAY):
                still.passed = passed
                await asyncio.gather(*(fetcher.fetch(server.url("/a")) for _ in range(3)))
                counts.append(len(server.heads) - len(server.paths))
            return counts

    assert asyncio.run(run()) == [1, 1, 2]


def test_a_host_that_could_not_say_is_asked_again_soon() -> None:
    async def run() -> list[bool]:
        still = StillClock()
        plays: dict[str, Play] = {ROBOTS: answer("500 Oops"), "/a": answer(body=b"x")}
        async with WireServer(plays) as server, server.fetcher(still) as fetcher:
            allowed = []
            for passed in (0, 599, 601):
                still.passed = passed
                allowed.append(not hasattr(await fetcher.fetch(server.url("/a")), "kind"))
                server.plays[ROBOTS] = answer("404 Not Found")
            return allowed

    assert asyncio.run(run()) == [False, False, True]


@pytest.mark.parametrize(("wished", "kept"), [("7", 7.0), ("9999", 60.0), ("0", None), ("x", None)])
def test_crawl_delay_is_obeyed_within_reason(wished: str, kept: float | None) -> None:
    still = StillClock()
    text = f"User-agent: *\nCrawl-delay: {wished}\n".encode()
    visit(answer(body=text), "/a", "/a", "/a", still=still)
    assert still.sleeps == ([kept] * 2 if kept else [])


def test_only_the_first_500_kib_of_robots_txt_count() -> None:
    early = b"User-agent: *\nDisallow: /a\n"
    text = early + b"# padding\n" * 60_000 + b"Disallow: /b\n"
    assert len(text) > LARGEST
    closed, open_ = visit(answer(body=text), "/a", "/b")
    assert bad(closed).kind is FailureKind.ROBOTS
    good(open_)
    assert not parse(text).can_fetch("http://x.test/a", "Dalel")


def test_a_redirect_to_a_disallowed_page_is_not_followed() -> None:
    async def run() -> Outcome:
        plays: dict[str, Play] = {
            ROBOTS: answer(body=b"User-agent: *\nDisallow: /b\n"),
            "/a": redirect("/b"),
            "/b": answer(body=b"x"),
        }
        async with WireServer(plays) as server, server.fetcher() as fetcher:
            return await fetcher.fetch(server.url("/a"))

    failure = bad(asyncio.run(run()))
    assert failure.kind is FailureKind.ROBOTS
    assert [exchange.status for exchange in failure.exchanges] == [302]


def test_a_redirect_to_a_host_that_cannot_say_is_not_tried_again_and_again() -> None:
    async def run() -> tuple[Outcome, list[float]]:
        still = StillClock()
        async with WireServer({ROBOTS: answer("503 Busy")}) as mute, WireServer({}) as server:
            server.plays["/a"] = redirect(mute.url("/b"))
            both = frozenset({mute.place, server.place})
            async with server.fetcher(still, allow_private=both) as fetcher:
                return await fetcher.fetch(server.url("/a")), still.sleeps

    outcome, sleeps = asyncio.run(run())
    assert bad(outcome).kind is FailureKind.ROBOTS
    assert sleeps == []
