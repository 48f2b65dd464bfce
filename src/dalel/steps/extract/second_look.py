"""A second look at a page of which suspiciously little was read.

Layouts name containers carelessly, cut a text into many of them, or leave it to their program to
put it in. Then the text is looked for by other signs: paragraphs under the same tags, JSON-LD, the
page's own JSON. Much more must be found for it to be believed, and what was read first must be
within it, unless that was next to nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.embedded import carries_state, find_embedded
from dalel.steps.extract.families import DOUBTFUL, Places, set_apart
from dalel.steps.extract.markup import marked_up
from dalel.steps.extract.page import ParsedPage, parse
from dalel.steps.extract.place import NO_TEXT
from dalel.steps.extract.weigh import paragraph_weights, run_weights

#: Less than this is next to nothing.
_SHORT: Final = 250
#: The same where the page may leave its text to its program.
_SHORT_BESIDE_STATE: Final = 1000
#: Less than this share of the page's running text is little.
_LITTLE: Final = 0.5
#: The same of what JSON-LD tells, which has no comments among it.
_LITTLE_OF_TOLD: Final = 0.67
#: So many times as much must be found.
_MUCH_MORE: Final = 1.5
#: So many times as much is believed by sure signs, even where the first is not within it.
_FAR_MORE: Final = 4
_NO_TEXT: Final = tuple(tag for tag in NO_TEXT if tag not in DOUBTFUL)
#: Runs of words by which one text is found within another, and the share that is enough.
_RUN: Final = 4
_WITHIN: Final = 0.5
#: A shorter block is as often a caption, a teaser or a button.
_LONG: Final = 50


def told_by(page: ParsedPage) -> list[Block]:
    """The text that JSON-LD tells; often cut short or without paragraphs."""
    texts = [node.get("articleBody") for node in page.article_nodes]
    return [block for text in texts if isinstance(text, str) for block in marked_up(text)]


def is_little(blocks: Sequence[Block], source: str, running: int, told: Sequence[Block]) -> bool:
    """Whether the text is suspiciously short for its page.

    :param source: the page as text.
    :param running: characters of running text on the page.
    """
    length, length_told = _length(blocks), _length(told)
    if length < max(_SHORT, _LITTLE_OF_TOLD * length_told):
        return True
    if length_told >= _SHORT:
        return False
    if length < _LITTLE * running:
        return True
    return length < _SHORT_BESIDE_STATE and carries_state(source)


@dataclass(frozen=True, kw_only=True)
class SecondReading:
    """What another reading gives, how it was found, and whether by sure signs.

    ``is_last``: it is only for where no other reading was believed.
    """

    blocks: list[Block]
    origin: str
    is_sure: bool
    is_last: bool = False


def look_again(
    page: ParsedPage, source: str, told: list[Block], first: Sequence[Block]
) -> Iterator[SecondReading]:
    """Other readings of the page, the best kinds first.

    :param source: the page as text; the tree of ``page`` is taken apart.
    """
    # An article of which nothing was read may be where nobody would look.
    is_sure = page.is_article and _length(first) < _SHORT
    fresh = parse(source, page.url)
    embedded = [] if fresh is None else find_embedded(fresh.tree)
    if fresh is not None:
        yield _family(fresh.body, is_sure=is_sure)
    yield SecondReading(blocks=told, origin="json-ld articleBody", is_sure=True)
    yield SecondReading(blocks=embedded, origin="embedded json", is_sure=is_sure, is_last=True)


def _family(body: HtmlElement, *, is_sure: bool) -> SecondReading:
    strip_elements(body, *_NO_TEXT, with_tail=False)
    places = Places(body)
    in_paragraphs = places.heaviest(paragraph_weights(body))
    family = places.heaviest(run_weights(body))
    if in_paragraphs.score * _MUCH_MORE >= family.score:
        family = in_paragraphs
    return SecondReading(
        blocks=read_blocks(set_apart(body, family)) if family.holders else [],
        origin="second look",
        is_sure=is_sure or not family.is_doubtful,
    )


def is_more(
    second: Sequence[Block], first: Sequence[Block], page: ParsedPage, *, is_sure: bool
) -> bool:
    """Whether a text is so much more than the first that it is to be believed."""
    running, length = running_length(second), _length(first)
    if running < max(_SHORT, _MUCH_MORE * length):
        return False
    if is_sure and running >= _FAR_MORE * length:
        return True
    found = _runs(block.text for block in second)
    if length and _share(_runs(block.text for block in first), found) >= _WITHIN:
        return True
    summary = _runs([page.metas.get("og:description") or page.metas.get("description") or ""])
    return len(summary) >= _RUN and _share(summary, found) >= _WITHIN


def running_length(blocks: Sequence[Block]) -> int:
    """Characters of what is surely text."""
    return sum(len(block.text) - block.linked for block in blocks if len(block.text) >= _LONG)


def _share(wanted: set[tuple[str, ...]], found: set[tuple[str, ...]]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 0.0


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    words = [word for text in texts for word in text.split()]
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
