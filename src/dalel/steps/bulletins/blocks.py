"""Which lines of a bulletin are one paragraph, and which paragraph is a title?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from dalel.language.sentences import (
    ends_as_sentence,
    ends_as_statement,
    sentences,
    starts_inside_sentence,
)
from dalel.steps.bulletins.lines import Address, Line

#: No newspaper's headline is longer, and hardly a paragraph of a summary shorter than a sentence.
_LONGEST_TITLE: Final = 300
_ITEM: Final = re.compile(r"[-–—•*·▪]|\d{1,2}[.)]\s|[^\W\d_]\)")
#: An abbreviation's full stop: "2025 ж.", "и др.".
_ABBREVIATED: Final = re.compile(r"(?:^|\s)[^\W\d_A-ZА-ЯЁ]{1,3}\.$")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph with the lines it stands on, and the links within it."""

    text: str
    lines: tuple[int, ...]
    starts: tuple[int, ...] = (0,)
    heading: bool = False
    addresses: tuple[Address, ...] = ()


def block_of(line: Line) -> Block:
    """The paragraph that a line of text begins."""
    return Block(
        text=line.text, lines=(line.number,), heading=line.heading, addresses=line.addresses
    )


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The paragraphs, with those put together that were broken in the middle of a sentence.

    Only where it is sure: the first part ends without the end of a sentence, and the second
    begins with a small letter and is no item of a list.
    """
    whole: list[Block] = []
    for block in blocks:
        if whole and _continues(whole[-1], block):
            before = whole[-1]
            whole[-1] = replace(
                before,
                text=f"{before.text} {block.text}",
                lines=(*before.lines, *block.lines),
                starts=(*before.starts, len(before.text) + 1),
                addresses=(*before.addresses, *block.addresses),
            )
        else:
            whole.append(block)
    return tuple(whole)


def _continues(before: Block, block: Block) -> bool:
    if before.heading or block.heading or not starts_inside_sentence(block.text):
        return False
    if before.text.endswith((":", ";")):
        return False
    return not ends_as_sentence(before.text) or _ABBREVIATED.search(before.text) is not None


def is_title(block: Block, *, followed: bool) -> bool:
    """Whether the first paragraph of an entry is its title.

    A document may mark it so. Otherwise a title is short and does not end with a full stop; one
    that ends as a sentence otherwise (with a question mark) is a title only when text follows.
    """
    if block.heading:
        return True
    if len(block.text) > _LONGEST_TITLE or ends_as_statement(block.text):
        return False
    return followed or not ends_as_sentence(block.text)


def opens_entry(block: Block, before: Block, after: Block) -> bool:
    """Whether a paragraph inside an entry looks like the title of another one.

    It stands between two that end as sentences and is itself a short piece that does not.
    """
    if block.heading:
        return True
    return (
        len(block.text) <= _LONGEST_TITLE
        and ends_as_sentence(before.text)
        and not ends_as_sentence(block.text)
        and not block.text.endswith((",", ";", ":"))
        and not _ITEM.match(block.text)
        and not starts_inside_sentence(block.text)
        and len(sentences(block.text)) == 1
        and ends_as_sentence(after.text)
    )
