"""Extraction by a source's own CSS selectors."""

from functools import lru_cache

from lxml.cssselect import CSSSelector, ExpressionError, SelectorSyntaxError
from lxml.html import HtmlElement

from dalel.domain.errors import SelectorError
from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.page import ParsedPage, inner_text


def select_text(page: ParsedPage, selector: str, attributes: tuple[str, ...] = ()) -> str:
    """The text of the first element that has any; before it, the first of some attributes.

    :raises SelectorError: when the selector cannot be read.
    """
    for element in _elements(page, selector):
        for text in (*(element.get(name) for name in attributes), inner_text(element)):
            if text and text.strip():
                return " ".join(text.split())
    return ""


def select_blocks(page: ParsedPage, selector: str, drop: str) -> list[Block]:
    """The blocks of all elements that a selector meets, less what is to be dropped.

    :raises SelectorError: when a selector cannot be read.
    """
    for element in _elements(page, drop):
        if element.getparent() is not None:
            element.drop_tree()
    places = _elements(page, selector)
    met = set(places)
    return [
        block
        for place in places
        if not any(ancestor in met for ancestor in place.iterancestors())
        for block in read_blocks(place)
    ]


def _elements(page: ParsedPage, selector: str) -> list[HtmlElement]:
    if not selector:
        return []
    found = _compiled(selector)(page.tree)
    return (
        [each for each in found if isinstance(each, HtmlElement)] if isinstance(found, list) else []
    )


@lru_cache(maxsize=500)
def _compiled(selector: str) -> CSSSelector:
    try:
        return CSSSelector(selector, translator="html")
    except (SelectorSyntaxError, ExpressionError) as error:
        raise SelectorError(f"{selector}: {error}") from error
