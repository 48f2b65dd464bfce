"""Discovery of a site's feeds, sitemaps and channel, proposed as a source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from urllib.parse import urljoin, urlsplit

from lxml import html

from dalel.domain.collection import ForeignReader, Skip, SkipReason, WatchedAddress, read_here
from dalel.domain.exchange import Answer, Fetch, FetchFailure
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.steps.collect import feed, pages, places, preview
from dalel.steps.collect.look import FindingCollector, absolute, one_line

_FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
}
#: Tried only where the page itself names nothing.
_USUAL_FEEDS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
_USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
_MOST_PROBES = 16


@dataclass(frozen=True, kw_only=True)
class SourceProposal:
    """A source as it could stand in the pack, for a person to judge.

    ``samples`` are titles or addresses that were found; ``failures`` and ``skips`` tell what was
    tried in vain. ``source`` is None when nothing answered.
    """

    source: Source | None
    samples: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()
    failures: tuple[FetchFailure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """What a site's front page says of itself: its name and language, its feeds and channels."""

    name: str | None = None
    language: str | None = None
    feeds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


class _Search:
    """What was tried, and what proved good."""

    def __init__(self, watch: WatchedAddress, fetch: Fetch) -> None:
        self.look = FindingCollector(watch, fetch)
        self.good: dict[str, AddressKind] = {}
        self.samples: list[str] = []
        self.tried: set[str] = set()

    async def probe(self, url: str, kind: AddressKind) -> bool:
        """Read an address as a kind, and keep it when there is something in it."""
        if url in self.tried or len(self.tried) >= _MOST_PROBES:
            return False
        self.tried.add(url)
        answer = await self.look.visit(url)
        return answer is not None and await self.judge(url, kind, answer)

    async def judge(self, url: str, kind: AddressKind, answer: Answer) -> bool:
        """Whether an answer has entries of a kind."""
        samples = await self._samples(kind, answer)
        if not samples:
            self.look.skip(SkipReason.NOTHING_FOUND, f"{kind}: {url}")
            return False
        self.good[url] = kind
        self.samples += samples[:3]
        return True

    async def _samples(self, kind: AddressKind, answer: Answer) -> list[str]:
        look, zone, base = self.look, self.look.watch.zone, answer.final_url
        if kind is AddressKind.FEED:
            found = await feed.read_answer(answer, look)
            entries = found.entries if found else ()
            return [text for entry in entries if (text := entry.title or entry.url)]
        if kind is AddressKind.SITEMAP:
            named = await look.read(base, places.read, answer.last.content, zone)
            return [place.url for place in named.places] if named else []
        page = await look.read(base, preview.read, answer.last.content, base, zone)
        return [one_line(post.text)[:120] for post in page.posts] if page else []


async def discover(
    url: str,
    fetch: Fetch,
    *,
    now: datetime,
    zone: tzinfo,
    country: str,
    reader: ForeignReader = read_here,
) -> SourceProposal:
    """A proposal for a source: its feeds, sitemaps and channel.

    Tried are those that its page and its robots.txt name, else the usual places; kept is only what
    has entries.
    """
    address = Address(url=url, kind=AddressKind.MANUAL, grade=Grade.UNVERIFIED_GUESS)
    nobody = _source(url, country)
    watch = WatchedAddress(source=nobody, address=address, now=now, zone=zone, reader=reader)
    search = _Search(watch, fetch)
    if "t.me/" in url or url.startswith("@"):
        return await _channel_alone(url, search, country)
    answer = await search.look.visit(url)
    if answer is None:
        return _proposal(None, search)
    for kind in (AddressKind.FEED, AddressKind.SITEMAP):
        if await search.judge(url, kind, answer):
            return _proposal(_source(answer.final_url, country), search)
    base = answer.final_url
    page = await search.look.read(base, read, answer.last.content, base, answer.last.charset)
    page = page or FrontPage()
    source = _source(base, country, page)
    await _find_feeds(search, page, base)
    await _find_sitemaps(search, base)
    name = await _find_channel(search, page)
    return _proposal(source, search, name)


