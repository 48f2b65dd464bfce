"""Reads sitemap files: the pages and further sitemaps that they name."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from lxml import etree

from dalel.domain.content_encoding import BombError, CodingError, TooLargeError, inflate
from dalel.steps.collect.times import moment

#: The protocol's limits (sitemaps.org) are 50,000 addresses and 50 MB. Outlets go beyond the first,
#: and their newest pages stand at the end.
_MOST_ENTRIES = 200_000
_LARGEST = 50 * 2**20
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, kw_only=True)
class SitemapPlace:
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

    places: tuple[SitemapPlace, ...] = ()
    problem: str | None = None


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
        return SitemapReading(places=tuple(SitemapPlace(url=line) for line in lines))
    try:
        places = tuple(_places(text, zone))
    except (etree.LxmlError, ValueError) as problem:
        return SitemapReading(problem=str(problem)[:200] or "not XML")
    except _NotASitemapError as problem:
        return SitemapReading(problem=f"its root is {problem}")
    return SitemapReading(places=places)


class _NotASitemapError(Exception):
    """The file is XML, but of another kind."""


def _places(content: bytes, zone: tzinfo) -> Iterator[SitemapPlace]:
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


def _place(element: etree._Element, zone: tzinfo, *, is_sitemap: bool) -> SitemapPlace | None:
    texts: dict[str, str] = {}
    for child in element.iter():
        text = (child.text or "").strip()
        if text:
            texts.setdefault(_local(child), text)
    url = texts.get("loc")
    if url is None:
        return None
    return SitemapPlace(
        url=url,
        is_sitemap=is_sitemap,
        modified=moment(texts.get("lastmod"), zone),
        published=moment(texts.get("publication_date"), zone),
        title=texts.get("title"),
    )


def _local(element: etree._Element) -> str:
    # Comments and instructions have a function for a tag.
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
