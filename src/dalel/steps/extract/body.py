"""Extraction of an article's running text.

The page's own structure tells: the element that holds the running text, its blocks, less what
frames them. A page whose text is only put together in the browser often gives it in JSON-LD.
"""

import re
from collections.abc import Container
from html import unescape
from typing import Final

from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.page import ParsedPage
from dalel.steps.extract.place import find_place
from dalel.steps.extract.trim import trim

#: With less text than this, JSON-LD is asked; it must give so much more to be believed, since
#: elsewhere it is often cut short or unparagraphed.
_SHORT: Final = 250
_MUCH_MORE: Final = 2
_TAG: Final = re.compile(r"<[^<>]{1,300}>")
_PARAGRAPH: Final = re.compile(r"<(?:/p|br)\b[^<>]{0,300}>|\n", re.IGNORECASE)


def find_text(
    page: ParsedPage, titles: Container[str], names: Container[str]
) -> tuple[list[Block], str]:
    """The text's blocks and how they were found. Takes the page's tree apart.

    :param titles: folded titles of the page; the text begins after them.
    :param names: folded names that are no text when they stand alone.
    """
    told = [
        paragraph for node in page.article_nodes for paragraph in _told(node.get("articleBody"))
    ]
    blocks = trim(read_blocks(find_place(page.body)), titles, names)
    length = _length(blocks)
    if length < _SHORT and _length(told) > max(_SHORT, _MUCH_MORE * length):
        return trim(told, titles, names), "json-ld articleBody"
    return blocks, "structure"


def _told(text: object) -> list[Block]:
    if not isinstance(text, str):
        return []
    pieces = (_TAG.sub(" ", piece) for piece in _PARAGRAPH.split(unescape(text)))
    lines = (" ".join(piece.split()) for piece in pieces)
    return [Block(text=line, linked=0, tag="p") for line in lines if line]


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)