async def _channel_alone(url: str, search: _Search, country: str) -> SourceProposal:
    name = preview.channel(url)
    if name is None:
        search.look.skip(SkipReason.BAD_ADDRESS, url)
        return _proposal(None, search)
    place = preview.preview_at(preview.HOME, name)
    if not await search.probe(place, AddressKind.TELEGRAM):
        return _proposal(None, search)
    return _proposal(_source(place, country), search, name)


def read(content: bytes, base: str, charset: str | None = None) -> FrontPage:
    """What a site's front page at ``base`` says of itself.

    :raises UnreadableError: when only a part of it can be read.
    """
    root = pages.parse(content, charset)
    if root is None:
        return FrontPage()
    names = [preview.channel(link.get("href") or "") for link in root.cssselect("a[href*='t.me/']")]
    return FrontPage(
        name=_site_name(root),
        language=_language(root),
        feeds=tuple(_feed_links(root, base))[:_MOST_PROBES],
        channels=tuple(dict.fromkeys(name for name in names if name))[:_MOST_PROBES],
    )


async def _find_feeds(search: _Search, page: FrontPage, base: str) -> None:
    named = [await search.probe(link, AddressKind.FEED) for link in page.feeds]
    if any(named):
        return
    for path in _USUAL_FEEDS:
        if await search.probe(urljoin(base, path), AddressKind.FEED):
            return


async def _find_sitemaps(search: _Search, base: str) -> None:
    robots = await search.look.visit(urljoin(base, "/robots.txt"))
    text = robots.last.content.decode("utf-8-sig", "replace") if robots else ""
    pairs = (line.partition(":") for line in text.splitlines())
    named = [value for key, _, value in pairs if key.strip().lower() == "sitemap"]
    links = [link for value in named if (link := absolute(value, base))]
    found = [await search.probe(link, AddressKind.SITEMAP) for link in links[:5]]
    if any(found):
        return
    for path in _USUAL_SITEMAPS:
        if await search.probe(urljoin(base, path), AddressKind.SITEMAP):
            return


async def _find_channel(search: _Search, page: FrontPage) -> str | None:
    for name in page.channels:
        if await search.probe(preview.preview_at(preview.HOME, name), AddressKind.TELEGRAM):
            return name
    return None


def _feed_links(root: html.HtmlElement, base: str) -> Iterator[str]:
    for link in root.cssselect("link[rel~='alternate'][href]"):
        if (link.get("type") or "").split(";")[0].strip().lower() in _FEED_TYPES:
            url = absolute(link.get("href") or "", base)
            # The comments of an article are no news.
            if url and "comment" not in url:
                yield url


def _source(url: str, country: str, page: FrontPage | None = None) -> Source:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    is_channel = host == "t.me"
    name = url.rstrip("/").rpartition("/")[2] if is_channel else host
    language = page.language if page else None
    title = (page.name if page else None) or name
    return Source(
        id=name.lower().replace(".", "-").replace("_", "-") or "unknown",
        host=None if is_channel else host or None,
        aliases=(),
        kind="channel" if is_channel else "news",
        languages=(language,) if language else (),
        country=country,
        names={language: title} if language else {"en": title},
        addresses=(),
        article_pattern=None,
        canonical_rule=None,
        telegram=name if is_channel else None,
        priority=3,
    )


def _site_name(root: html.HtmlElement) -> str | None:
    for meta in root.cssselect("meta[property='og:site_name'][content]"):
        return one_line(meta.get("content") or "")[:100] or None
    return None


def _language(root: html.HtmlElement) -> str | None:
    said = root.get("lang") or ""
    return said.replace("_", "-").partition("-")[0].strip().lower() or None


def _proposal(source: Source | None, search: _Search, channel: str | None = None) -> SourceProposal:
    found = search.look.collected()
    if source is not None:
        source = _with(source, search.good, channel)
    return SourceProposal(
        source=source,
        samples=tuple(search.samples),
        skips=found.skips,
        failures=found.failures,
    )


def _with(source: Source, good: dict[str, AddressKind], channel: str | None) -> Source:
    addresses = tuple(
        Address(url=url, kind=kind, grade=Grade.PROBED_OK) for url, kind in good.items()
    )
    return replace(source, addresses=addresses, telegram=channel or source.telegram)
