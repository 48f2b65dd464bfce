"""Works out the days, months and years that a text means, as read on a given day.

What the finder of dates sees is worked out: several days of a month apart, ranges as intervals, a
missing year by nearness. Relative dates (yesterday, last week, three days ago) join them.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dalel.domain.dates import Precision
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import DateFinder, FoundDate, month_numbers
from dalel.language.facts.relative import RelativeFinder
from dalel.language.facts.spelled_days import SpelledDayFinder
from dalel.language.facts.spelled_years import find_spelled_years
from dalel.language.spans import Spans

_DASH: Final = re.compile(r"\s*[-–—]\s*|\s+(?:по|до|to)\s+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS: Final = re.compile(r"((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d|\d\d)(?!\d)")
_ADJECTIVES: Final = (
    "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр",
    "ноябр", "декабр",
)  # fmt: skip
_ADJECTIVE: Final = re.compile(
    rf"(?<![\w-])(?P<month>{'|'.join(_ADJECTIVES)})(?:ов|ь?)ск(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)(?!\w)",
    re.IGNORECASE,
)
#: A date without a year is the nearest one, but not further ahead than this.
_AHEAD: Final = timedelta(days=120)


class DayFinder:
    """Finds the dates of one language, worked out from a day."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        months = lexicon.months[language]
        self._finder = DateFinder(language, months)
        self._relative = RelativeFinder(language, lexicon.weekdays[language])
        self._months = month_numbers(months, language)
        self._spelled_days = SpelledDayFinder(language, self._months)
        names = "|".join(sorted(self._months, key=len, reverse=True))
        self._month = re.compile(rf"(?<![^\W\d_])(?:{names})", re.IGNORECASE)
        self._month_first = language == "en" and re.compile(
            rf"\b(?P<month>{names})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:\s*[-–]\s*(?P<last>\d{{1,2}}))?(?!\d)(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\w)",
            re.IGNORECASE,
        )

    def find(self, text: str, day: date) -> list[Fact]:
        """The dates in order of their place."""
        facts = [*self._month_days(text, day), *self._days_in_words(text, day)]
        taken = Spans(fact.span for fact in facts)
        for found in self._finder.find(text):
            if not taken.meet(found.start, found.end):
                facts += self._worked_out(found, text, day)
        taken = Spans(fact.span for fact in facts)
        for start, end, moment in self._relative.find(text, day):
            if not taken.meet(start, end):
                facts.append(_fact(text, start, end, moment.iso, inferred=True))
        facts += self._spelled(text, Spans(fact.span for fact in facts))
        facts += self._adjectives(text, day)
        return _joined(text, sorted(facts, key=lambda fact: fact.span.start))

    def _spelled(self, text: str, taken: Spans) -> Iterator[Fact]:
        for start, end, year in find_spelled_years(text) if self._language == "kk" else ():
            if not taken.meet(start, end):
                yield _fact(text, start, end, f"{year:04d}")

    def _days_in_words(self, text: str, day: date) -> Iterator[Fact]:
        for start, end, number, month, year in self._spelled_days.find(text):
            exact = _nearest(number, month, year, day)
            if exact:
                yield _fact(text, start, end, exact.isoformat(), inferred=year is None)

    def _adjectives(self, text: str, day: date) -> Iterator[Fact]:
        """Months in a Russian adjective: июньская утечка."""
        for match in _ADJECTIVE.finditer(text) if self._language == "ru" else ():
            month = _ADJECTIVES.index(match["month"].lower()) + 1
            iso = f"{_year_of_month(month, day):04d}-{month:02d}"
            yield _fact(text, match.start(), match.end(), iso, inferred=True)

    def _month_days(self, text: str, day: date) -> Iterator[Fact]:
        if not self._month_first:
            return
        for match in self._month_first.finditer(text):
            month = self._months[match["month"].lower()]
            year = int(match["year"]) if match["year"] else None
            dates = [
                _nearest(int(number), month, year, day)
                for number in (match["day"], match["last"])
                if number
            ]
            if None not in dates:
                iso = "/".join(each.isoformat() for each in dates if each)
                yield _fact(text, match.start(), match.end(), iso, inferred=year is None)

    def _worked_out(self, found: FoundDate, text: str, day: date) -> Iterator[Fact]:
        if found.day is not None and found.month is not None:
            yield from self._days(found, text, day)
        elif found.month is not None:
            yield self._span_of_months(found, text, day)
        elif found.year is not None:
            between = _YEARS.search(found.text)
            last = between and (between[2] if len(between[2]) == 4 else between[1][:2] + between[2])
            iso = f"{between[1]}/{last}" if between else f"{found.year:04d}"
            yield _fact(text, found.start, found.end, iso)

    def _days(self, found: FoundDate, text: str, day: date) -> Iterator[Fact]:
        month = found.month or 0
        name = self._month.search(text, found.start, found.end)
        stop = name.start() if name else found.end
        numbers = [
            number
            for number in _NUMBER.finditer(text, found.start, stop)
            if not _YEAR.fullmatch(number[0])
        ]
        if not name or len(numbers) < 2:
            exact = _nearest(found.day or 0, month, found.year, day)
            if exact:
                iso = exact.isoformat()
                yield _fact(text, found.start, found.end, iso, inferred=found.year is None)
            return
        start = found.start
        pending: date | None = None
        for place, number in enumerate(numbers):
            exact = _nearest(int(number[0]), month, found.year, day)
            if exact is None:
                return
            following = numbers[place + 1] if place + 1 < len(numbers) else None
            if following and _DASH.fullmatch(text, number.end(), following.start()):
                pending = exact
                start = number.start() if place else start
                continue
            iso = f"{pending.isoformat()}/{exact.isoformat()}" if pending else exact.isoformat()
            end = number.end() if following else found.end
            yield _fact(text, start, end, iso, inferred=found.year is None)
            start, pending = (following.start() if following else end), None

    def _span_of_months(self, found: FoundDate, text: str, day: date) -> Fact:
        months = [
            self._months[name[0].lower()]
            for name in self._month.finditer(text, found.start, found.end)
        ] or [found.month or 1]
        year = found.year or _year_of_month(months[0], day)
        iso = "/".join(f"{year:04d}-{month:02d}" for month in dict.fromkeys(months))
        return _fact(text, found.start, found.end, iso, inferred=found.year is None)


