"""Finds words that are multiples or counts in themselves: вдвое, трижды, doubled, полгода."""

import re
from decimal import Decimal
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.numbers.told_amounts import Told, find_told

#: Elsewhere half a year is a number with its unit.
_HALF_YEARS: Final = frozenset({"ru", "en"})
_HALF: Final = Decimal("0.5")
_MULTIPLYING: Final = frozenset({"times", "occasion"})
#: A number at the head of an adjective that counts no time, which compounds.py reads.
_HEADED: Final = {
    "ru": {
        value: rf"{head}(?!летн|дневн|часов|минутн|месячн|недельн|процентн|кратн|милли)"
        r"[а-яё]{3,}(?:[ыои]й|[ое]го|[ое]му|[ыи]м|[ое]м|ая|ую|ые|[ыи]х|[ыи]ми)"
        for value, head in ((2, "дву[хм]"), (3, "тр[её]х"), (4, "четыр[её]х"))
    },
    "en": {
        value: rf"{head}-(?!year|month|week|day|hour|minute|fold)[a-z]{{4,}}"
        for value, head in ((2, "two"), (3, "three"), (4, "four"))
    },
}


def find_multiples(text: str, language: str) -> list[Fact]:
    """The words in order, each as a number of times."""
    found = [
        _fact(text, told.start, told.end, f"{told.value:f}", unit)
        for told in find_told(text, language)
        if (unit := _unit(told, language)) is not None
    ]
    # Another language may say it in other words, double or қос: alone it proves no difference.
    found += [
        Fact(
            kind=FactKind.NUMBER,
            span=TextSpan(start=match.start(), end=match.end()),
            text=match[0],
            value=str(value),
            inferred=True,
        )
        for value, head in _HEADED.get(language, {}).items()
        for match in re.finditer(rf"(?<![\w-])(?:{head})(?![\w-])", text, re.IGNORECASE)
    ]
    return sorted(found, key=lambda fact: fact.span.start)


def _unit(told: Told, language: str) -> str | None:
    """The unit of a word that is a multiple, a count of times or half a year."""
    if told.word.unit in _MULTIPLYING:
        return "times"
    halved = told.word.unit == "year" and told.value == _HALF
    return "year" if halved and language in _HALF_YEARS else None


def _fact(text: str, start: int, end: int, value: str, unit: str) -> Fact:
    span = TextSpan(start=start, end=end)
    return Fact(kind=FactKind.NUMBER, span=span, text=text[start:end], value=value, unit=unit)
