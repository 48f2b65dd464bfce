"""The aiohttp application that serves all outlets of the sample press."""

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from aiohttp import web

from dalel.cli.sample import channels, drafts, exhibits, listings, measurer, pages
from dalel.cli.sample.articles import SampleArticle, carried
from dalel.cli.sample.outlets import CHANNEL_HOST, OUTLETS, Outlet, OutletKind, Trap

#: When edits and deletions come, counted from the start.
LATER: Final = timedelta(hours=1)
_BOMB_BYTES: Final = 100 * 1024 * 1024
_SLOW_SECONDS: Final = 0.2


class SamplePress:
    """The outlets on one loopback port, told apart by the Host header.

    ``clock`` gives the time in UTC; an hour after the first request edits and deletions come.
    ``pause`` is what a slow page waits with.
    """

    def __init__(
        self,
        articles: Path,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._articles = carried(articles)
        self._outlets = {outlet.host: outlet for outlet in OUTLETS}
        self._outlets[CHANNEL_HOST] = next(o for o in OUTLETS if o.kind is OutletKind.TELEGRAM)
        self._clock = clock
        self._pause = pause
        self._started = clock()
        self._refused: set[str] = set()

    def application(self) -> web.Application:
        """The server, ready to be run."""
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        return application

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        if host == measurer.HOST and request.path == measurer.PATH:
            return web.json_response(measurer.events(request.query, self._started))
        beside = self._beside(host, request.path)
        if beside is not None:
            return _conditional(request, beside)
        outlet = self._outlets.get(host)
        if outlet is None:
            raise web.HTTPNotFound(text="no such outlet in the sample press")
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /search\n")
        if request.path == "/search":
            return _page(pages.search_page(outlet, request.query.get("q", "")))
        listing = self._listing(outlet, request)
        if listing is not None:
            return _conditional(request, listing)
        article = next((a for a in self._articles[outlet.id] if a.path == request.path), None)
        if article is None:
            raise web.HTTPNotFound(text="no such page")
        return await self._article(article, request)

    def _beside(self, host: str, path: str) -> web.Response | None:
        """What stands beside the outlets: a register, channels, pages to be added by hand."""
        if host == exhibits.HOST:
            return exhibits.answer(path)
        if host == drafts.HOST and path == drafts.PATH:
            return web.json_response({"drafts": drafts.rows(is_later=self._is_later)})
        if host != CHANNEL_HOST:
            return None
        preview = channels.page(path, self._started, is_later=self._is_later)
        return _page(preview) if preview is not None else None

    @property
    def _is_later(self) -> bool:
        return self._clock() - self._started >= LATER

    def _shown(self, outlet: Outlet) -> tuple[SampleArticle, ...]:
        articles = self._articles[outlet.id]
        if outlet.trap is Trap.DELETED and self._is_later:
            return tuple(article for article in articles if not article.trapped)
        return articles

    def _listing(self, outlet: Outlet, request: web.Request) -> web.Response | None:
        articles = self._shown(outlet)
        now = self._clock()
        match outlet.kind:
            case OutletKind.FEED if request.path == outlet.path:
                return _feed(outlet, articles)
            case OutletKind.SITEMAP:
                return _sitemap(outlet, articles, request.path, now)
            case OutletKind.LISTING if request.path == outlet.path:
                return _page(pages.list_page(outlet, articles, _number(request, "page") or 1))
            case OutletKind.TELEGRAM if request.path == outlet.path:
                return _page(pages.channel_page(outlet, articles, _number(request, "before")))
        return None

    async def _article(self, article: SampleArticle, request: web.Request) -> web.StreamResponse:
        trap = article.outlet.trap if article.trapped else Trap.NONE
        if article.outlet.trap is Trap.SLOW:
            await self._pause(_SLOW_SECONDS)
        if article.outlet.trap is Trap.TOO_MANY_REQUESTS and article.path not in self._refused:
            self._refused.add(article.path)
            raise web.HTTPTooManyRequests(headers={"Retry-After": "1"})
        match trap:
            case Trap.FORBIDDEN:
                raise web.HTTPForbidden(text="forbidden")
            case Trap.REDIRECT_LOOP:
                raise web.HTTPFound(request.path)
            case Trap.BOMB:
                return _bomb()
            case Trap.DELETED if self._is_later:
                raise web.HTTPNotFound(text="deleted")
        edited = trap is Trap.EDITED and self._is_later
        text = pages.article_page(article, edited=edited)
        if article.outlet.trap is Trap.OLD_ENCODING:
            body = text.encode("cp1251", errors="xmlcharrefreplace")
            return _conditional(request, web.Response(body=body, content_type="text/html"))
        return _conditional(request, _page(text))


def _feed(outlet: Outlet, articles: tuple[SampleArticle, ...]) -> web.Response:
    if outlet.path.endswith(".json"):
        return _xml(listings.json_feed(outlet, articles), "application/feed+json")
    if outlet.path.startswith("/atom"):
        return _xml(listings.atom(outlet, articles), "application/atom+xml")
    return _xml(listings.rss(outlet, articles), "application/rss+xml")


def _sitemap(
    outlet: Outlet, articles: tuple[SampleArticle, ...], path: str, now: datetime
) -> web.Response | None:
    if path == "/sitemap.xml":
        return _xml(listings.sitemap_index(outlet))
    if path == "/sitemap-news.xml":
        return _xml(listings.news_sitemap(outlet, articles, now))
    if path == "/sitemap-news.xml.gz":
        text = listings.news_sitemap(outlet, articles, now)
        body = gzip.compress(text.encode(), mtime=0)
        return web.Response(body=body, content_type="application/gzip")
    return None


def _number(request: web.Request, name: str) -> int | None:
    value = request.query.get(name, "")
    return int(value) if value.isdecimal() else None


def _page(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8")


def _xml(text: str, content_type: str = "application/xml") -> web.Response:
    return web.Response(text=text, content_type=content_type, charset="utf-8")


def _conditional(request: web.Request, response: web.Response) -> web.Response:
    """The response with an ETag, or 304 where the asker has it already."""
    body = response.body if isinstance(response.body, bytes) else b""
    tag = f"{zlib.crc32(body):08x}"
    response.etag = tag
    known = request.if_none_match or ()
    if any(etag.value == tag for etag in known):
        return web.Response(status=304, headers={"ETag": f'"{tag}"'})
    return response


def _bomb() -> web.Response:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1024 * 1024)
    body = b"".join(packer.compress(zeros) for _ in range(_BOMB_BYTES // len(zeros)))
    return web.Response(
        body=body + packer.flush(),
        content_type="text/html",
        headers={"Content-Encoding": "gzip"},
    )
