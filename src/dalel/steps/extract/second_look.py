"""A second look at a page of which suspiciously little was read.

Layouts name containers carelessly, cut a text into many of them, or leave it to their program to
put it in. Then the text is looked for by other signs: paragraphs under the same tags, JSON-LD, the
page's own JSON. Much more must be found for it to be believed, and what was read first must be
within it, unless that was next to nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.embedded import find_embedded
from dalel.steps.extract.families import heaviest, set_apart
from dalel.steps.extract.markup import marked_up
from dalel.steps.extract.page import ParsedPage, parse
from dalel.steps.extract.place import NO_TEXT
from dalel.steps.extract.weigh import Weights, paragraph_weights, run_weights

#: Less than this is next to nothing.
_SHORT: Final = 250
#: Less than this share of the page's running text, or of what JSON-LD tells, is little.
_LITTLE: Final = 0.6
#: So many times as much must be found.
_MUCH_MORE: Final = 1.5
#: What is read as text only at the second look.
_HOLDS_TEXT: Final = frozenset({"aside", "noscript", "template", "fieldset", "dialog", "label"})
_NO_TEXT: Final = tuple(tag for tag in NO_TEXT if tag not in _HOLDS_TEXT)
#: Runs of words by which one text is found within another, and the share that is enough.
_RUN: Final = 4
_WITHIN: Final = 0.5
#: A shorter block is as often a caption, a teaser or a button.
_LONG: Final = 50


def told_by(page: ParsedPage) -> list[Block]:
    """The text that JSON-LD tells; often cut short or without paragraphs."""
    texts = [node.get("articleBody") for node in page.article_nodes]
    return [block for text in texts if isinstance(text, str) for block in marked_up(text)]


def is_little(blocks: Sequence[Block], running: int, told: Sequence[Block]) -> bool:
    """Whether the text is suspiciously short for its page.

    :param running: characters of running text on the page.
    """
    length = _length(blocks)
    return length < max(_SHORT, _LITTLE * running, _LITTLE * _length(told))


def look_again(
    page: ParsedPage, source: str, told: list[Block]
) -> Iterator[tuple[list[Block], str]]:
    """Other readings of the page, each with how it was found.

    :param page: as parsed; its tree is taken apart.
    """
    for weigh in (paragraph_weights, run_weights):
        fresh = parse(source, page.url)
        if fresh is not None:
            yield _family(fresh.body, weigh), "second look"
    yield told, "json-ld articleBody"
    fresh = parse(source, page.url)
    if fresh is not None:
        yield find_embedded(fresh.tree), "embedded json"


def _family(body: HtmlElement, weigh: Callable[[HtmlElement], Weights]) -> list[Block]:
    strip_elements(body, *_NO_TEXT, with_tail=False)
    family = heaviest(body, weigh(body))
    return [] if family is None else read_blocks(set_apart(body, family))


def is_more(second: Sequence[Block], first: Sequence[Block], best: Sequence[Block]) -> bool:
    """Whether a text is so much more than the first that it is taken instead of the best yet."""
    length = _length(first)
    if _running(second) < max(_SHORT, _MUCH_MORE * length, _MUCH_MORE * _running(best)):
        return False
    return length < _SHORT or _share_within(first, second) >= _WITHIN


def _share_within(first: Sequence[Block], second: Sequence[Block]) -> float:
    wanted = _runs(first)
    return len(wanted & _runs(second)) / len(wanted) if wanted else 1.0


def _runs(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    words = [word for block in blocks for word in block.text.split()]
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _running(blocks: Sequence[Block]) -> int:
    """Characters of what is surely text."""
    return sum(len(block.text) - block.linked for block in blocks if len(block.text) >= _LONG)
