"""Stated growth of a figure, and the base that it implies."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.domain.measure_rules import OfficialRules
from dalel.steps.measure.phrases import clause_around

#: How far from a percentage the word stands that says where it goes.
_NEAR: Final = 50


@dataclass(frozen=True, kw_only=True)
class Growth:
    """A stated change in percent, and by how much rounding may have moved it."""

    percent: Decimal
    half: Decimal


def growth_in(
    sentence: str, facts: Iterable[Fact], language: str, rules: OfficialRules
) -> Growth | None:
    """The first percentage that is said to be a growth or a fall, else a number of times."""
    every = list(facts)
    for fact in every:
        if fact.kind is FactKind.PERCENT and (sign := _sign(sentence, fact, language, rules)):
            percent = Decimal(fact.value)
            return Growth(percent=percent * sign, half=half_step(percent))
    for fact in every:
        if _is_times(fact) and _sign(sentence, fact, language, rules) > 0:
            times = Decimal(fact.value)
            return Growth(percent=(times - 1) * 100, half=half_step(times) * 100)
    return None


def moves(text: str, language: str, rules: OfficialRules) -> bool:
    """Whether a text says that something grew, or fell."""
    low = f"{text} ".lower()
    return any(
        word in low for words in (rules.more, rules.fewer) for word in words.get(language, ())
    )


@lru_cache(maxsize=256)
def base_of(value: Decimal, growth: Decimal, half: Decimal | None = None) -> tuple[int, int] | None:
    """From which whole numbers a growth, rounded as it is stated, leads to the value.

    58 and +18.4 % give 49. None: there is no such number, so the two do not fit together.
    """
    half = half_step(growth) if half is None else half
    factors = (1 + (growth + half) / 100, 1 + (growth - half) / 100)
    if min(factors) <= 0:
        return None
    low, high = ceil(value / factors[0]), floor(value / factors[1])
    return (low, high) if low <= high else None


def half_step(number: Decimal) -> Decimal:
    """By how much rounding may have moved a number that is stated so."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0)) / 2


def _is_times(fact: Fact) -> bool:
    """Whether a thing grew by so many times, in digits: "twice" is said of much."""
    is_times = fact.kind is FactKind.NUMBER and fact.unit == "times"
    return is_times and not fact.bound and fact.text[0].isdigit()


def _sign(sentence: str, fact: Fact, language: str, rules: OfficialRules) -> int:
    """1 for more, -1 for fewer, 0 where neither is said of it."""
    before = sentence[: fact.span.start].rstrip()[-1:]
    if before in {"+", "−", "-"}:
        return 1 if before == "+" else -1
    beside = clause_around(sentence, fact.span, _NEAR)
    for words, sign in ((rules.more, 1), (rules.fewer, -1)):
        if any(word in beside for word in words.get(language, ())):
            return sign
    return 0
