"""Paragraphs of a text that is told with its markup, as JSON does."""

import re
from html import unescape
from typing import Final

from dalel.steps.extract.blocks import Block

_TAG: Final = re.compile(r"<[^<>]{1,300}>")
_PARAGRAPH: Final = re.compile(r"<(?:/p|br)\b[^<>]{0,300}>|\n", re.IGNORECASE)


def marked_up(text: str) -> list[Block]:
    """The paragraphs of a text in which tags or line breaks part them."""
    pieces = (_TAG.sub(" ", piece) for piece in _PARAGRAPH.split(unescape(text)))
    lines = (" ".join(piece.split()) for piece in pieces)
    return [Block(text=line, linked=0, tag="p") for line in lines if line]
