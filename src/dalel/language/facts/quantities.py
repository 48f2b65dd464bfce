"""Finds quantities in text: sums, percentages, spans of time and counts, with their bounds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Bound, Fact, FactKind
from dalel.domain.lexicon import Lexicon, Unit
from dalel.language.numbers.compounds import are_joined
from dalel.language.numbers.finder import Number, NumberFinder
from dalel.language.numbers.units import (
    BEFORE,
    CHANGED,
    LABELS,
    PERCENT,
    SPACE,
    SYMBOLS,
    TIMES,
    Money,
    bounds,
    group_of,
    money_units,
)
from dalel.language.spans import Spans

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What stands before a sum that says again what another one said.
_AGAIN: Final = ("(", ",")


class QuantityFinder:
    """Finds numbers, percents and sums of one language with a country's lexicon."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        self._numbers = NumberFinder(language)
        self._money, self._after = money_units(language, lexicon)
        self._currency = lexicon.currency
        self._percent = re.compile(SPACE + PERCENT[language], re.IGNORECASE)
        self._times = re.compile(SPACE + TIMES[language], re.IGNORECASE)
        self._label = re.compile(LABELS[language], re.IGNORECASE)
        self._bound_before, self._bound_after = bounds(language, lexicon)
        self._symbol = re.compile(rf"([{re.escape(''.join(SYMBOLS))}]){SPACE}$")

    def find(self, text: str, taken: Sequence[TextSpan], day: date) -> list[Fact]:
        """The quantities outside the spans already taken; sums in base units by the day's year."""
        found, busy = [], Spans(taken)
        for number in self._numbers.find(text):
            if busy.meet(number.start, number.end):
                continue
            if self._label.search(text, max(0, number.start - 20), number.start):
                continue
            found.append(self._fact(text, number))
        found = _shared_units(text, found)
        return _worked_out(self._money, text, found, day, self._currency)

    def _fact(self, text: str, number: Number) -> Fact:
        kind, unit, start, end = self._kind(text, number)
        bound, stop = self._bound(text, start, end)
        if number.about and bound is None:
            bound = Bound.ABOUT
        return Fact(
            kind=kind,
            span=TextSpan(start=start, end=stop),
            text=text[start:stop],
            value=_written(number),
            unit=unit,
            bound=bound,
        )

    def _kind(self, text: str, number: Number) -> tuple[FactKind, str | None, int, int]:
        start, end = number.start, number.end
        if match := self._percent.match(text, end):
            return FactKind.PERCENT, None, start, match.end()
        if match := self._after.match(text, end):
            return FactKind.MONEY, group_of(match), start, match.end()
        if match := self._symbol.search(text, max(0, start - 3), start):
            return FactKind.MONEY, SYMBOLS[match[1]], match.start(), end
        if match := self._times.match(text, end):
            return FactKind.NUMBER, group_of(match), start, match.end()
        return FactKind.NUMBER, None, start, end

    def _bound(self, text: str, start: int, end: int) -> tuple[Bound | None, int]:
        changed = CHANGED[self._language]
        if changed.match(text, end) or changed.search(text, max(0, start - 40), start):
            return None, end
        if match := self._bound_after.match(text, end):
            return Bound(self._bound_of(match)), end
        if match := self._bound_before.search(text, max(0, start - 24), start):
            return Bound(self._bound_of(match)), end
        return None, end

    @staticmethod
    def _bound_of(match: re.Match[str]) -> str:
        return BEFORE[group_of(match)]


def _shared_units(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """Of "от двух до семи лет" and "26 и 31 года" the first number has the unit of the second."""
    found = list(facts)
    for place, (before, fact) in enumerate(pairwise(facts)):
        bare = before.kind is FactKind.NUMBER and before.unit is None
        shares = fact.kind is not FactKind.NUMBER or fact.unit is not None
        if (
            bare
            and shares
            and are_joined(text, before.span.start, before.span.end, fact.span.start)
        ):
            found[place] = replace(before, kind=fact.kind, unit=fact.unit)
    return found


def _written(number: Number) -> str:
    values = (number.value,) if number.upper is None else (number.value, number.upper)
    return "/".join(plain(value) for value in values)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    return f"{value.normalize():f}"


def _worked_out(
    money: dict[str, Money], text: str, facts: Iterable[Fact], day: date, currency: str
) -> list[Fact]:
    """Sums in base units turned into money, by the year whose worth a sum beside them confirms."""
    found = list(facts)
    written: frozenset[int] | None = None
    for place, fact in enumerate(found):
        unit = money[fact.unit].unit if fact.kind is FactKind.MONEY and fact.unit else None
        if unit is None:
            continue
        year = _confirmed(unit, fact, found[place - 1 : place] + found[place + 1 : place + 2], text)
        if year is None and written is None:
            written = frozenset(map(int, _YEAR.findall(text)))
        worth = unit.values.get(year or _year(unit, written or frozenset(), day))
        if worth is None:
            continue
        counts = [Decimal(part) for part in fact.value.split("/")]
        found[place] = replace(
            fact,
            value="/".join(plain(count * worth) for count in counts),
            unit=currency,
            worth_of=f"{fact.value} {unit.code}",
            inferred=year is None,
        )
    return found


def _year(unit: Unit, written: frozenset[int], day: date) -> int:
    """The latest year that the text gives and the unit has, else the day's, else the last known."""
    known = [year for year in written if year in unit.values and year <= day.year]
    return max(known) if known else min(day.year, max(unit.values, default=day.year))


def _confirmed(unit: Unit, fact: Fact, beside: Iterable[Fact], text: str) -> int | None:
    for other in beside:
        if other.kind is not FactKind.MONEY:
            continue
        first, second = sorted((fact, other), key=lambda each: each.span.start)
        if text[first.span.end : second.span.start].rstrip().endswith(_AGAIN):
            for year, worth in unit.values.items():
                if other.value == plain(Decimal(fact.value.split("/")[0]) * worth):
                    return year
    return None
