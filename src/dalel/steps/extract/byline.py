"""Extraction of an article's author and leading picture."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urljoin, urlsplit

from dalel.steps.extract.page import ParsedPage, inner_text
from dalel.steps.extract.trim import folded
from dalel.steps.extract.words import starts, words

_LONGEST_NAME: Final = 80
_METAS: Final = ("author", "article:author", "og:article:author", "dc.creator", "parsely-author")
_NAMED: Final = re.compile(
    r"(?:^|[ _-])(?:author|byline|avtor)(?:[ _-]?name)?(?:$|[ _-])", re.IGNORECASE
)
_NO_NAME: Final = re.compile(r"https?:|[\d@/{}<>|]|\.[a-z]{2,6}\b", re.IGNORECASE)
_PAGE_IMAGES: Final = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
)


def find_author(page: ParsedPage) -> tuple[str, str] | None:
    """The author's name or names, and where it was found."""
    outlet = folded(page.metas.get("og:site_name", ""))
    for name, origin in _authors(page):
        clean = clean_name(name)
        if clean and folded(clean) != outlet:
            return clean, origin
    return None


def clean_name(text: str) -> str | None:
    """A name without "by" before it; None for what is no name: addresses, accounts, numbers."""
    name = starts("by", r"\s*[:\-–—]?\s+").sub("", " ".join(text.split()), 1).strip(" ,;:·•")
    is_name = 2 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
    return name if is_name and folded(name) not in words("nobody") else None


def find_image(page: ParsedPage, selected: tuple[str, str] | None = None) -> tuple[str, str] | None:
    """The address of the leading picture, and where it was found.

    :param selected: an address that goes first, with its origin.
    """
    for address, origin in (*((selected,) if selected else ()), *_images(page)):
        try:
            absolute = urljoin(page.url or "", address.strip())
            is_web = urlsplit(absolute).scheme in {"http", "https"}
        except ValueError:
            continue
        if is_web:
            return absolute, origin
    return None


def _authors(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for node in page.article_nodes:
        names = [name for name in _names(node.get("author")) if clean_name(name)]
        if names:
            yield ", ".join(dict.fromkeys(names)), "json-ld author"
    for key in _METAS:
        if key in page.metas:
            yield page.metas[key], f"meta {key}"
    for element in islice(page.body.iter("a", "span", "div", "p", "address", "strong"), 3000):
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            yield inner_text(element), "markup author"
        elif _NAMED.search(element.get("class") or "") and len(element) <= 4:
            yield inner_text(element), "class author"


def _names(author: object) -> Iterator[str]:
    if isinstance(author, str):
        yield author
    elif isinstance(author, list):
        for each in author[:10]:
            if not isinstance(each, list):
                yield from _names(each)
    elif isinstance(author, dict) and isinstance(author.get("name"), (str, list)):
        yield from _names(author["name"])


def _images(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for key in _PAGE_IMAGES:
        if key in page.metas:
            yield page.metas[key], f"meta {key}"
    for node in page.article_nodes:
        image = node.get("image") or node.get("thumbnailUrl")
        first = image[0] if isinstance(image, list) and image else image
        address = first.get("url") if isinstance(first, dict) else first
        if isinstance(address, str):
            yield address, "json-ld image"
    for image in islice(page.body.iterfind(".//article//img"), 1):
        source = image.get("src") or image.get("data-src")
        if source:
            yield source, "img"
