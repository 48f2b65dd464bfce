"""Paragraphs and links of an HTML document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from dalel.domain.errors import BulletinError, UnreadableError
from dalel.language.html_tree import parse_html
from dalel.steps.bulletins.lines import Line, LineLink, typed_addresses

#: The class of paragraphs that stand beside the entries.
ASIDE: Final = "dalel-beside"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figure",
    "footer", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
}  # fmt: skip
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript"})
_STRONG: Final = frozenset({"b", "strong"})
_SIGN: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|p|div|h[1-6]|br|a|ul|table)\b", re.I)
_START: Final = re.compile(
    r"(?>\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WEB: Final = re.compile(r"(?:https?:)?//[^\s/]+\S*", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text says of itself that it is an HTML document."""
    return _START.match(text) is not None


def html_lines(text: str) -> Iterator[Line]:
    """The paragraphs of a document, numbered from 1; a line break parts a paragraph in two lines.

    A link's address counts, not what is written for it. A paragraph that is a heading or wholly
    in bold is marked as a heading.

    :raises BulletinError: when there is no HTML in it, or it cannot be parsed.
    """
    if _SIGN.search(text) is None:
        raise BulletinError("this is no HTML: it holds no tag of a document")
    try:
        root = parse_html(_DECLARATION.sub("", text, count=1))
    except UnreadableError as error:
        raise BulletinError(f"the HTML {error}") from error
    if root is None:
        raise BulletinError("the HTML cannot be parsed")
    return _Collector().collect(root)


@dataclass
class _Collector:
    """Gathers the text of one paragraph after the other while a document is walked."""

    number: int = 0
    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    open_links: list[tuple[int, str]] = field(default_factory=list)
    strong: int = 0
    weak_text: bool = False
    heading: int = 0
    aside: int = 0
    fresh: bool = False

    def collect(self, root: html.HtmlElement) -> Iterator[Line]:
        unseen = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = str(element.tag).lower()
            unseen += (tag in _UNSEEN) * (1 if event == "start" else -1)
            is_aside = element.get("class") == ASIDE
            if event == "start":
                yield from self._open(tag)
                self.aside += is_aside
                if tag == "a":
                    self.open_links.append((len(self.text), (element.get("href") or "").strip()))
                if not unseen:
                    self._add(element.text)
            else:
                if tag == "a" and self.open_links:
                    self._mark_link(*self.open_links.pop())
                yield from self._close(tag)
                self.aside -= is_aside
                if not unseen and element is not root:
                    self._add(element.tail)
        yield from self._flush()

    def _open(self, tag: str) -> Iterator[Line]:
        if tag in _BLOCKS:
            yield from self._flush()
            self.fresh = True
        elif tag == "br":
            yield from self._flush()
        self.strong += tag in _STRONG
        self.heading += tag in _HEADINGS

    def _close(self, tag: str) -> Iterator[Line]:
        if tag in _BLOCKS:
            yield from self._flush(empty=tag == "p" and self.fresh)
            self.fresh = True
        self.strong -= tag in _STRONG
        self.heading -= tag in _HEADINGS

    def _add(self, text: str | None) -> None:
        if not text:
            return
        plain = re.sub(r"[ \t\r\n\f]+", " ", text)
        self.weak_text |= not self.strong and bool(plain.strip())
        self.text += plain

    def _mark_link(self, start: int, href: str) -> None:
        if _WEB.fullmatch(href) and self.text[start:].strip():
            self.links.append((start, len(self.text), href))

    def _flush(self, *, empty: bool = False) -> Iterator[Line]:
        for start, href in self.open_links:
            self._mark_link(start, href)
        self.open_links = [(0, href) for _start, href in self.open_links]
        bare = self.text.strip()
        if bare or empty:
            self.number += self.fresh or not self.number
            self.fresh = False
            shift = len(self.text) - len(self.text.lstrip())
            yield Line(
                number=self.number,
                text=bare,
                addresses=_addresses(bare, self.links, shift),
                heading=bool(bare) and (self.heading > 0 or not self.weak_text),
                aside=self.aside > 0,
            )
        self.text, self.links, self.weak_text = "", [], False


def _addresses(text: str, links: list[tuple[int, int, str]], shift: int) -> tuple[LineLink, ...]:
    typed = typed_addresses(text)
    found = []
    for start, end, href in links:
        begin, stop = max(start - shift, 0), min(end - shift, len(text))
        shown = [a for a in typed if a.start < stop and begin < a.end]
        if shown:
            begin, stop = min(begin, shown[0].start), max(stop, shown[-1].end)
        found.append(
            LineLink(
                url=f"https:{href}" if href.startswith("//") else href,
                start=begin,
                end=stop,
                bracketed=any(a.bracketed for a in shown),
                typed=bool(shown),
            )
        )
    taken = [(a.start, a.end) for a in found]
    found += [a for a in typed if not any(s < a.end and a.start < e for s, e in taken)]
    return tuple(sorted(found, key=lambda address: address.start))
