"""Search excerpts: the part of a text with the words of a query, marked in any form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.fold import fold
from dalel.language.search_terms import QueryWord, keys

#: Letters and digits; of a word with hyphens each part stands for itself.
_WORD: Final = re.compile(r"[^\W_]+")
#: So much of a text is read for its excerpt, and so long is that, in characters.
_READ: Final = 20_000
WIDTH: Final = 240
#: An excerpt begins and ends between words, unless one is longer than this.
_LONGEST_WORD: Final = 40


@dataclass(frozen=True, kw_only=True)
class ExcerptPiece:
    """A part of a text; ``is_hit``: it is a word that was looked for."""

    text: str
    is_hit: bool = False


def excerpt(
    text: str, language: str, words: Sequence[QueryWord], width: int = WIDTH
) -> tuple[ExcerptPiece, ...]:
    """The part of a text that holds most of the words, each of their forms marked.

    Without any of them it is the beginning of the text.
    """
    head = text[:_READ]
    hits = _hits(head, language, words)
    start, end = _window(head, hits, width)
    pieces = list(_cut(head, start, end, hits))
    before = [ExcerptPiece(text="… ")] if start else []
    after = [ExcerptPiece(text=" …")] if end < len(text) else []
    return (*before, *pieces, *after)


def marked(text: str, language: str, words: Sequence[QueryWord]) -> tuple[ExcerptPiece, ...]:
    """A whole short text, such as a headline, with the words marked."""
    return tuple(_cut(text, 0, len(text), _hits(text, language, words)))


def _hits(text: str, language: str, words: Sequence[QueryWord]) -> list[tuple[int, int, int]]:
    """Start, end and the number of the wanted word, by place; else of what begins like it."""
    # Few words begin as a form of a wanted one does: the others are not read at all.
    begins = frozenset().union(*(word.begins for word in words))
    found, begun = [], []
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if folded[:2] not in begins:
            continue
        read = keys(match[0], language)
        for number, word in enumerate(words):
            place = (match.start(), match.end(), number)
            if folded == word.word or not set(word.stems).isdisjoint(read):
                found.append(place)
                break
            if word.beginning and folded.startswith(word.beginning):
                begun.append(place)
                break
    return found or begun


def _window(text: str, hits: Sequence[tuple[int, int, int]], width: int) -> tuple[int, int]:
    """The stretch of about this width with most different words, the first of several."""
    best, found = 0, 0
    for place, (start, _end, _number) in enumerate(hits):
        within = {number for begin, end, number in hits[place:] if end <= start + width}
        if len(within) > found:
            best, found = start, len(within)
    # Some words before the first hit, so that one reads how it comes about.
    wished = max(0, best - width // 4)
    start = text.rfind(" ", max(0, wished - _LONGEST_WORD), wished) + 1 if wished else 0
    wished = min(len(text), start + width)
    end = text.find(" ", wished, wished + _LONGEST_WORD)
    if end < 0:
        end = min(len(text), wished + _LONGEST_WORD) if wished < len(text) else len(text)
    return start, end


def _cut(
    text: str, start: int, end: int, hits: Sequence[tuple[int, int, int]]
) -> Iterator[ExcerptPiece]:
    place = start
    for begin, stop, _number in hits:
        if begin < start or stop > end:
            continue
        if begin > place:
            yield ExcerptPiece(text=text[place:begin])
        yield ExcerptPiece(text=text[begin:stop], is_hit=True)
        place = stop
    if place < end:
        yield ExcerptPiece(text=text[place:end])
