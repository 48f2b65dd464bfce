"""Tells the ends of a range and of a change, and the size of a change.

"От двух до семи лет" is one range, "с пяти лет до трёх" a change from one amount to another,
"на 12 % больше" a change by one.
"""

import re
from collections.abc import Sequence
from typing import Final

from dalel.domain.claim import AmountBound
from dalel.language.amount_words import AmountWords
from dalel.language.kk.counting import ABLATIVE, AMONG, BETWEEN, DATIVE, LONGER, UP_TO
from dalel.language.numbers.number_reading import COUNT, PERCENT, TIME_UNITS, Reading, widen

_REACH: Final = 80
_NEAR: Final = 48
_SPACES: Final = re.compile(r"[ \u00a0]+")
_COMPARED: Final = frozenset({PERCENT, "times"})
_PLAIN: Final = frozenset({AmountBound.EXACT, AmountBound.ABOUT})
_LAST_HOUR: Final = 24
_CLAUSE: Final = re.compile(r"[.;:!?]\s|\n")
_WORD_AHEAD: Final = re.compile(r"\s+[\w-]+")
_WORDS_AHEAD: Final = re.compile(r"(?:\s+[\w-]+){0,3}")


class ChangeReader:
    """Reads ranges and changes of one language."""

    def __init__(self, language: str, words: AmountWords) -> None:
        self._kazakh, self._english = language == "kk", language == "en"
        prepared = r"(?:[\w-]+\s+){0,2}?"
        self._rising = re.compile(words.rising, re.IGNORECASE)
        self._starts = re.compile(words.starts, re.IGNORECASE)
        self._ends = re.compile(words.ends, re.IGNORECASE)
        self._by = re.compile(words.by, re.IGNORECASE)
        self._more = re.compile(words.more, re.IGNORECASE)
        self._starting_from = re.compile(words.starting_from, re.IGNORECASE)
        self._range_start = re.compile(words.range_start, re.IGNORECASE)
        between = words.range_end.removeprefix(r"\s+")
        self._to = re.compile(rf"[ \u00a0]*{prepared}\s*(?<!\w){between}", re.IGNORECASE)
        self._end = re.compile(rf"(?<!\w){between}$", re.IGNORECASE)

    def read(self, text: str, readings: Sequence[Reading]) -> list[Reading]:
        """The readings with ranges as one, each with its part in a change."""
        kept: list[Reading] = []
        for reading in readings:
            before = kept[-1] if kept else None
            if before is not None and self._pair(text, before, reading):
                continue
            kept.append(reading)
        for before, reading in zip([None, *kept], kept, strict=False):
            if reading.change is None:
                self._alone(text, reading)
            if before is not None and reading.change in {"to", "by"}:
                self._start_of(text, before, reading)
            if self._opens(text, reading):
                reading.bound = AmountBound.AT_LEAST
            if reading.change == "to" and reading.told and reading.unit == PERCENT:
                reading.unit, reading.value = "times", reading.value / 100
        return kept

    def _opens(self, text: str, reading: Reading) -> bool:
        """Whether a range begins that has no end: штраф от 50 МРП."""
        if self._english or reading.upper is not None or reading.bound is not AmountBound.EXACT:
            return False
        head = text[max(0, reading.start - _NEAR) : reading.start]
        if reading.unit == COUNT:
            return self._starting_from.search(head) is not None
        return self._range_start.search(head) is not None

    def _pair(self, text: str, first: Reading, second: Reading) -> bool:
        """Read two ends; True where they are one range, which the first then is."""
        if not _comparable(first, second):
            return False
        ranged, changed = self._kazakh_ends(text, first, second) or self._ends_of(
            text, first, second
        )
        if changed:
            _share_unit(first, second)
            first.change, second.change = "from", "to"
            second.bound = AmountBound.EXACT
            second.start = second.head
        elif ranged and first.value < second.value and _same_unit(first, second):
            _share_unit(first, second)
            first.upper, first.tail = second.value, second.tail
            first.numeral_end, first.bound = second.numeral_end, AmountBound.RANGE
            start = ranged if ranged > 0 else first.start
            widen(first, start=start, end=max(second.tail, second.end))
            return True
        return False

    def _ends_of(self, text: str, first: Reading, second: Reading) -> tuple[int, bool]:
        """Where a range begins (0: there is none), and whether a change is told."""
        between = text[first.tail : second.head]
        if len(between) > _NEAR or not self._to.fullmatch(between):
            return 0, False
        head = text[max(0, first.start - 8) : first.start]
        rising = self._rises_before(text, first.start)
        if self._starts.search(head) and not self._english:
            hours = second.unit == "hour" and second.value <= _LAST_HOUR
            return 0, not hours or rising
        if match := self._range_start.search(head):
            falls = first.value > second.value
            is_from = match[0].strip().lower() != "between"
            if is_from and (rising or falls):
                return 0, True
            return max(1, first.start - len(match[0])), False
        # In English a range needs no word before it: two to seven years.
        plain = self._english and between.strip() == "to" and not rising
        return (max(1, first.start) if plain else 0), False

    def _kazakh_ends(self, text: str, first: Reading, second: Reading) -> tuple[int, bool] | None:
        if not self._kazakh:
            return None
        between = text[first.tail : second.head]
        if BETWEEN.fullmatch(between) and AMONG.match(text, second.tail):
            return max(1, first.start), False
        if not _SPACES.fullmatch(between) or not ABLATIVE.search(text[first.head : first.tail]):
            return 0, False
        if not DATIVE.search(text[second.head : second.tail]):
            return 0, False
        end = max(second.tail, second.end)
        if self._rises_after(text, end):
            return 0, True
        up_to = UP_TO.match(text, second.tail) is not None
        return (max(1, first.start), False) if up_to else (0, first.value != second.value)

    def _start_of(self, text: str, before: Reading, reading: Reading) -> None:
        """Tell the start of a change that a date parts from its end: с 120 в 2023 году до 340."""
        between = reading.start - before.end
        if before.change or between > _NEAR or not _comparable(before, reading):
            return
        if self._kazakh:
            told = text[reading.head : reading.tail]
            if not (ABLATIVE.search(text, before.head, before.tail) and DATIVE.search(told)):
                return
        elif reading.change != "to" or not self._starts.search(text[: before.start][-8:]):
            return
        _share_unit(before, reading)
        before.change, reading.change = "from", "to"

    def _alone(self, text: str, reading: Reading) -> None:
        if self._kazakh:
            self._kazakh_alone(text, reading)
            return
        head = text[max(0, reading.start - 6) : reading.start]
        if reading.bound is AmountBound.UP_TO and self._russian_end(text, reading):
            reading.change, reading.bound = "to", AmountBound.EXACT
            reading.start = reading.head
        elif self._english and self._ends.search(head) and self._rises_before(text, reading.start):
            reading.change = "to"
        elif self._grows_by(text, reading, head):
            reading.change = "by"
            if match := self._by.search(head):
                widen(reading, start=reading.start - len(match[0]))

    def _russian_end(self, text: str, reading: Reading) -> bool:
        words = text[reading.start : reading.head].lower()
        return words.split()[-1:] == ["до"] and self._rises_before(text, reading.start)

    def _grows_by(self, text: str, reading: Reading, head: str) -> bool:
        prepared = self._by.search(head) is not None or self._by.search(
            text[reading.start : reading.head]
        )
        more = self._more.match(text, max(reading.tail, reading.end))
        if reading.told and self._rising.search(text[reading.head : reading.tail]):
            return True
        rises = self._rises_before(text, reading.start) or self._rises_near(text, reading)
        if reading.unit in _COMPARED:
            return (
                bool(more)
                or (bool(prepared or reading.unit == "times") and rises)
                or (self._english and self._rises_just_before(text, reading.start))
            )
        return bool(prepared) and (bool(more) or rises)

    def _kazakh_alone(self, text: str, reading: Reading) -> None:
        told = text[reading.head : reading.tail]
        dative = DATIVE.search(told) is not None
        end = max(reading.tail, reading.end)
        if reading.bound is AmountBound.UP_TO and dative and self._rises_after(text, end):
            reading.change, reading.bound = "to", AmountBound.EXACT
        elif (reading.told and self._rising.search(told)) or (
            (reading.unit == "times" or (dative and reading.bound in _PLAIN))
            and (
                self._more.match(text, end)
                or (self._rises_after(text, end, reading) and LONGER not in text[end : end + _NEAR])
            )
        ):
            reading.change = "by"

    def _rises_before(self, text: str, start: int) -> bool:
        window = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
        return self._rising.search(window) is not None

    def _rises_just_before(self, text: str, start: int) -> bool:
        words = text[max(0, start - 24) : start].split()
        return bool(words) and self._rising.fullmatch(words[-1]) is not None

    def _rises_near(self, text: str, reading: Reading) -> bool:
        end = max(reading.tail, reading.end)
        match = _WORDS_AHEAD.match(text, end)
        return match is not None and self._rising.search(match[0][:_NEAR]) is not None

    def _rises_after(self, text: str, end: int, reading: Reading | None = None) -> bool:
        """Whether a word of change follows; a length of time by which it changes stands next."""
        near = reading is not None and reading.unit in TIME_UNITS
        match = (_WORD_AHEAD if near else _WORDS_AHEAD).match(text, end)
        return match is not None and self._rising.search(match[0][:_NEAR]) is not None


def _comparable(first: Reading, second: Reading) -> bool:
    """Whether two readings can be ends of the same: one unit, or one that only one of them has."""
    if first.upper is not None or second.upper is not None:
        return False
    times = first.unit in TIME_UNITS and second.unit in TIME_UNITS
    return first.unit == second.unit or times or first.is_bare or second.is_bare


def _same_unit(first: Reading, second: Reading) -> bool:
    return first.unit == second.unit or first.is_bare or second.is_bare


def _share_unit(first: Reading, second: Reading) -> None:
    for one, other in ((first, second), (second, first)):
        if one.is_bare:
            one.unit, one.counted = other.unit, other.counted
