"""By which addresses can a site be watched?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from urllib.parse import urljoin, urlsplit

from lxml import html

from dalel.domain.collecting import Skip, SkipReason, Watch
from dalel.domain.exchange import Answer, Fetch, FetchFailure
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.steps.collect import feed, pages, places, preview
from dalel.steps.collect.look import Look, absolute, one_line

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
class Proposal:
    """A source as it could stand in the pack, for a person to judge.

    ``samples`` are titles or addresses that were found; ``failures`` and ``skips`` tell what was
    tried in vain. ``source`` is None when nothing answered.
    """

    source: Source | None
    samples: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()
    failures: tuple[FetchFailure, ...] = ()


class _Search:
    """What was tried, and what proved good."""

    def __init__(self, url: str, fetch: Fetch, now: datetime, zone: tzinfo, country: str) -> None:
        address = Address(url=url, kind=AddressKind.MANUAL, grade=Grade.UNVERIFIED_GUESS)
        nobody = _source(url, country)
        self.look = Look(Watch(source=nobody, address=address, now=now, zone=zone), fetch)
        self.good: dict[str, AddressKind] = {}
        self.samples: list[str] = []
        self.tried: set[str] = set()

    async def probe(self, url: str, kind: AddressKind) -> bool:
        """Read an address as a kind, and keep it when there is something in it."""
        if url in self.tried or len(self.tried) >= _MOST_PROBES:
            return False
        self.tried.add(url)
        answer = await self.look.visit(url)
        return answer is not None and self.judge(url, kind, answer)

    def judge(self, url: str, kind: AddressKind, answer: Answer) -> bool:
        """Whether an answer has entries of a kind."""
        samples = self._samples(kind, answer)
        if not samples:
            self.look.skip(SkipReason.NOTHING_FOUND, f"{kind}: {url}")
            return False
        self.good[url] = kind
        self.samples += samples[:3]
        return True

    def _samples(self, kind: AddressKind, answer: Answer) -> list[str]:
        zone = self.look.watch.zone
        if kind is AddressKind.FEED:
            entries = feed.read_answer(answer, zone).entries
            return [text for entry in entries if (text := entry.title or entry.url)]
        if kind is AddressKind.SITEMAP:
            return [place.url for place in places.read(answer.last.content, zone).places]
        page = preview.read(answer, zone)
        return [one_line(post.text)[:120] for post in page.posts] if page else []


async def discover(
    url: str, fetch: Fetch, *, now: datetime, zone: tzinfo, country: str
) -> Proposal:
    """A proposal for a source: its feeds, sitemaps and channel.

    Tried are those that its page and its robots.txt name, else the usual places; kept is only what
    has entries.
    """
    search = _Search(url, fetch, now, zone, country)
    if "t.me/" in url or url.startswith("@"):
        return await _channel_alone(url, search, country)
    answer = await search.look.visit(url)
    if answer is None:
        return _proposal(None, search)
    for kind in (AddressKind.FEED, AddressKind.SITEMAP):
        if search.judge(url, kind, answer):
            return _proposal(_source(answer.final_url, country), search)
    root = pages.parse(answer.last.content, answer.last.charset)
    base = answer.final_url
    source = _source(base, country, root)
    await _find_feeds(search, root, base)
    await _find_sitemaps(search, base)
    name = await _find_channel(search, root)
    return _proposal(source, search, name)


async def _channel_alone(url: str, search: _Search, country: str) -> Proposal:
    name = preview.channel(url)
    if name is None:
        search.look.skip(SkipReason.BAD_ADDRESS, url)
        return _proposal(None, search)
    place = preview.preview_at(preview.HOME, name)
    if not await search.probe(place, AddressKind.TELEGRAM):
        return _proposal(None, search)
    return _proposal(_source(place, country), search, name)


async def _find_feeds(search: _Search, root: html.HtmlElement | None, base: str) -> None:
    named = [await search.probe(link, AddressKind.FEED) for link in _feed_links(root, base)]
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


async def _find_channel(search: _Search, root: html.HtmlElement | None) -> str | None:
    for link in root.cssselect("a[href*='t.me/']") if root is not None else []:
        name = preview.channel(link.get("href") or "")
        if name and await search.probe(
            preview.preview_at(preview.HOME, name), AddressKind.TELEGRAM
        ):
            return name
    return None


def _feed_links(root: html.HtmlElement | None, base: str) -> Iterator[str]:
    for link in root.cssselect("link[rel~='alternate'][href]") if root is not None else []:
        if (link.get("type") or "").split(";")[0].strip().lower() in _FEED_TYPES:
            url = absolute(link.get("href") or "", base)
            # The comments of an article are no news.
            if url and "comment" not in url:
                yield url


def _source(url: str, country: str, root: html.HtmlElement | None = None) -> Source:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    is_channel = host == "t.me"
    name = url.rstrip("/").rpartition("/")[2] if is_channel else host
    language = _language(root)
    title = _site_name(root) or name
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


def _site_name(root: html.HtmlElement | None) -> str | None:
    if root is None:
        return None
    for meta in root.cssselect("meta[property='og:site_name'][content]"):
        return one_line(meta.get("content") or "")[:100] or None
    return None


def _language(root: html.HtmlElement | None) -> str | None:
    said = (root.get("lang") or "") if root is not None else ""
    return said.replace("_", "-").partition("-")[0].strip().lower() or None


def _proposal(source: Source | None, search: _Search, channel: str | None = None) -> Proposal:
    found = search.look.collected()
    if source is not None:
        source = _with(source, search.good, channel)
    return Proposal(
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
