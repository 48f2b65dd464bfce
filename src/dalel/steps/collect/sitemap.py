"""Which new articles does a sitemap name?"""

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from lxml import etree

from dalel.domain.coding import BombError, CodingError, TooLargeError, inflate
from dalel.domain.collecting import Collected, SkipReason, Watch
from dalel.domain.exchange import Answer, Fetch
from dalel.steps.collect import feed
from dalel.steps.collect.look import Look, absolute
from dalel.steps.collect.times import moment

#: The protocol's own limits (sitemaps.org): 50,000 addresses, 50 MB.
_MOST_ENTRIES = 50_000
_LARGEST = 50 * 2**20
_GZIP_MAGIC = b"\x1f\x8b"
_DEEPEST = 2
#: So many known pages in a row of undated ones mean that the rest is older.
_ENOUGH_KNOWN = 20
#: An address with the article's number, or year and month, in it.
_NUMBERED = re.compile(r"[0-9]{5,}|(?:19|20)[0-9]{2}[/-](?:0[1-9]|1[0-2])(?![0-9])")
#: From so many dates on, their agreement says something.
_FEW = 20
_MOST_ALIKE = 0.8


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page, or a further sitemap when ``is_sitemap``, that a sitemap names.

    ``published`` is a news sitemap's own date; ``modified`` the ``lastmod``, which often lies.
    """

    url: str
    is_sitemap: bool = False
    modified: datetime | None = None
    published: datetime | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class SitemapReading:
    """What a file says when read as a sitemap; ``problem`` when it is none."""

    places: tuple[Place, ...] = ()
    problem: str | None = None


async def collect(watch: Watch, fetch: Fetch) -> Collected:
    """The new articles that a sitemap, or the freshest sitemaps of an index, name."""
    look = Look(watch, fetch)
    waiting = [(watch.address.url, 0)]
    seen = {watch.address.url}
    # The index itself does not count.
    for _ in range(watch.pages + 1):
        if not waiting or look.is_full:
            break
        url, depth = waiting.pop(0)
        if answer := await look.visit(url):
            further = [place for place in _take(answer, look, depth) if place not in seen]
            seen.update(further)
            waiting += [(place, depth + 1) for place in further]
    for url, _ in waiting:
        look.cut_off(url)
    return look.collected()


def _take(answer: Answer, look: Look, depth: int) -> list[str]:
    """Offer the pages of a sitemap; the further sitemaps, freshest first."""
    reading = read(answer.last.content, look.watch.zone)
    base = answer.final_url
    if reading.problem:
        as_feed = feed.read_answer(answer, look.watch.zone)
        if as_feed.problem:
            look.skip(SkipReason.UNREADABLE, f"{base}: {reading.problem}")
        else:
            feed.take(as_feed, look, base)
        return []
    if not reading.places:
        look.skip(SkipReason.NOTHING_FOUND, base)
    _offer_pages([place for place in reading.places if not place.is_sitemap], look, base)
    further = [place for place in reading.places if place.is_sitemap]
    return _further(further, look, base, depth)


def _offer_pages(places: Sequence[Place], look: Look, base: str) -> None:
    if not _are_dated(places, look.watch.now):
        _offer_undated(places, look, base)
        return
    since = look.watch.since
    for place in _newest_first(places):
        when = place.published or place.modified
        if when is not None and since is not None and when < since:
            look.skip(SkipReason.TOO_OLD, place.url)
        else:
            look.offer(place.url, base, title=place.title, published=place.published)


def _offer_undated(places: Sequence[Place], look: Look, base: str) -> None:
    """Only their order tells new from old: an end is left where enough is taken or known."""
    ends = _ends(places)
    share = -(-look.watch.limit // len(ends))
    for end in ends:
        taken = known = 0
        for number, place in enumerate(end):
            if taken >= share or known >= _ENOUGH_KNOWN or look.is_full:
                look.skip(SkipReason.NOT_RECENT, place.url, count=len(end) - number)
                break
            reason = look.offer(place.url, base, title=place.title)
            taken += reason is None
            known += reason is SkipReason.KNOWN


def _ends(places: Sequence[Place]) -> list[list[Place]]:
    """Where the new pages may stand: first by the numbers in their addresses, else at both ends."""
    numbered = sum(_NUMBERED.search(place.url) is not None for place in places)
    if numbered >= _MOST_ALIKE * len(places):
        return [sorted(places, key=_numbers, reverse=True)]
    middle = (len(places) + 1) // 2
    return [list(places[:middle]), list(places[: middle - 1 : -1])]


def _further(places: Sequence[Place], look: Look, base: str, depth: int) -> list[str]:
    dated = _are_dated(places, look.watch.now)
    since = look.watch.since
    urls: list[str] = []
    for place in _newest_first(places) if dated else sorted(places, key=_numbers, reverse=True):
        url = absolute(place.url, base)
        if url is None:
            look.skip(SkipReason.BAD_ADDRESS, place.url)
        elif not look.is_own(url):
            look.skip(SkipReason.FOREIGN_HOST, url)
        elif dated and since and place.modified and place.modified < since:
            look.skip(SkipReason.TOO_OLD, url)
        elif depth >= _DEEPEST or (not dated and len(urls) >= look.watch.pages):
            look.skip(SkipReason.NOT_RECENT, url)
        else:
            urls.append(url)
    return urls


def _are_dated(places: Sequence[Place], now: datetime) -> bool:
    """Whether dates tell which of them are new."""
    if any(place.published for place in places):
        return True
    dates = [place.modified for place in places]
    return 2 * sum(date is not None for date in dates) > len(dates) and not lies(dates, now)


def lies(dates: Sequence[datetime | None], now: datetime) -> bool:
    """Whether a sitemap's dates say nothing: nearly all are of today, or one and the same."""
    given = [date for date in dates if date is not None]
    if len(given) < _FEW:
        return False
    today = sum(date >= now - timedelta(days=1) for date in given)
    alike = Counter(given).most_common(1)[0][1]
    return max(today, alike) >= _MOST_ALIKE * len(given)


