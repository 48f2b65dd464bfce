"""Joins lengths of time told in years and months: год и шесть месяцев, бір жыл алты ай."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind

_MONTHS: Final = 12
_BETWEEN: Final = re.compile(r"\s+(?:(?:и|мен|және|and)\s+)?", re.IGNORECASE)
#: One year, which has no number: год и шесть месяцев, бір жыл алты ай.
_YEAR: Final = {
    "kk": re.compile(r"(?<!\w)бір\s+жыл\s+(?:мен\s+)?$", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)(?:один\s+)?году?\s+и\s+$", re.IGNORECASE),
    "en": re.compile(r"(?<!\w)(?:a|one)\s+year\s+and\s+$", re.IGNORECASE),
}
_REACH: Final = 16


def joined_spans(facts: Iterable[Fact], text: str, language: str) -> list[Fact]:
    """The facts with years and the months that follow them as one number of months."""
    found: list[Fact] = []
    for fact in sorted(facts, key=lambda each: each.span.start):
        if not _counts(fact, "month"):
            found.append(fact)
            continue
        year = next((each for each in reversed(found) if each.span.end <= fact.span.start), None)
        joint = text[year.span.end : fact.span.start] if year else ""
        if year and _counts(year, "year") and _BETWEEN.fullmatch(joint):
            found.remove(year)
            found.append(_together(year.span.start, Decimal(year.value), fact, text))
            continue
        head = max(0, fact.span.start - _REACH)
        lone = _YEAR[language].search(text[head : fact.span.start])
        found.append(_together(head + lone.start(), Decimal(1), fact, text) if lone else fact)
    return found


def _counts(fact: Fact, unit: str) -> bool:
    return fact.kind is FactKind.NUMBER and fact.unit == unit and "/" not in fact.value


def _together(start: int, years: Decimal, months: Fact, text: str) -> Fact:
    return replace(
        months,
        span=TextSpan(start=start, end=months.span.end),
        text=text[start : months.span.end],
        value=str(int(years * _MONTHS + Decimal(months.value))),
    )
