"""Reads the amounts and dates of a passage that are compared, and what else bears them out.

A text tells more than it counts: names in a list, a third reading, a year that no number counts.
Such values are silent: they bear out a number of another text, and are not asked
themselves.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from dalel.domain.claim import Amount, When
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import ENDED, month_numbers
from dalel.language.endings import NOUN_ENDING
from dalel.language.facts.clock import find_clock_times
from dalel.language.facts.extracting import LANGUAGES, numbered_spans
from dalel.language.facts.ordinals import OrdinalFinder
from dalel.language.name_lists import name_lists
from dalel.language.numbers.number_reading import COUNT, TIME_UNITS
from dalel.language.numbers.reader import amount_reader
from dalel.language.numbers.told_amounts import AMOUNT_WORDS
from dalel.language.passage import AnnotatedPassage
from dalel.language.spans import Spans
from dalel.language.told_dates import DATE_WORDS

#: How far around a length of time words tell that it lies between two dates.
_BEFORE, _AFTER = 24, 24
_ONE: Final = Decimal(1)
#: An ordinal from here on counts what was done so often.
_THOUSAND: Final = 1000
_MONTHS: Final = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")
#: Ordinals of years are dates.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Expressions of one language."""

    known: re.Pattern[str]
    elapsed_before: re.Pattern[str]
    elapsed_after: re.Pattern[str]
    lone_step: re.Pattern[str]
    lone_unit: re.Pattern[str]
    event: re.Pattern[str]
    calendar_day: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class ToldValue:
    """An amount or a date of a text and its place.

    ``step`` is how long before or after another date a date is told to be; ``elapses`` says that a
    length of time may lie between two dates.
    """

    span: TextSpan
    amount: Amount | None = None
    when: When | None = None
    step: Amount | None = None
    silent: bool = False
    elapses: bool = False


def told_values(passage: AnnotatedPassage) -> Iterator[ToldValue]:
    """All of a passage, in no order."""
    if passage.language not in LANGUAGES or not passage.text.strip():
        return
    reader = _ValueReader(passage)
    yield from reader.amounts()
    yield from reader.dates()
    yield from reader.ordinals()
    yield from reader.silent()


