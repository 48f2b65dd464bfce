"""Reads parts of a whole: восемь из двенадцати, үштен бірі, 12 клиенттің сегізі."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dalel.domain.claim import AmountBound
from dalel.language.amount_words import AmountWords
from dalel.language.en import counting as english
from dalel.language.kk.counting import GENITIVE, PART_OF_WHOLE
from dalel.language.numbers.number_reading import COUNT, PERCENT, Reading, widen
from dalel.language.numbers.numerals import numerals
from dalel.language.ru import counting as russian

_NONE_OF: Final = re.compile(rf"(?<!\w)(?:{russian.NONE}|{english.NONE})\s+$", re.IGNORECASE)
_OUT_OF: Final = re.compile(rf"(?<!\w)(?:{russian.OUT_OF}|{english.OUT_OF})\s+$", re.IGNORECASE)
_REACH: Final = 100
_PLACES: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Part:
    """A Kazakh part of a whole, and its place: үштен бірі."""

    start: int
    end: int
    part: int
    whole: int


def kazakh_parts(text: str) -> Iterator[Part]:
    """The parts in order: үштен бірі, бестен екі бөлігі; "үшеуден бірі" is none."""
    table = numerals("kk")
    for match in PART_OF_WHOLE.finditer(text):
        whole, part = (table.get(match[name].lower()) for name in ("whole", "part"))
        if whole and part and 0 < part.value < whole.value:
            yield Part(match.start(), match.end(), int(part.value), int(whole.value))


def percent(part: int, whole: int) -> Decimal:
    """A part in percent, to one place."""
    return (Decimal(100) * part / whole).quantize(_PLACES)


class ShareReader:
    """Joins a part and its whole in one language."""

    def __init__(self, words: AmountWords) -> None:
        self._of = re.compile(words.of, re.IGNORECASE)

    def read(self, text: str, readings: Sequence[Reading]) -> list[Reading]:
        """The readings with "eight of twelve" as one and without the one of "not one of eight"."""
        kept: list[Reading] = []
        for reading in readings:
            first = kept[-1] if kept else None
            if first is None or not self._joined(text, first, reading):
                kept.append(reading)
            elif _NONE_OF.search(text[max(0, first.start - 6) : first.start]):
                kept[-1] = reading
            else:
                first.share_of, first.tail = reading.value, reading.tail
                widen(first, end=reading.end)
        return kept

    def _joined(self, text: str, first: Reading, second: Reading) -> bool:
        return (
            first.unit == second.unit == COUNT
            and first.upper is None
            and second.upper is None
            and first.value < second.value
            and second.bound is AmountBound.EXACT
            and self._of.fullmatch(text, first.tail, second.head) is not None
        )


def share_whole(text: str, whole: Reading, part: Reading, *, possessed: bool) -> None:
    """Tell a part that a whole told before it is what it is part of."""
    if part.unit not in {COUNT, PERCENT} or whole.unit != COUNT or part.share_of is not None:
        return
    owner = whole.counted or text[whole.numeral : whole.numeral_end]
    owned = possessed and GENITIVE.search(owner)
    out_of = _OUT_OF.search(text[max(0, whole.start - 5) : whole.start])
    if (owned or out_of) and part.value <= whole.value and part.unit == COUNT:
        part.share_of = whole.share_of or whole.value
    elif whole.share_of is not None and part.value <= whole.share_of and possessed:
        part.share_of = whole.share_of
