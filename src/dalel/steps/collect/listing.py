"""Which new articles stand on the list pages, or in the search, of a source?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import cssselect
from lxml import html

from dalel.domain.collecting import Collected, SkipReason, Watch
from dalel.domain.exchange import Answer, Fetch
from dalel.domain.source import Listing
from dalel.steps.collect import pages
from dalel.steps.collect.look import Look, absolute, one_line
from dalel.steps.collect.times import moment

#: A page that ends so is where the last look began. What stands known at its top may be pinned.
_KNOWN = {SkipReason.KNOWN, SkipReason.TOO_OLD}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One entry of a list page."""

    url: str
    title: str | None
    published: datetime | None


async def collect(watch: Watch, fetch: Fetch) -> Collected:
    """The new articles of a list; pages are turned until one shows what we know."""
    look = Look(watch, fetch)
    for start in _starts(watch, look):
        await _turn_pages(start, look)
    return look.collected()


def _starts(watch: Watch, look: Look) -> list[str]:
    """The address, once for each term that is searched."""
    url = watch.address.url
    if "{q}" not in url:
        return [url]
    if not watch.terms:
        look.skip(SkipReason.NO_TERM, url)
    return [url.replace("{q}", quote(term)) for term in watch.terms]


async def _turn_pages(start: str, look: Look) -> None:
    listing = look.watch.address.listing
    number = listing.first_page if listing else 1
    url: str | None = start.replace("{page}", str(number))
    asked: set[str] = set()
    shown: set[tuple[str, ...]] = set()
    while url is not None and url not in asked:
        if len(asked) >= look.watch.pages:
            look.skip(SkipReason.OVER_LIMIT, url)
            return
        asked.add(url)
        answer = await look.visit(url)
        root = _root(answer, look) if answer else None
        if answer is None or root is None:
            return
        if not _take(root, answer, look, shown):
            return
        number += 1
        if "{page}" in start:
            url = start.replace("{page}", str(number))
        else:
            url = _next(root, listing, answer.final_url, look)


def _root(answer: Answer, look: Look) -> html.HtmlElement | None:
    root = pages.parse(answer.last.content, answer.last.charset)
    if root is None:
        look.skip(SkipReason.UNREADABLE, answer.final_url)
    return root


def _take(root: html.HtmlElement, answer: Answer, look: Look, shown: set[tuple[str, ...]]) -> bool:
    """Offer the entries of a page; whether the next one may have more that is new."""
    try:
        rows = list(rows_of(root, look))
    except cssselect.SelectorError as problem:
        look.skip(SkipReason.UNREADABLE, f"selector: {problem}")
        return False
    urls = tuple(row.url for row in rows)
    if not rows:
        if not shown:
            look.skip(SkipReason.NOTHING_FOUND, answer.final_url)
        return False
    if urls in shown:
        # Past its end a list often shows its last, or first, page for ever.
        look.skip(SkipReason.SAME_PAGE, answer.final_url)
        return False
    shown.add(urls)
    reasons = [
        look.offer(row.url, answer.final_url, title=row.title, published=row.published)
        for row in rows
    ]
    told = [reason for reason in reasons if reason is None or reason in _KNOWN]
    return bool(told) and told[-1] is None and not look.is_full


def rows_of(root: html.HtmlElement, look: Look) -> Iterator[Row]:
    """The entries of a page, by its selectors; without any, all links that may be articles.

    :raises cssselect.SelectorError: when a selector is none.
    """
    listing = look.watch.address.listing
    if listing is None:
        for link in root.cssselect("a[href]"):
            yield Row(url=link.get("href") or "", title=_words(link), published=None)
        return
    for entry in root.cssselect(listing.entry):
        link = _first(entry, listing.link)
        heading = _first(entry, listing.title) if listing.title else link
        yield Row(
            url=(link.get("href") or "") if link is not None else "",
            title=_words(heading) if heading is not None else None,
            published=_time(entry, listing, look.watch),
        )


def _first(entry: html.HtmlElement, selector: str) -> html.HtmlElement | None:
    found = entry.cssselect(selector)
    if found:
        return found[0]
    # The entry may itself be the link. A detached copy is no descendant, so ask its parent.
    parent = entry.getparent()
    itself = parent is not None and entry in parent.cssselect(selector)
    return entry if itself else None


def _time(entry: html.HtmlElement, listing: Listing, watch: Watch) -> datetime | None:
    element = _first(entry, listing.time) if listing.time else None
    if element is None:
        return None
    text = one_line(pages.text_of(element))
    return (
        moment(element.get("datetime"), watch.zone)
        or moment(text, watch.zone)
        or watch.read_time(text)
    )


def _words(element: html.HtmlElement) -> str | None:
    return one_line(pages.text_of(element)) or element.get("title") or None


def _next(root: html.HtmlElement, listing: Listing | None, base: str, look: Look) -> str | None:
    if listing is None or listing.next_page is None:
        return None
    try:
        link = _first(root, listing.next_page)
    except cssselect.SelectorError as problem:
        look.skip(SkipReason.UNREADABLE, f"selector: {problem}")
        return None
    url = absolute(link.get("href") or "", base) if link is not None else None
    return url if url and look.is_own(url) else None