class _ValueReader:
    """Reads one passage."""

    def __init__(self, passage: AnnotatedPassage) -> None:
        self._passage, self._text = passage, passage.text
        self._language = passage.language
        self._words = _patterns(self._language)

    def amounts(self) -> Iterator[ToldValue]:
        for amount in self._passage.amounts:
            known = self._words.known.fullmatch(amount.words)
            yield self._amount(amount, silent=known is not None)

    def dates(self) -> Iterator[ToldValue]:
        for when in self._passage.dates:
            told = self._counted(when)
            if when.iso is None and not when.yearless:
                # A mere length of time; "three days ago" without a day of publication stays open.
                if told is not None:
                    yield self._amount(told, silent=when.precision not in TIME_UNITS)
                continue
            named = self._words.event.match(self._text, when.span.end) is not None
            named = named and bool(when.yearless)
            yield ToldValue(span=when.span, when=when, step=told, silent=named)
            for length in (told, _months_of(when)):
                if length is not None:
                    yield self._amount(length, silent=True)

    def ordinals(self) -> Iterator[ToldValue]:
        """The third day in a row, the five-thousandth shop."""
        passage = self._passage
        dated = [when.span for when in passage.dates if when.iso or when.yearless]
        taken = [*numbered_spans(self._text, self._language, passage.lexicon), *dated]
        for fact in _ordinal_finder(self._language).find(self._text, taken):
            value = Decimal(fact.value)
            if fact.unit == "year" and _FIRST_YEAR <= value <= _LAST_YEAR:
                continue
            named = self._words.calendar_day.search(fact.text) is not None
            counts = (fact.unit in TIME_UNITS and not named) or value >= _THOUSAND
            yield self._amount(_of_fact(fact), silent=not counts)

    def silent(self) -> Iterator[ToldValue]:
        text, language = self._text, self._language
        for match in self._words.lone_unit.finditer(text):
            yield self._amount(self._lone(match), silent=True)
        for fact in find_clock_times(text):
            yield self._amount(_of_fact(fact))
        for span, length in name_lists(text, language):
            words = text[span.start : span.end]
            amount = Amount(value=Decimal(length), unit=COUNT, words=words, span=span)
            yield self._amount(amount, silent=True)
        yield from self._months()

    def _months(self) -> Iterator[ToldValue]:
        """Months that are named and no date otherwise: новая дата — май."""
        dates = self._passage.dates
        taken = Spans(when.span for when in dates if when.iso or when.yearless)
        pattern, numbers = _months(self._language, self._passage.lexicon)
        for match in pattern.finditer(self._text):
            if not taken.meet(match.start(), match.end()):
                told = f"-{numbers[match[1].lower()]:02d}"
                span = TextSpan(start=match.start(), end=match.end())
                when = When(iso=None, precision="open", words=match[0], span=span, yearless=told)
                yield ToldValue(span=span, when=when, silent=True)

    def _amount(self, amount: Amount, *, silent: bool = False) -> ToldValue:
        start, end = amount.span.start, amount.span.end
        elapses = amount.unit in TIME_UNITS and bool(
            self._words.elapsed_before.search(self._text, max(0, start - _BEFORE), start)
            or self._words.elapsed_after.match(self._text, end)
            or self._words.elapsed_after.search(" " + amount.words)
        )
        return ToldValue(span=amount.span, amount=amount, silent=silent, elapses=elapses)

    def _counted(self, when: When) -> Amount | None:
        """How long before or after another date a date is told to be."""
        if when.iso is not None and when.yearless:
            return None
        reader = amount_reader(self._language, self._passage.lexicon)
        for amount in reader.read(when.words):
            if amount.unit in TIME_UNITS and amount.value < _FIRST_YEAR:
                return replace(amount, span=when.span)
        match = self._words.lone_step.search(when.words)
        return replace(self._lone(match), span=when.span) if match else None

    def _lone(self, match: re.Match[str]) -> Amount:
        unit = next(name for name, found in match.groupdict().items() if found)
        span = TextSpan(start=match.start(), end=match.end())
        return Amount(value=_ONE, unit=unit.rstrip("2"), words=match[0], span=span)


def _months_of(when: When) -> Amount | None:
    """How many months a period of whole months lasts: первое полугодие."""
    match = _MONTHS.fullmatch(when.iso or "")
    if match is None:
        return None
    first, last = (int(match[at]) * 12 + int(match[at + 1]) for at in (1, 3))
    value = Decimal(last - first + 1)
    return Amount(value=value, unit="month", words=when.words, span=when.span)


def _of_fact(fact: Fact) -> Amount:
    unit = fact.unit or COUNT
    return Amount(value=Decimal(fact.value), unit=unit, words=fact.text, span=fact.span)


@cache
def _patterns(language: str) -> _Patterns:
    words = DATE_WORDS[language]
    told = (
        AMOUNT_WORDS[language].known, words.elapsed_before, words.elapsed_after, words.lone_step,
        words.lone_unit, words.event, words.calendar_day,
    )  # fmt: skip
    return _Patterns(*(re.compile(pattern, re.IGNORECASE) for pattern in told))


@cache
def _ordinal_finder(language: str) -> OrdinalFinder:
    return OrdinalFinder(language)


@cache
def _months(language: str, lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """The expression for names of months in all their forms, and the number of each."""
    numbers = month_numbers(lexicon.months[language], language)
    names = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    ending = NOUN_ENDING if language in ENDED else ""
    # "May" begins with a capital, "may" does not.
    first = "(?=(?-i:[A-Z]))" if language == "en" else ""
    pattern = rf"(?<![\w-]){first}({names}){ending}(?!\w)"
    return re.compile(pattern, re.IGNORECASE), numbers