def precision(iso: str) -> Precision:
    """How exact a worked-out date is."""
    if "/" in iso:
        return Precision.INTERVAL
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[iso.count("-")]


def _joined(text: str, facts: list[Fact]) -> list[Fact]:
    """Facts with "last year" and the month or day beside it made one."""
    found: list[Fact] = []
    for fact in facts:
        before = found[-1] if found else None
        one = (
            before and text[before.span.end : fact.span.start].isspace() and _of_year(before, fact)
        )
        if before and one:
            found[-1] = _fact(text, before.span.start, fact.span.end, one, inferred=True)
        else:
            found.append(fact)
    return found


def _of_year(one: Fact, other: Fact) -> str | None:
    """The date of two facts of which one is a year and the other lacks its own; None if not so."""
    for year, dated in ((one, other), (other, one)):
        if len(year.value) == 4 and year.inferred and dated.inferred and "-" in dated.value:
            return "/".join(year.value + part[4:] for part in dated.value.split("/"))
    return None


def _fact(text: str, start: int, end: int, iso: str, *, inferred: bool = False) -> Fact:
    words = text[start:end].rstrip()
    return Fact(
        kind=FactKind.DATE,
        span=TextSpan(start=start, end=start + len(words)),
        text=words,
        value=iso,
        inferred=inferred,
    )


def _nearest(number: int, month: int, year: int | None, day: date) -> date | None:
    """The date, in the year given or else the one nearest to the day; None where there is none."""
    years = (year,) if year else (day.year + 1, day.year, day.year - 1)
    for candidate in years:
        try:
            exact = date(candidate, month, number)
        except ValueError:
            continue
        if year or exact - day <= _AHEAD:
            return exact
    return None


def _year_of_month(month: int, day: date) -> int:
    first = date(day.year, month, 1)
    return day.year if first - day <= _AHEAD else day.year - 1
