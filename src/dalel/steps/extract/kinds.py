"""Classification of pages: articles, lists, search results, error pages.

Pages answer 200 with "not found", echo what was searched for, or list other pages. An article is
known by what it says of itself; the rest is judged by headings, address and links.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final
from urllib.parse import parse_qs

from lxml.etree import strip_elements

from dalel.domain.extraction import PageKind
from dalel.steps.extract.blocks import Block, read_blocks
from dalel.steps.extract.page import ParsedPage, inner_text, parse, split_address
from dalel.steps.extract.words import starts

#: An article this long says so much that a heading of it is no message of the server.
_LONG: Final = 1000
_SEARCH_PATH: Final = re.compile(
    r"/(?:search|poisk|izdeu|izdeu-natizheleri)(?:/|\.|$)", re.IGNORECASE
)
_SEARCH_KEYS: Final = frozenset(
    {"s", "q", "query", "search", "searchword", "text", "keyword", "find"}
)
#: So many linked headings make a list, unless a paragraph is longer than any teaser.
_MANY_HEADINGS: Final = 6
_LONGEST_TEASER: Final = 350
_HEADING_LENGTH: Final = 15
_HEADINGS: Final = ("h1", "h2", "h3", "h4")

Verdict = tuple[PageKind, str | None]


def judge(page: ParsedPage, source: str, title: str, blocks: Sequence[Block]) -> Verdict:
    """What the page is, and the reason where it is no article.

    :param source: the page as text; looked at again only in doubt, since its tree is taken apart.
    :param blocks: the text that was found.
    """
    length = sum(len(block.text) for block in blocks)
    if page.is_article and length:
        return PageKind.ARTICLE, None
    fresh = parse(source, page.url) if length < _LONG or _is_list_like(blocks) else None
    if fresh is None:
        return _searched(page, (title,)) or (PageKind.ARTICLE, None)
    headings = (title, *_shown_headings(fresh))
    verdict = _error(headings, length) or _searched(page, headings) or _listed(fresh, blocks)
    if verdict is None and not length:
        return PageKind.EMPTY, "no text was found"
    return verdict or (PageKind.ARTICLE, None)


def _error(headings: Sequence[str], length: int) -> Verdict | None:
    if length >= _LONG:
        return None
    for heading in headings:
        if starts("missing").match(heading) or starts("missing_alone", r"\W*$").match(heading):
            return PageKind.ERROR, f"the page says: {heading}"
    return None


def _searched(page: ParsedPage, headings: Sequence[str]) -> Verdict | None:
    for heading in headings:
        if starts("search").match(heading):
            return PageKind.SEARCH, f"the page says: {heading}"
    address = split_address(page.url)
    if _SEARCH_PATH.search(address.path) or _SEARCH_KEYS & parse_qs(address.query).keys():
        return PageKind.SEARCH, "its address is that of a search"
    return None


def _listed(page: ParsedPage, blocks: Sequence[Block]) -> Verdict | None:
    address = split_address(page.url)
    if address.netloc and address.path in {"", "/"}:
        return PageKind.LISTING, "its address is that of a front page"
    if not _is_list_like(blocks):
        return None
    body = page.body
    strip_elements(body, "script", "style", "nav", "aside", "footer", with_tail=False)
    linked = sum(1 for _ in islice(_linked_headings(page), 200))
    all_blocks = read_blocks(body)
    if linked >= _MANY_HEADINGS and _longest_run(all_blocks, blocks) < _LONG:
        return PageKind.LISTING, f"{linked} linked headings and no long paragraph"
    lines = [len(block.text) for block in all_blocks if _is_linked_line(block)]
    if len(lines) >= _MANY_HEADINGS and sum(lines) > 3 * sum(len(block.text) for block in blocks):
        return PageKind.LISTING, f"{len(lines)} linked lines and hardly any text"
    return None


def _longest_run(page: Sequence[Block], found: Sequence[Block]) -> int:
    """Characters of the longest stretch of the text that no linked line interrupts.

    Between the teasers of a list stand the headings of what they tease.
    """
    texts = {block.text for block in found}
    longest = run = 0
    for block in page:
        if block.text in texts:
            run += len(block.text)
            longest = max(longest, run)
        elif _is_linked_line(block):
            run = 0
    return longest


def _is_linked_line(block: Block) -> bool:
    return block.linked >= _HEADING_LENGTH and block.linked >= 0.6 * len(block.text)


def _is_list_like(blocks: Sequence[Block]) -> bool:
    return all(len(block.text) < _LONGEST_TEASER for block in blocks)


def _linked_headings(page: ParsedPage) -> Iterator[str]:
    for heading in page.body.iter(*_HEADINGS):
        if next(heading.iterancestors(*_HEADINGS), None) is not None:
            continue
        text = inner_text(heading)
        within = "".join(inner_text(link) for link in heading.iter("a"))
        if len(text) >= _HEADING_LENGTH and (
            len(within) >= 0.8 * len(text) or next(heading.iterancestors("a"), None) is not None
        ):
            yield text


def _shown_headings(page: ParsedPage) -> tuple[str, ...]:
    found = (inner_text(heading) for heading in islice(page.body.iter("h1", "h2"), 10))
    return tuple(text for text in found if text)
