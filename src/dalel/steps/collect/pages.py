"""Parsing of HTML pages in any encoding, their elements by selectors, and the text of these."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree, html
from lxml.cssselect import CSSSelector

from dalel.language.html_tree import parse_html
from dalel.language.letters import decode


def parse(content: bytes, charset: str | None = None) -> html.HtmlElement | None:
    """The tree of a page; None where there is none. ``charset`` is what the HTTP header says.

    :raises UnreadableError: when only a part of it can be read.
    """
    return parse_html(decode(content, charset)[0])


class ElementFinder:
    """Finds what CSS selectors meet on one page, each selector compiled only once."""

    def __init__(self) -> None:
        self._compiled: dict[str, CSSSelector] = {}

    def all(self, element: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
        """What stands in an element.

        :raises SelectorError: when the selector cannot be read.
        """
        if selector not in self._compiled:
            self._compiled[selector] = CSSSelector(selector, translator="html")
        return cast("list[html.HtmlElement]", self._compiled[selector](element))


def text_of(element: html.HtmlElement) -> str:
    """The text of an element, its line breaks kept and other white space made one space."""
    text = re.sub(r"[^\S\n]+", " ", "".join(_pieces(element)))
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if node.tag == "br" else _flat(node.text)
        elif node is not element:
            yield _flat(node.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