def _newest_first(places: Sequence[Place]) -> list[Place]:
    def age(place: Place) -> float:
        when = place.published or place.modified
        return when.timestamp() if when else 0.0

    return sorted(places, key=age, reverse=True)


def _numbers(place: Place) -> tuple[int, ...]:
    return tuple(int(digits[:18]) for digits in re.findall(r"[0-9]+", place.url))


def read(content: bytes, zone: tzinfo) -> SitemapReading:
    """The places that a sitemap names: XML, gzipped XML or a plain list of addresses."""
    if content.startswith(_GZIP_MAGIC):
        try:
            content = inflate(content, "gzip", max_size=_LARGEST)
        except (BombError, CodingError, TooLargeError) as problem:
            return SitemapReading(problem=str(problem))
    text = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:4] == b"http":
        lines = text.decode("utf-8", "replace").split()[:_MOST_ENTRIES]
        return SitemapReading(places=tuple(Place(url=line) for line in lines))
    try:
        places = tuple(_places(text, zone))
    except (etree.LxmlError, ValueError) as problem:
        return SitemapReading(problem=str(problem)[:200] or "not XML")
    except _NotASitemapError as problem:
        return SitemapReading(problem=f"its root is {problem}")
    return SitemapReading(places=places)


class _NotASitemapError(Exception):
    """The file is XML, but of another kind."""


def _places(content: bytes, zone: tzinfo) -> Iterator[Place]:
    reader = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    _, root = next(reader, ("start", None))
    name = _local(root) if root is not None else "nothing"
    if name not in {"urlset", "sitemapindex"}:
        raise _NotASitemapError(name)
    ended = (element for event, element in reader if event == "end")
    named = (element for element in ended if _local(element) in {"url", "sitemap"})
    for element in itertools.islice(named, _MOST_ENTRIES):
        if place := _place(element, zone, is_sitemap=_local(element) == "sitemap"):
            yield place
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _place(element: etree._Element, zone: tzinfo, *, is_sitemap: bool) -> Place | None:
    texts: dict[str, str] = {}
    for child in element.iter():
        text = (child.text or "").strip()
        if text:
            texts.setdefault(_local(child), text)
    url = texts.get("loc")
    if url is None:
        return None
    return Place(
        url=url,
        is_sitemap=is_sitemap,
        modified=moment(texts.get("lastmod"), zone),
        published=moment(texts.get("publication_date"), zone),
        title=texts.get("title"),
    )


def _local(element: etree._Element) -> str:
    # Comments and instructions have a function for a tag.
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
