"""Is a number a sum, a percentage, a span of time or a count, and how is it bounded?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Bound, Fact, FactKind
from dalel.domain.lexicon import Lexicon, Unit
from dalel.language.facts.compounds import are_joined
from dalel.language.facts.numbers import Number, NumberFinder
from dalel.language.facts.units import (
    BEFORE,
    CHANGED,
    CURRENCIES,
    KAZAKH_UNIT,
    LABELS,
    PERCENT,
    SYMBOLS,
    TIMES,
    bounds,
)
from dalel.language.spans import Spans
from dalel.language.stems import stem

_SPACE: Final = r"[ \u00a0\u202f]*"
_PARENTHESIS: Final = re.compile(r"\s*[(,]\s*$")


@dataclass(frozen=True, slots=True)
class _Money:
    code: str
    unit: Unit | None = None


class QuantityFinder:
    """Finds numbers, percents and sums of one language with a country's lexicon."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        self._numbers = NumberFinder(language)
        self._money, self._after = _money(language, lexicon)
        self._currency = lexicon.currency
        self._percent = re.compile(_SPACE + PERCENT[language], re.IGNORECASE)
        self._times = re.compile(_SPACE + TIMES[language], re.IGNORECASE)
        self._label = re.compile(LABELS[language], re.IGNORECASE)
        self._bound_before, self._bound_after = bounds(language, lexicon)
        self._symbol = re.compile(rf"([{re.escape(''.join(SYMBOLS))}]){_SPACE}$")

    def find(self, text: str, taken: Sequence[Span], day: date) -> list[Fact]:
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
            span=Span(start=start, end=stop),
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
            return FactKind.MONEY, _group(match), start, match.end()
        if match := self._symbol.search(text, max(0, start - 3), start):
            return FactKind.MONEY, SYMBOLS[match[1]], match.start(), end
        if match := self._times.match(text, end):
            return FactKind.NUMBER, _group(match), start, match.end()
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
        return BEFORE[_group(match)]


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


def _group(match: re.Match[str]) -> str:
    return next(name for name, value in match.groupdict().items() if value is not None)


def _written(number: Number) -> str:
    values = (number.value,) if number.upper is None else (number.value, number.upper)
    return "/".join(plain(value) for value in values)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    return f"{value.normalize():f}"


def _money(language: str, lexicon: Lexicon) -> tuple[dict[str, _Money], re.Pattern[str]]:
    """What each group of the expression for units of money means, and the expression."""
    money = {lexicon.currency: _Money(lexicon.currency)}
    words: dict[str, list[str]] = {lexicon.currency: list(lexicon.currency_names.get(language, ()))}
    for code, stems in CURRENCIES[language].items():
        money[code] = _Money(code)
        words.setdefault(code, []).extend(stems)
    for symbol, code in SYMBOLS.items():
        words.setdefault(code, []).append(symbol)
        money.setdefault(code, _Money(code))
    for unit in lexicon.units:
        money[unit.code] = _Money(lexicon.currency, unit)
        # Its abbreviation in another language is a slip of the pen and not of the sum.
        others = [name for names in unit.names.values() for name in names if name.isupper()]
        words[unit.code] = [*unit.names.get(language, ()), *others]
    words = {code: sorted(set(names), key=len, reverse=True) for code, names in words.items()}
    parts = (
        f"(?P<{code}>{'|'.join(_unit_word(name, language) for name in names)})"
        for code, names in words.items()
    )
    ending = KAZAKH_UNIT if language == "kk" else r"\w*" if language == "ru" else "s?"
    return money, re.compile(rf"{_SPACE}-?(?:{'|'.join(parts)}){ending}(?!\w)", re.IGNORECASE)


def _unit_word(name: str, language: str) -> str:
    """An expression for a unit's name; words of a longer Russian one are in any case."""
    parts = name.split()
    if language == "en" and name.endswith("ex"):
        return r"\s+".join(
            [*map(re.escape, parts[:-1]), re.escape(parts[-1][:-2]) + "(?:ex|exe|ice)"]
        )
    if language == "ru" and len(parts) > 1:
        return r"\s+".join(
            re.escape(stem(part, language)).replace("е", "[её]") + r"\w*" for part in parts
        )
    return r"\s+".join(re.escape(part) for part in parts)


def _worked_out(
    money: dict[str, _Money], text: str, facts: Iterable[Fact], day: date, currency: str
) -> list[Fact]:
    """Sums in base units turned into money, by the year whose worth a sum beside them confirms."""
    found = list(facts)
    for place, fact in enumerate(found):
        unit = money[fact.unit].unit if fact.kind is FactKind.MONEY and fact.unit else None
        if unit is None:
            continue
        year = _confirmed(unit, fact, found[place - 1 : place] + found[place + 1 : place + 2], text)
        worth = unit.values.get(year or _year(unit, text, day))
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


def _year(unit: Unit, text: str, day: date) -> int:
    """The latest year that the text gives and the unit has, else the day's, else the last known."""
    written = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    known = [year for year in written if year in unit.values and year <= day.year]
    return max(known) if known else min(day.year, max(unit.values, default=day.year))


def _confirmed(unit: Unit, fact: Fact, beside: Iterable[Fact], text: str) -> int | None:
    for other in beside:
        if other.kind is not FactKind.MONEY:
            continue
        first, second = sorted((fact, other), key=lambda each: each.span.start)
        if _PARENTHESIS.search(text[first.span.end : second.span.start]):
            for year, worth in unit.values.items():
                if other.value == plain(Decimal(fact.value.split("/")[0]) * worth):
                    return year
    return None
