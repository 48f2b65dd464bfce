"""The words of a sentence: titles, amounts and dates are one word each."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from dalel.domain.claim import Amount, When
from dalel.domain.evidence import TextSpan
from dalel.language.spans import Spans

_TOKEN: Final = re.compile(r"[«“„][^»”“«]{1,60}[»”]|\w+(?:[-–’'./]\w+)*|[^\w\s]")
_REST: Final = re.compile(r"(?:[-–]?\w)*")
_QUOTED: Final = frozenset("«“„")
#: After words that were said.
_SAID: Final = re.compile(r"\s*[,–—-]\s*[–—-]?\s*де(?:п|ді|йді|ген|се)")
_LONGEST_TITLE: Final = 6

_Value = TypeVar("_Value", Amount, When)


class WordKind(StrEnum):
    """What a word of a sentence is."""

    WORD = "word"
    TITLE = "title"
    AMOUNT = "amount"
    TIME = "time"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its place in the text; ``value`` is what an amount or a date says."""

    text: str
    low: str
    span: TextSpan
    kind: WordKind
    value: Amount | When | None = None

    @property
    def inner(self) -> str:
        """What stands last in quotation marks, or the word itself."""
        return self.text.strip("«»“”„").rpartition(" ")[2]


def split(
    text: str, sentence: TextSpan, amounts: Sequence[Amount], dates: Sequence[When]
) -> tuple[Word, ...]:
    """The words of a sentence in order; amounts and dates are the text's, each in order."""
    titles = Spans(_titles(text, sentence))
    told: list[Amount | When] = [*_within(dates, sentence), *_within(amounts, sentence)]
    values = sorted(told, key=_start)
    words: list[Word] = []
    place = sentence.start
    for value in values:
        within = place <= value.span.start and value.span.end <= sentence.end
        if not within or titles.hold(value.span.start, value.span.end):
            continue
        words += _plain(text, place, value.span.start)
        kind = WordKind.TIME if isinstance(value, When) else WordKind.AMOUNT
        span = _whole(text, value.span)
        words.append(_word(text, span, kind, value))
        place = span.end
    words += _plain(text, place, sentence.end)
    return tuple(words)


def _within(values: Sequence[_Value], sentence: TextSpan) -> Sequence[_Value]:
    """Those of the values in order that begin in a sentence."""
    first = bisect_left(values, sentence.start, key=_start)
    return values[first : bisect_left(values, sentence.end, key=_start)]


def _start(value: Amount | When) -> int:
    return value.span.start


def _titles(text: str, sentence: TextSpan) -> Iterator[TextSpan]:
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        if _is_title(text, match):
            yield TextSpan(start=match.start(), end=match.end())


def _whole(text: str, span: TextSpan) -> TextSpan:
    """The span up to the end of its last word."""
    end = _REST.match(text, span.end)
    return TextSpan(start=span.start, end=end.end() if end else span.end)


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, start, end):
        if match[0][0] in _QUOTED and len(match[0]) > 1:
            yield from _quoted(text, match)
        else:
            kind = WordKind.WORD if match[0][0].isalnum() else WordKind.MARK
            yield _word(text, TextSpan(start=match.start(), end=match.end()), kind)


def _is_title(text: str, match: re.Match[str]) -> bool:
    """Whether quotation marks hold a title or a word rather than what somebody said."""
    short = match[0][0] in _QUOTED and 0 < len(match[0].split()) <= _LONGEST_TITLE
    return short and _SAID.match(text, match.end()) is None


def _quoted(text: str, match: re.Match[str]) -> Iterator[Word]:
    if _is_title(text, match):
        # An ending may be glued to the closing mark: «Толқын»-ның.
        yield _word(text, TextSpan(start=match.start(), end=match.end()), WordKind.TITLE)
        return
    start, end = match.start(), match.end()
    yield _word(text, TextSpan(start=start, end=start + 1), WordKind.MARK)
    yield from _plain(text, start + 1, end - 1)
    yield _word(text, TextSpan(start=end - 1, end=end), WordKind.MARK)


def _word(text: str, span: TextSpan, kind: WordKind, value: Amount | When | None = None) -> Word:
    plain = text[span.start : span.end]
    return Word(text=plain, low=plain.lower(), span=span, kind=kind, value=value)
