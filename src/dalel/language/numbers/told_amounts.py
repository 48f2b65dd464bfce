"""Finds words that are amounts by themselves: вдвое, дважды, две трети, dozens, жартысы."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from dalel.language.amount_words import AmountWord, AmountWords
from dalel.language.en.amounts import WORDS as ENGLISH
from dalel.language.kk.amounts import WORDS as KAZAKH
from dalel.language.lowered import lowered
from dalel.language.numbers.shares import percent
from dalel.language.ru.amounts import WORDS as RUSSIAN

AMOUNT_WORDS: Final = {"kk": KAZAKH, "ru": RUSSIAN, "en": ENGLISH}


@dataclass(frozen=True, slots=True)
class Told:
    """An amount that a word tells, and its place; ``part`` where it is part of a whole."""

    start: int
    end: int
    word: AmountWord
    value: Decimal
    part: Fraction | None = None


class ToldFinder:
    """Finds such words of one language; a text is read once for all of them."""

    def __init__(self, words: AmountWords) -> None:
        self._words = words.amounts
        told = "|".join(f"(?P<told{at}>{each.pattern})" for at, each in enumerate(words.amounts))
        self._told = re.compile(rf"(?<![\w-])(?:{told})(?![\w-])")
        scales = "|".join(f"(?P<by{by}>{form})" for form, by in words.scales.items())
        self._scale = re.compile(rf"\s+(?:of\s+)?(?:{scales})(?!\w)")

    def find(self, text: str) -> Iterator[Told]:
        """The words in order, with the scale behind them: десятки тысяч."""
        low = lowered(text)
        for match in self._told.finditer(low):
            word = self._words[int((match.lastgroup or "")[len("told") :])]
            part = Fraction(word.value) if "/" in word.value else None
            value = percent(part.numerator, part.denominator) if part else Decimal(word.value)
            end = match.end()
            if word.scaled and (scale := self._scale.match(low, end)):
                value, end = value * int((scale.lastgroup or "")[len("by") :]), scale.end()
            yield Told(match.start(), end, word, value, part)


def find_told(text: str, language: str) -> Iterator[Told]:
    """The words of a text in order; none in a language whose words are not known."""
    return _finder(language).find(text) if language in AMOUNT_WORDS else iter(())


@cache
def _finder(language: str) -> ToldFinder:
    return ToldFinder(AMOUNT_WORDS[language])
