"""Does the sample press set every trap it promises?"""

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from aiohttp import ClientResponse, ClientSession, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from dalel.cli.sample import exhibits
from dalel.cli.sample.articles import SampleArticle, carried
from dalel.cli.sample.outlets import OUTLETS, Outlet, OutletKind, Trap, address, sources
from dalel.cli.sample.pages import article_page
from dalel.cli.sample.server import LATER, SamplePress
from dalel.steps.extract import extract

ARTICLES = Path(__file__).parents[3] / "packs" / "kz" / "training" / "articles.jsonl"
START = datetime(2026, 3, 31, 6, tzinfo=UTC)


class Loopback(AbstractResolver):
    """Every host is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=port, family=2, proto=0, flags=0)
        ]

    async def close(self) -> None:
        pass


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


async def no_pause(_seconds: float) -> None:
    """Wait for nothing."""


Get = Callable[..., Awaitable[tuple[ClientResponse, bytes]]]


def visit(steps: Callable[[Get, Clock], Awaitable[None]]) -> None:
    """Start the press and let ``steps`` walk through it."""

    async def walk() -> None:
        clock = Clock()
        press = SamplePress(ARTICLES, clock=clock, pause=no_pause)
        connector = TCPConnector(resolver=Loopback())
        async with (
            TestServer(press.application()) as server,
            ClientSession(connector=connector, auto_decompress=False) as session,
        ):

            async def get(url: str, **headers: str) -> tuple[ClientResponse, bytes]:
                host, _, path = url.removeprefix("http://").partition("/")
                at = f"http://{host}:{server.port}/{path}"
                async with session.get(at, headers=headers, allow_redirects=False) as answer:
                    return answer, await answer.read()

            await steps(get, clock)

    asyncio.run(walk())


def outlet(trap: Trap) -> Outlet:
    return next(outlet for outlet in OUTLETS if outlet.trap is trap)


def trapped(trap: Trap) -> SampleArticle:
    return next(article for article in carried(ARTICLES)[outlet(trap).id] if article.trapped)


def test_what_the_press_prints_is_read_back_word_for_word() -> None:
    for shelf in carried(ARTICLES).values():
        for article in shelf[::6]:
            if article.outlet.kind is OutletKind.TELEGRAM:
                continue
            page = article_page(article, edited=False).encode()
            found = extract(page, zone=UTC, url=article.url)
            # A caption names who took the picture and is no text.
            wanted = [text for text in article.paragraphs if not text.startswith("Сурет: ")]
            assert (found.title, found.text.split("\n\n")) == (article.title, wanted)


def test_there_are_fifteen_outlets_and_each_trap_is_set_once() -> None:
    assert len(OUTLETS) == len({outlet.host for outlet in OUTLETS}) == 15
    set_traps = [outlet.trap for outlet in OUTLETS if outlet.trap is not Trap.NONE]
    assert sorted(set_traps, key=str) == sorted(set(Trap) - {Trap.NONE}, key=str)
    assert {source.id for source in sources()} == {outlet.id for outlet in OUTLETS}


def test_every_article_is_carried_by_one_outlet() -> None:
    shelves = carried(ARTICLES)
    count = len(ARTICLES.read_text(encoding="utf-8").splitlines())
    assert sum(len(shelf) for shelf in shelves.values()) == count
    assert all(shelf for shelf in shelves.values())


@pytest.mark.parametrize("shown", OUTLETS, ids=lambda outlet: outlet.id)
def test_every_outlet_tells_what_is_new_and_marks_its_pages_as_a_sample(shown: Outlet) -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        answer, body = await get(address(shown))
        assert answer.status == 200
        assert body
        article = carried(ARTICLES)[shown.id][0]
        if shown.kind is OutletKind.TELEGRAM:
            page = body.decode()
        else:
            answer, body = await get(article.url)
            if answer.status == 429:
                answer, body = await get(article.url)
            page = body.decode("cp1251" if shown.trap is Trap.OLD_ENCODING else "utf-8")
        assert answer.status == 200
        assert "sample-mark" in page
        assert 'content="noindex"' in page

    visit(steps)


def test_a_feed_breaks_off_in_the_middle_of_an_item() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        broken = outlet(Trap.BROKEN_FEED)
        _, body = await get(address(broken))
        assert not body.endswith(b"</rss>")
        read = feedparser.parse(body)
        assert 0 < len(read.entries) < len(carried(ARTICLES)[broken.id])

    visit(steps)


def test_a_page_not_changed_is_answered_with_304() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        shown = OUTLETS[0]
        answer, _ = await get(address(shown))
        again, body = await get(address(shown), **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status, body) == (304, b"")

    visit(steps)


def test_a_sitemap_index_leads_to_a_compressed_sitemap() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        indexed = next(o for o in OUTLETS if o.path == "/sitemap.xml")
        _, index = await get(address(indexed))
        assert b"/sitemap-news.xml.gz" in index
        _, packed = await get(f"http://{indexed.host}/sitemap-news.xml.gz")
        assert gzip.decompress(packed).count(b"<url>") == len(carried(ARTICLES)[indexed.id])

    visit(steps)


def test_every_lastmod_of_the_lying_sitemap_is_today() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        _, body = await get(address(outlet(Trap.LYING_LASTMOD)))
        assert body.count(b"<lastmod>2026-03-31</lastmod>") == body.count(b"<url>") > 0

    visit(steps)


def test_pages_that_refuse_say_so() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        forbidden, _ = await get(trapped(Trap.FORBIDDEN).url)
        assert forbidden.status == 403
        loop, _ = await get(trapped(Trap.REDIRECT_LOOP).url)
        assert (loop.status, loop.headers["Location"]) == (302, trapped(Trap.REDIRECT_LOOP).path)
        busy, _ = await get(trapped(Trap.TOO_MANY_REQUESTS).url)
        assert (busy.status, busy.headers["Retry-After"]) == (429, "1")
        calm, _ = await get(trapped(Trap.TOO_MANY_REQUESTS).url)
        assert calm.status == 200
        nowhere, _ = await get("http://nobody.test/")
        assert nowhere.status == 404
        missing, _ = await get(f"http://{OUTLETS[0].host}/news/1/")
        assert missing.status == 404

    visit(steps)


def test_a_small_body_unpacks_to_a_hundred_megabytes() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        answer, body = await get(trapped(Trap.BOMB).url)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(body) < 200_000
        assert len(zlib.decompressobj(31).decompress(body)) == 100 * 1024 * 1024

    visit(steps)


def test_a_page_is_empty_without_its_script_and_another_has_a_video() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        home = f"http://{exhibits.HOST}"
        _, scripted = await get(f"{home}{exhibits.SCRIPTED}")
        _, text = await get(f"{home}/live/text")
        assert "Көрініс» сообщает" in text.decode()
        assert "сообщает" not in scripted.decode()
        _, page = await get(f"{home}{exhibits.VIDEO}")
        for part in (b"/video/one.mp4", b"/video/one.vtt"):
            assert part in page
        film, _ = await get(f"{home}/video/one.mp4")
        assert film.headers["Content-Type"] == "video/mp4"
        nothing, _ = await get(f"{home}/other/")
        assert nothing.status == 404

    visit(steps)


def test_an_hour_later_a_page_is_edited_and_a_post_is_gone() -> None:
    async def steps(get: Get, clock: Clock) -> None:
        edited, deleted = trapped(Trap.EDITED), trapped(Trap.DELETED)
        channel = address(deleted.outlet)
        _, before = await get(edited.url)
        _, posts = await get(channel)
        clock.now += LATER + timedelta(minutes=1)
        _, after = await get(edited.url)
        _, fewer = await get(channel)
        assert before != after
        mark = f'data-post="{deleted.path[1:]}"'.encode()
        assert mark in posts
        assert mark not in fewer
        gone, _ = await get(deleted.url)
        assert gone.status == 404

    visit(steps)


def test_the_search_page_echoes_any_query_safely() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        host = outlet(Trap.ECHOING_SEARCH).host
        _, body = await get(f"http://{host}/search?q=<b>any</b>")
        assert "<h1>&lt;b&gt;any&lt;/b&gt;</h1>" in body.decode()
        _, robots = await get(f"http://{host}/robots.txt")
        assert b"Disallow: /search" in robots

    visit(steps)


def test_lists_and_channels_go_on_page_by_page() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        listing = outlet(Trap.ECHOING_SEARCH)
        first, last = address(listing), f"{address(listing)}?page=3"
        assert b'rel="next"' in (await get(first))[1]
        assert b'rel="next"' not in (await get(last))[1]
        channel = address(outlet(Trap.DELETED))
        _, newest = await get(channel)
        before = newest.partition(b"?before=")[2].partition(b'"')[0].decode()
        _, older = await get(f"{channel}?before={before}")
        assert newest.count(b"data-post=") == older.count(b"data-post=") == 10

    visit(steps)


def test_a_page_without_a_date_gives_none_anywhere() -> None:
    async def steps(get: Get, _clock: Clock) -> None:
        shown = outlet(Trap.MISSING_DATE)
        for url in (address(shown), carried(ARTICLES)[shown.id][0].url):
            _, body = await get(url)
            assert b"datetime" not in body
            assert b"published_time" not in body

    visit(steps)
