"""Removal of blocks around and between paragraphs that are not the article's text."""

import re
from collections.abc import Container
from typing import Final

from dalel.steps.extract.blocks import Block
from dalel.steps.extract.stamps import is_stamp
from dalel.steps.extract.words import starts

#: The title is looked for within so many blocks and characters from the top.
_TOP: Final = 8
_TOP_LENGTH: Final = 250
#: Words of the house come in short blocks.
_SHORT: Final = 250
_LINK_LENGTH: Final = 300
_LINK_SHARE: Final = 0.85
_LIST_LINK_SHARE: Final = 0.7
#: How many blocks at each end may be dates, counters and names.
_EDGE: Final = 3
#: A longer block at an edge is text; no stamp is looked for beyond it.
_LABEL: Final = 60
_LETTER: Final = re.compile(r"\w")
#: Where a sentence ends and another begins.
_SENTENCE: Final = re.compile(r"[^\W\d_]{2}[.!?]\s+[^\W\d_a-zа-я]")
_AFTER_LABEL: Final = r"\s*(?:[:|…]|\.\.\.|$)"


def folded(text: str) -> str:
    """The words of a text in small letters, for comparing titles."""
    return " ".join(re.findall(r"\w+", text.lower()))


def trim(blocks: list[Block], titles: Container[str], names: Container[str]) -> list[Block]:
    """The blocks of the text, in order.

    :param titles: folded titles of the page; the text begins after them.
    :param names: folded names (author, outlet) that are no text when they stand alone.
    """
    blocks = _below_title(blocks, titles)
    kept = [_is_text(block, names) for block in blocks]
    _clear_edges(blocks, kept)
    text = [
        block
        for index, block in enumerate(blocks)
        if kept[index] and not (block.is_heading and _heads_nothing(blocks, kept, index))
    ]
    while text and text[-1].is_heading:
        text.pop()
    return text


def _below_title(blocks: list[Block], titles: Container[str]) -> list[Block]:
    length = below = 0
    for index, block in enumerate(blocks[:_TOP], 1):
        # The outlet's name may stand above, and is among the forms that the tab gives.
        if folded(block.text) in titles:
            below, length = index, 0
        length += len(block.text)
        if length > _TOP_LENGTH:
            break
    return blocks[below:]


def _is_text(block: Block, names: Container[str]) -> bool:
    text = block.text
    length = len(text)
    if not _LETTER.search(text):
        return False
    if block.linked >= _LINK_SHARE * length and length < _LINK_LENGTH:
        return False
    if block.tag == "li" and block.linked > _LIST_LINK_SHARE * length:
        return False
    return length >= _SHORT or not (
        _is_labelled(block) or starts("call").match(text) or folded(text) in names
    )


def _is_labelled(block: Block) -> bool:
    """Whether a label opens it and no sentence of the text follows."""
    follows = block.linked < len(block.text) / 2 and _SENTENCE.search(block.text)
    return not follows and starts("label", _AFTER_LABEL).match(block.text) is not None


def _heads_nothing(blocks: list[Block], kept: list[bool], index: int) -> bool:
    """Whether a heading stands over a list of what was dropped; a link amid the text is none."""
    below = range(index + 1, min(index + 3, len(blocks)))
    return not any(kept[each] and not blocks[each].is_heading for each in below)


def _clear_edges(blocks: list[Block], kept: list[bool]) -> None:
    """Unmark dates and counters that stand before and after the text."""
    indexes = [index for index, keep in enumerate(kept) if keep]
    for edge in (indexes[:_EDGE], indexes[::-1][:_EDGE]):
        for index in edge:
            text = blocks[index].text
            if is_stamp(text):
                kept[index] = False
            elif len(text) > _LABEL:
                break
