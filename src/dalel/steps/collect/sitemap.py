"""Collection of new articles from sitemaps, with or without trustworthy dates."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import Answer, Fetch
from dalel.steps.collect import feed
from dalel.steps.collect.look import FindingCollector, absolute
from dalel.steps.collect.places import SitemapPlace, read

_DEEPEST = 2
#: So many known pages in a row are where our own time begins: a page that somebody added by hand
#: stands alone among unknown ones.
_OUR_TIME = 5
#: New pages stand no deeper than this below the newest.
_DEEP = 2000
#: An address with the article's number, or year and month, in it; numbers of slugs are shorter.
_NUMBER = re.compile(r"[0-9]{5,}")
_MONTH = re.compile(r"(?:19|20)[0-9]{2}[/-](?:0[1-9]|1[0-2])(?![0-9])")
#: From so many dates on, their agreement says something.
_FEW = 20
_MOST_ALIKE = 0.8
#: No outlet writes so much in a day.
_MOST_A_DAY = 1000
_LATELY = timedelta(days=60)
#: With more of them the numbers run through all folders.
_MOST_FOLDERS = 20


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The new articles that a sitemap, or the freshest sitemaps of an index, name."""
    look = FindingCollector(watch, fetch)
    waiting = [(watch.address.url, 0)]
    seen = {watch.address.url}
    # The index itself does not count.
    for _ in range(watch.pages + 1):
        if not waiting or look.is_full:
            break
        url, depth = waiting.pop(0)
        if answer := await look.visit(url):
            for place in await _take(answer, look, depth):
                if place in seen:
                    look.skip(SkipReason.REPEATED, place)
                else:
                    seen.add(place)
                    waiting.append((place, depth + 1))
    for url, _ in waiting:
        look.cut_off(url)
    return look.collected()


async def _take(answer: Answer, look: FindingCollector, depth: int) -> list[str]:
    """Offer the pages of a sitemap; the further sitemaps, freshest first."""
    base = answer.final_url
    reading = await look.read(base, read, answer.last.content, look.watch.zone)
    if reading is None:
        return []
    if reading.problem:
        as_feed = await feed.read_answer(answer, look)
        if as_feed is None:
            return []
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


def _offer_pages(places: Sequence[SitemapPlace], look: FindingCollector, base: str) -> None:
    dated = _are_dated(places, look.watch.now)
    fresh = [place for place in places if not dated or not _is_old(place, look)]
    # A number outranks a lastmod: an old page that was touched is not new.
    if dated and (any(place.published for place in fresh) or not _are_numbered(fresh)):
        for place in _newest_first(fresh):
            look.offer(place.url, base, title=place.title, published=place.published)
        return
    ends = _ends(fresh)
    share = -(-look.watch.limit // max(1, len(ends)))
    for end in ends:
        _offer_end(end, look, base, share)


def _is_old(place: SitemapPlace, look: FindingCollector) -> bool:
    when, since = place.published or place.modified, look.watch.since
    is_old = when is not None and since is not None and when < since
    if is_old:
        look.skip(SkipReason.TOO_OLD, place.url)
    return is_old


def _offer_end(end: Sequence[SitemapPlace], look: FindingCollector, base: str, share: int) -> None:
    """Take what is new at an end where, by the order alone, the new pages stand."""
    ours, is_first = _our_time(end, look, base)
    taken = 0
    for number, place in enumerate(ours):
        if taken >= share or look.is_full:
            rest = len(ours) - number
            if is_first:
                look.skip(SkipReason.NOT_RECENT, place.url, count=rest)
            else:
                look.cut_off(place.url, count=rest)
            break
        reason = look.offer(place.url, base, title=place.title, published=place.published)
        taken += reason is None
    if len(end) > len(ours):
        look.skip(SkipReason.NOT_RECENT, end[len(ours)].url, count=len(end) - len(ours))


def _our_time(
    end: Sequence[SitemapPlace], look: FindingCollector, base: str
) -> tuple[Sequence[SitemapPlace], bool]:
    """The pages down to the lowest that we know, and whether this is the first look at them.

    What lies deeper is older than our watch. Unknown ones between those that we know came while we
    were away.
    """
    lowest = in_a_row = 0
    for number, place in enumerate(end[:_DEEP], 1):
        if look.knows(place.url, base):
            in_a_row += 1
            if in_a_row >= _OUR_TIME:
                lowest = number
        elif look.is_article(place.url, base):
            in_a_row = 0
    return (end[:lowest], False) if lowest else (end, True)


def _are_numbered(places: Sequence[SitemapPlace]) -> bool:
    numbered = sum(bool(_NUMBER.search(one.url) or _MONTH.search(one.url)) for one in places)
    return numbered >= _MOST_ALIKE * len(places)


def _ends(places: Sequence[SitemapPlace]) -> list[list[SitemapPlace]]:
    """Where the new pages may stand: first by the numbers in their addresses, else at both ends.

    Each folder of a site may count for itself.
    """
    if not _are_numbered(places):
        middle = (len(places) + 1) // 2
        return [list(places[:middle]), list(places[: middle - 1 : -1])]
    folders: dict[str, list[SitemapPlace]] = {}
    for place in places:
        folders.setdefault(_folder(place.url), []).append(place)
    ends = list(folders.values()) if len(folders) <= _MOST_FOLDERS else [list(places)]
    return [sorted(end, key=_numbers, reverse=True) for end in ends]


def _folder(url: str) -> str:
    """What stands before the segment with the number; all without a number are one."""
    found = _NUMBER.search(url) or _MONTH.search(url)
    return url[: found.start()].rpartition("/")[0] if found else ""


def _further(
    places: Sequence[SitemapPlace], look: FindingCollector, base: str, depth: int
) -> list[str]:
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


def _are_dated(places: Sequence[SitemapPlace], now: datetime) -> bool:
    """Whether dates tell which of them are new."""
    published = [place.published for place in places if place.published]
    if published:
        return not _are_too_many(published, now)
    modified = [place.modified for place in places if place.modified]
    return 2 * len(modified) > len(places) and not lies(modified, now)


def lies(dates: Sequence[datetime], now: datetime) -> bool:
    """Whether a sitemap's dates say nothing.

    Nearly all are of today, or one and the same, or more of a day than anyone writes.
    """
    if len(dates) < _FEW:
        return False
    today = sum(date >= now - timedelta(days=1) for date in dates)
    alike = Counter(dates).most_common(1)[0][1]
    return max(today, alike) >= _MOST_ALIKE * len(dates) or _are_too_many(dates, now)


def _are_too_many(dates: Sequence[datetime], now: datetime) -> bool:
    lately = Counter(date.date() for date in dates if date >= now - _LATELY)
    return max(lately.values(), default=0) > _MOST_A_DAY


def _newest_first(places: Sequence[SitemapPlace]) -> list[SitemapPlace]:
    def age(place: SitemapPlace) -> float:
        when = place.published or place.modified
        return when.timestamp() if when else 0.0

    return sorted(places, key=age, reverse=True)


def _numbers(place: SitemapPlace) -> tuple[int, ...]:
    """By what an address is newer than another: its long numbers, the longest first, else all."""
    long = sorted((int(digits[:18]) for digits in _NUMBER.findall(place.url)), reverse=True)
    return tuple(long or (int(digits[:18]) for digits in re.findall(r"[0-9]+", place.url)))
