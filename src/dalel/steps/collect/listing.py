"""Collection of new articles from the list and search pages of a source."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import quote

import cssselect
from lxml import html

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import Answer, Fetch
from dalel.domain.source import Listing
from dalel.steps.collect import pages
from dalel.steps.collect.look import FindingCollector, absolute, one_line
from dalel.steps.collect.times import moment

#: No list that people read is longer.
_MOST_ROWS = 5000
#: No time in words is longer.
_LONGEST_TIME = 200
#: A page that ends so is where the last look began. What stands known at its top may be pinned.
_KNOWN = {SkipReason.KNOWN, SkipReason.TOO_OLD}


@dataclass(frozen=True, kw_only=True)
class ListingEntry:
    """One entry of a list page; ``written_time`` where its time is in words."""

    url: str
    title: str | None
    published: datetime | None
    written_time: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListReading:
    """What a page says when read as a list; ``problem`` when it is none.

    ``next_page`` is where its link to the next page leads, ``flaw`` why that cannot be told.
    ``unread`` counts the entries beyond the first 5,000.
    """

    rows: tuple[ListingEntry, ...] = ()
    next_page: str | None = None
    unread: int = 0
    problem: str | None = None
    flaw: str | None = None


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The new articles of a list; pages are turned until one shows what we know."""
    look = FindingCollector(watch, fetch)
    for start in _starts(watch, look):
        await _turn_pages(start, look)
    return look.collected()


def _starts(watch: WatchedAddress, look: FindingCollector) -> list[str]:
    """The address, once for each term that is searched."""
    url = watch.address.url
    if "{q}" not in url:
        return [url]
    if not watch.terms:
        look.skip(SkipReason.NO_TERM, url)
    return [url.replace("{q}", quote(term)) for term in watch.terms]


async def _turn_pages(start: str, look: FindingCollector) -> None:
    listing = look.watch.address.listing
    number = listing.first_page if listing else 1
    first = number
    url: str | None = _at(start, number, first, listing)
    asked: set[str] = set()
    shown: set[tuple[str, ...]] = set()
    while url is not None and url not in asked:
        if len(asked) >= look.watch.pages:
            look.skip(SkipReason.OVER_LIMIT, url)
            return
        asked.add(url)
        answer = await look.visit(url)
        reading = await _read(answer, look) if answer else None
        if answer is None or reading is None or not _take(reading, answer, look, shown):
            return
        number += 1
        if "{page}" in start or "{offset}" in start:
            url = _at(start, number, first, listing)
        else:
            url = _next(reading, answer.final_url, look)


def _at(start: str, number: int, first: int, listing: Listing | None) -> str:
    """The address of a page of a list."""
    before = (number - first) * (listing.page_size if listing else 0)
    return start.replace("{page}", str(number)).replace("{offset}", str(before))


async def _read(answer: Answer, look: FindingCollector) -> ListReading | None:
    return await look.read(
        answer.final_url,
        read,
        answer.last.content,
        look.watch.zone,
        charset=answer.last.charset,
        listing=look.watch.address.listing,
    )


def _take(
    reading: ListReading, answer: Answer, look: FindingCollector, shown: set[tuple[str, ...]]
) -> bool:
    """Offer the entries of a page; whether the next one may have more that is new."""
    if reading.problem is not None:
        look.skip(SkipReason.UNREADABLE, reading.problem or answer.final_url)
        return False
    if reading.unread:
        look.skip(SkipReason.OVER_LIMIT, answer.final_url, count=reading.unread)
    urls = tuple(row.url for row in reading.rows)
    if not urls:
        if not shown:
            look.skip(SkipReason.NOTHING_FOUND, answer.final_url)
        return False
    if urls in shown:
        # Past its end a list often shows its last, or first, page for ever.
        look.skip(SkipReason.SAME_PAGE, answer.final_url)
        return False
    shown.add(urls)
    reasons = [_offer(row, answer.final_url, look) for row in reading.rows]
    told = [reason for reason in reasons if reason is None or reason in _KNOWN]
    return bool(told) and told[-1] is None and not look.is_full


def _offer(row: ListingEntry, base: str, look: FindingCollector) -> SkipReason | None:
    written = row.written_time
    published = row.published or (look.watch.read_time(written) if written else None)
    return look.offer(row.url, base, title=row.title, published=published)


def read(
    content: bytes, zone: tzinfo, *, charset: str | None = None, listing: Listing | None = None
) -> ListReading:
    """The entries of a page, by its selectors; without any, all links that may be articles.

    ``zone`` holds for times that name none; ``charset`` is what the HTTP header says.

    :raises UnreadableError: when only a part of the page can be read.
    """
    root = pages.parse(content, charset)
    if root is None:
        return ListReading(problem="")
    finder = _Finder()
    try:
        entries = finder.all(root, listing.entry if listing else "a[href]")
        few = tuple(_row(entry, zone, listing, finder) for entry in entries[:_MOST_ROWS])
    except cssselect.SelectorError as problem:
        return ListReading(problem=f"selector: {problem}")
    unread = len(entries) - len(few)
    try:
        link = finder.first(root, listing.next_page) if listing and listing.next_page else None
    except cssselect.SelectorError as problem:
        return ListReading(rows=few, unread=unread, flaw=f"selector: {problem}")
    return ListReading(
        rows=few,
        unread=unread,
        next_page=(link.get("href") or "") if link is not None else None,
    )


class _Finder(pages.ElementFinder):
    """Finds what selectors meet on one page, each parent of entries searched only once."""

    def __init__(self) -> None:
        super().__init__()
        self._children: dict[tuple[html.HtmlElement, str], set[html.HtmlElement]] = {}

    def first(self, entry: html.HtmlElement, selector: str) -> html.HtmlElement | None:
        """The first that stands in an entry; the entry itself may be it."""
        found = self.all(entry, selector)
        if found:
            return found[0]
        # A detached copy is no descendant, so ask its parent.
        parent = entry.getparent()
        return entry if parent is not None and entry in self._met(parent, selector) else None

    def _met(self, parent: html.HtmlElement, selector: str) -> set[html.HtmlElement]:
        key = parent, selector
        if key not in self._children:
            self._children[key] = {
                child for child in self.all(parent, selector) if child.getparent() is parent
            }
        return self._children[key]


def _row(
    entry: html.HtmlElement, zone: tzinfo, listing: Listing | None, finder: _Finder
) -> ListingEntry:
    if listing is None:
        return ListingEntry(url=entry.get("href") or "", title=_words(entry), published=None)
    link = finder.first(entry, listing.link)
    heading = finder.first(entry, listing.title) if listing.title else link
    time = finder.first(entry, listing.time) if listing.time else None
    written = one_line(pages.text_of(time)) if time is not None else ""
    said = moment(time.get("datetime"), zone) if time is not None else None
    return ListingEntry(
        url=(link.get("href") or "") if link is not None else "",
        title=_words(heading) if heading is not None else None,
        published=said or moment(written, zone),
        written_time=written[:_LONGEST_TIME] or None,
    )


def _words(element: html.HtmlElement) -> str | None:
    return one_line(pages.text_of(element)) or element.get("title") or None


def _next(reading: ListReading, base: str, look: FindingCollector) -> str | None:
    if reading.flaw is not None:
        look.skip(SkipReason.UNREADABLE, reading.flaw)
    url = absolute(reading.next_page, base) if reading.next_page is not None else None
    return url if url and look.is_own(url) else None
