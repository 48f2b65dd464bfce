"""Weights of elements by the running text below them.

After the idea of Readability (Arc90): an article is where the long, unlinked paragraphs are.
"""

from collections.abc import Iterable
from typing import Final

from lxml.html import HtmlElement

from dalel.steps.extract.page import inner_text

#: A shorter paragraph is as often a caption, a teaser or a button.
_LONG: Final = 50
#: The same for text that stands in no paragraph at all.
_LONG_RUN: Final = 40
#: With less than this in its paragraphs a page writes its text otherwise.
_ENOUGH: Final = 300
_INLINE: Final = frozenset({"span", "b", "i", "em", "strong", "font"})
_NO_RUN: Final = frozenset(
    {"a", "ul", "ol", "table", "tbody", "tr", "body", "h1", "h2", "h3", "h4"}
)
#: Such an element's text counts for what holds it.
_PART: Final = frozenset({"p", "li", "td", "blockquote"})

Weights = dict[HtmlElement, int]


def own_weights(body: HtmlElement) -> Weights:
    """Characters of running text that each element holds directly, in its paragraphs."""
    weights = paragraph_weights(body)
    return weights if sum(weights.values()) >= _ENOUGH else run_weights(body)


def paragraph_weights(body: HtmlElement) -> Weights:
    """The same, told by paragraphs alone."""
    weights: Weights = {}
    for paragraph in body.iter("p"):
        length = len(inner_text(paragraph))
        if length < _LONG:
            continue
        linked = sum(len(inner_text(link)) for link in paragraph.iter("a"))
        if linked <= length / 2:
            _add(weights, paragraph.getparent(), length - linked)
    return weights


def linked_weights(body: HtmlElement) -> Weights:
    """Characters of links that each element holds directly."""
    weights: Weights = {}
    for link in body.iter("a"):
        _add(weights, link.getparent(), len(inner_text(link)))
    return weights


def total_weights(own: Weights, order: Iterable[HtmlElement]) -> Weights:
    """Characters of running text anywhere below each element.

    :param order: the elements in reverse document order, so that children come first and one
        pass is enough, however deep the page is nested.
    """
    total = dict(own)
    for element in order:
        weight = total.get(element)
        if weight:
            _add(total, element.getparent(), weight)
    return total


def run_weights(body: HtmlElement) -> Weights:
    """The same for pages that part their text by line breaks or bare containers."""
    weights: Weights = {}
    for element in body.iter():
        if element.tag in _NO_RUN:
            continue
        if element.tag in _INLINE:
            length = len((element.text or "").strip())
        else:
            texts = [element.text, *(child.tail for child in element)]
            length = len(" ".join(text.strip() for text in texts if text).strip())
        if length >= _LONG_RUN:
            inner = element.tag in _INLINE or element.tag in _PART
            _add(weights, element.getparent() if inner else element, length)
    return weights


def _add(weights: Weights, element: HtmlElement | None, weight: int) -> None:
    if element is not None:
        weights[element] = weights.get(element, 0) + weight
