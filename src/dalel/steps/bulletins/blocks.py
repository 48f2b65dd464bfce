"""Paragraphs of a bulletin, and the recognition of titles among them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from dalel.language.sentences import (
    ends_as_sentence,
    ends_as_statement,
    sentences,
    starts_inside_sentence,
)
from dalel.steps.bulletins.lines import Line, LineLink

#: No newspaper's headline is longer, and hardly a paragraph of a summary shorter than a sentence.
_LONGEST_TITLE: Final = 300
_ITEM: Final = re.compile(r"[-–—•*·▪]|\d{1,2}[.)]\s|[^\W\d_]\)")
#: An abbreviation's full stop: "2025 ж.", "и др.".
_ABBREVIATED: Final = re.compile(r"(?:^|\s)[^\W\d_A-ZА-ЯЁ]{1,3}\.$")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph with the lines it stands on, and the links within it."""

    text: str
    lines: tuple[int, ...]
    starts: tuple[int, ...] = (0,)
    heading: bool = False
    addresses: tuple[LineLink, ...] = ()


def block_of(line: Line) -> Paragraph:
    """The paragraph that a line of text begins."""
    return Paragraph(
        text=line.text, lines=(line.number,), heading=line.heading, addresses=line.addresses
    )


def joined(blocks: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, with those put together that were broken in the middle of a sentence.

    Only where it is sure: the first part ends without the end of a sentence, and the second
    begins with a small letter and is no item of a list.
    """
    runs: list[list[Paragraph]] = []
    for block in blocks:
        if runs and _continues(runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return tuple(run[0] if len(run) == 1 else _one(run) for run in runs)


def _one(parts: Sequence[Paragraph]) -> Paragraph:
    lengths = accumulate((len(part.text) + 1 for part in parts[:-1]), initial=0)
    return Paragraph(
        text=" ".join(part.text for part in parts),
        lines=tuple(line for part in parts for line in part.lines),
        starts=tuple(lengths),
        addresses=tuple(address for part in parts for address in part.addresses),
    )


def _continues(before: Paragraph, block: Paragraph) -> bool:
    if before.heading or block.heading or not starts_inside_sentence(block.text):
        return False
    if before.text.endswith((":", ";")):
        return False
    return not ends_as_sentence(before.text) or _ABBREVIATED.search(before.text[-5:]) is not None


def is_title(block: Paragraph, *, followed: bool) -> bool:
    """Whether the first paragraph of an entry is its title.

    A document may mark it so. Otherwise a title is short and does not end with a full stop; one
    that ends as a sentence otherwise (with a question mark) is a title only when text follows.
    """
    if block.heading:
        return True
    if len(block.text) > _LONGEST_TITLE or ends_as_statement(block.text):
        return False
    return followed or not ends_as_sentence(block.text)


def opens_entry(block: Paragraph, before: Paragraph, after: Paragraph) -> bool:
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
