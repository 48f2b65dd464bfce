"""Recognition of the period for which a sentence gives a figure."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dalel.domain.count_board import Period
from dalel.domain.facts import Fact, FactKind
from dalel.domain.measure_rules import OfficialRules
from dalel.steps.measure.phrases import pattern, stands_in

_YEAR: Final = 12
_YEARS: Final = re.compile(r"\b\d{4}\b")
#: So far from a date the words stand that make it one to compare with.
_NEAR: Final = 30


def period_in(
    sentence: str, facts: Sequence[Fact], language: str, rules: OfficialRules, day: date
) -> str:
    """The first period that a sentence names: from a month to a month, some months, a year.

    The year with whose same months a figure is compared is none. Where the year is not stated, it
    is the one after that; and months that had not ended on the day are those of the year before.
    What was counted "since then" has no end, so it is no period.
    """
    if stands_in(sentence, rules.since, language):
        return ""
    own = [
        fact
        for fact in facts
        if _is_period(fact) and not _is_compared(sentence, fact, language, rules)
    ]
    year = compared_year(sentence, facts, language, rules)
    if not own:
        return _of_this_year(sentence, facts, language, rules, day)
    period = _first(sentence, own, facts, language, rules)
    if not own[0].inferred:
        return period
    if year:
        return moved(period, year + 1 - int(period[:4]))
    return _ended(period, day)


def compared_year(
    sentence: str, facts: Sequence[Fact], language: str, rules: OfficialRules
) -> int | None:
    """The year with which a sentence compares its figure, where it states one."""
    years = (int(fact.value) for fact in facts if _is_compared(sentence, fact, language, rules))
    return next(years, None)


def moved(period: str, years: int) -> str:
    """The same period so many years later."""
    return _YEARS.sub(lambda year: str(int(year[0]) + years), period)


def _of_this_year(
    sentence: str, facts: Sequence[Fact], language: str, rules: OfficialRules, day: date
) -> str:
    """The first months of the year that runs, where a sentence names them and no year.

    "In four months" is said of them only in the month that follows.
    """
    if months := _named_months(sentence, language, rules):
        return _ended(_months_of(day.year, months), day)
    months = _counted_months(facts)
    return _months_of(day.year, months) if months and months == day.month - 1 else ""


def _months_of(year: int, months: int) -> str:
    return f"{year}-01/{year}-{months:02}"


def _ended(period: str, day: date) -> str:
    """The period, or the same of the year before where its last month had not ended on a day.

    A year that runs may have figures; a month that is still to come has none.
    """
    end = period.rpartition("/")[2]
    if len(end) != len("2025-01") or Period.named(end).last <= day:
        return period
    return moved(period, -1) if "/" in period else ""


def _first(
    sentence: str,
    dates: Sequence[Fact],
    facts: Sequence[Fact],
    language: str,
    rules: OfficialRules,
) -> str:
    first = dates[0]
    if len(dates) > 1 and (ends := _through(sentence, first, dates[1], language, rules)):
        return ends
    months = _named_months(sentence, language, rules) or _counted_months(facts)
    is_year = len(first.value) == len("2025")
    return _months_of(int(first.value), months) if is_year and months else first.value


def _is_compared(sentence: str, fact: Fact, language: str, rules: OfficialRules) -> bool:
    """Whether "the same months of" or "against" stands right before a year, or right behind it."""
    if fact.kind is not FactKind.DATE or fact.inferred or len(fact.value) != len("2025"):
        return False
    same = pattern(rules.same_months.get(language, ()))
    before = sentence[max(0, fact.span.start - _NEAR) : fact.span.start]
    behind = sentence[fact.span.end : fact.span.end + _NEAR].lstrip()
    return (
        same.search(before) is not None
        or stands_in(before, rules.against, language)
        or same.match(behind) is not None
    )


def _through(
    sentence: str, first: Fact, last: Fact, language: str, rules: OfficialRules
) -> str | None:
    """``2025-01/2025-10`` where two months follow each other, or a word like "to" joins them."""
    between = sentence[first.span.end : last.span.start].strip(" \u00a0–—-").lower()
    if between and between not in rules.until.get(language, ()):
        return None
    if not len(first.value) == len(last.value) == len("2025-01"):
        return None
    month, (year, end) = first.value[5:], last.value.split("-")
    if any(char.isdigit() for char in first.text):
        start = first.value
    else:
        start = f"{int(year) - (month > end)}-{month}"
    return f"{start}/{last.value}" if start < last.value else None


def _named_months(sentence: str, language: str, rules: OfficialRules) -> int | None:
    """So many months from the beginning of the year on, where a sentence names them as one."""
    low = sentence.lower()
    spans = rules.spans.get(language, {})
    return next((months for words, months in spans.items() if words in low), None)


def _counted_months(facts: Sequence[Fact]) -> int | None:
    """The same, where it counts them."""
    for fact in facts:
        if fact.kind is FactKind.NUMBER and fact.unit == "month" and fact.value.isdigit():
            return int(fact.value) if 1 < int(fact.value) < _YEAR else None
    return None


def _is_period(fact: Fact) -> bool:
    return fact.kind is FactKind.DATE and len(fact.value) != len("2025-01-01")
