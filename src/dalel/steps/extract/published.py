"""Extraction of the publication time, with the place where the page states it.

In the order of trust: JSON-LD, meta elements, ``itemprop`` and ``<time>``, what a reader sees near
the title, the address. A day that a better place gives is made exact by the time that a later
place gives for the same day.
"""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from dalel.domain.extraction import Published
from dalel.steps.extract.page import ParsedPage, inner_text
from dalel.steps.extract.stamps import LONGEST, read_stamp

_NODE_KEYS: Final = ("datePublished", "dateCreated", "uploadDate")
#: By trust. The odd ones are in use: a stray ``og:``, machine names of content systems.
_METAS: Final = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("article:published", "article:publish_date", "publish_date", "published_time", "publishdate"),
    *("pubdate", "publication_date", "og:pubdate", "date.published", "dcterms.created"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "sailthru.date",
        "parsely-pub-date",
    ),
    *("cxenseparse:recs:publishtime", "mediator_published_time", "ya:ovs:upload_date", "date"),
    *("created", "datecreated", "article:created_time", "article.published", "article.created"),
)
_NAMED: Final = re.compile(
    r"dat[ae]|time|publi|creat|post|stamp|meta|info|kuni|uaqyt", re.IGNORECASE
)
#: How many elements near the title, and elsewhere, may hold the stamp.
_NEAR: Final = 60
_ANYWHERE: Final = 200
_IN_ADDRESS: Final = re.compile(
    r"[/_-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)

Found = tuple[Published, str]


def find_published(page: ParsedPage, zone: tzinfo, now: datetime | None) -> Found | None:
    """The moment and where it was found; None when the page gives none. Never now."""
    best: Found | None = None
    for stamp, origin in _stamps(page):
        read = read_stamp(stamp, zone, now)
        if read is None:
            continue
        if read.time is not None and (best is None or best[0].day == read.day):
            return read, origin if best is None else f"{best[1]}, {origin}"
        if best is None:
            best = read, origin
    return best


def _stamps(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for node in page.article_nodes or page.nodes:
        for key in _NODE_KEYS:
            value = node.get(key)
            if isinstance(value, (str, int)):
                yield str(value), f"json-ld {key}"
    for name in _METAS:
        if name in page.metas:
            yield page.metas[name], f"meta {name}"
    yield from _times(page)
    yield from _seen(page)
    match = _IN_ADDRESS.search(page.url or "")
    if match:
        yield "-".join(match.groups()), "address"


def _times(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for element in islice(page.tree.iter("time", "meta", "span", "div", "abbr"), 3000):
        if element.get("itemprop") == "datePublished":
            stamp = element.get("content") or element.get("datetime") or inner_text(element)
            yield stamp, "itemprop datePublished"
    times = _after_title(page, "time", limit=3) or list(islice(page.body.iter("time"), 1))
    for element in times:
        for stamp in (element.get("datetime"), inner_text(element)):
            if stamp:
                yield stamp, "time"


def _seen(page: ParsedPage) -> Iterator[tuple[str, str]]:
    near = _after_title(page, limit=_NEAR)
    everywhere = islice(page.body.iter("div", "span", "p", "li", "small", "b", "i"), _ANYWHERE)
    for element in (*near, *(e for e in everywhere if _is_named(e))):
        if len(element) <= 6:
            text = inner_text(element)
            if 4 < len(text) <= LONGEST:
                yield text, "text"


def _is_named(element: HtmlElement) -> bool:
    return bool(_NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _after_title(page: ParsedPage, *tags: str, limit: int) -> list[HtmlElement]:
    """The elements that follow the title in the page."""
    title = next(page.body.iter("h1"), None)
    if title is None:
        return []
    following: list[HtmlElement] = []
    for element in _onward(title):
        if not tags or element.tag in tags:
            following.append(element)
        if len(following) == limit:
            break
    return following


def _onward(element: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after an element in document order, a bounded number of them."""
    budget = 400
    place: HtmlElement | None = element
    while place is not None and budget > 0:
        for sibling in place.itersiblings():
            for each in sibling.iter():
                yield each
                budget -= 1
                if budget <= 0:
                    return
        place = place.getparent()
