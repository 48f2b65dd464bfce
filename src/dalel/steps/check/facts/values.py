"""Comparison of two stated values: whether one bears out the other.

Only values are compared here; whether they are said of the same thing is asked elsewhere. Each
comparison gives the code of how they agree (its wording is in ``wording.py``), or None.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from dalel.domain.facts import Bound, Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.clock import CLOCK, HALF_DAY
from dalel.language.facts.ordinals import PLACE
from dalel.language.facts.relative import count_ago
from dalel.language.facts.statutes import UNNAMED, split_statute

#: What tells the part of the day of an hour.
_HALF_TOLD: Final = re.compile(r"[:.]|утра|ночи|m", re.IGNORECASE)
#: How sure a comparison is, from 0 to 1.
SURENESS: Final[Mapping[str, float]] = {
    "same_value": 0.97,
    "worked_out": 0.9,
    "rounded": 0.85,
    "part_of_date": 0.85,
    "year_left_out": 0.85,
    "same_months": 0.8,
    "published_then": 0.5,
}
_UP: Final = frozenset({Bound.MORE, Bound.AT_LEAST})
_DOWN: Final = frozenset({Bound.LESS, Bound.AT_MOST})
#: A rounded value lies at most this far from the exact one.
NEAR: Final = Decimal("0.06")
#: "By the end of the year" is borne out by the year.
_LAST_DAY: Final = "-12-31"
_FREE: Final = frozenset({None, "times", PLACE})
_YEARS: Final = frozenset(map(str, range(1990, 2040)))
#: What time is counted in.
SPANS: Final = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
#: How many of the smaller unit the larger one has.
_SPANS_OF: Final = (
    ("year", "month", 12),
    ("week", "day", 7),
    ("day", "hour", 24),
    ("hour", "minute", 60),
)
#: From this size on a sum may stand without its currency: "85 млрд тенге, из них 67 млрд".
_SUM: Final = 1000


def agreement(
    claim: Fact, stated: Fact, lexicon: Lexicon, *, dated: bool = True, bare: bool = False
) -> str | None:
    """How ``stated`` bears out ``claim``, or None.

    ``dated`` says that the day of what is stated was known, ``bare`` that nothing follows the one
    of the two numbers that has no unit.
    """
    if claim.kind is FactKind.DATE or stated.kind is FactKind.DATE:
        return _dates(claim, stated, dated=dated)
    if claim.kind is FactKind.STATUTE:
        return _statutes(claim.value, stated) if stated.kind is FactKind.STATUTE else None
    if FactKind.MONEY in {claim.kind, stated.kind}:
        return _sums(claim, stated, lexicon)
    if claim.kind is stated.kind and _same_unit(claim, stated, bare=bare):
        return _quantities(claim, stated)
    return None


def is_plain_sum(fact: Fact) -> bool:
    """Whether it is a sum of one value, told in a currency: only a near one can bear it out."""
    return fact.kind is FactKind.MONEY and not fact.worth_of and "/" not in fact.value


def _same_unit(claim: Fact, stated: Fact, *, bare: bool) -> bool:
    if claim.unit == stated.unit:
        return True
    if CLOCK in {claim.unit, stated.unit}:
        return False
    if None in {claim.unit, stated.unit} and {claim.unit, stated.unit} & SPANS:
        # "Девять лет, а просили одиннадцать": the unit is left out where nothing else is counted.
        return bare
    if claim.unit in _FREE and stated.unit in _FREE:
        return True
    return PLACE in {claim.unit, stated.unit} or any(
        {claim.unit, stated.unit} == {larger, smaller} for larger, smaller, _ in _SPANS_OF
    )


def _quantities(claim: Fact, stated: Fact) -> str | None:
    if claim.unit == CLOCK:
        return _hours(claim, stated)
    if _against(claim.bound, stated.bound):
        return None
    theirs = [value * _scale(claim, stated, stated) for value in _values(stated)]
    agreed = []
    for value in _values(claim):
        scaled = value * _scale(claim, stated, claim)
        agreed.append(next(filter(None, (_agree(scaled, o, claim.bound) for o in theirs)), None))
    if None in agreed:
        return None
    return "rounded" if "rounded" in agreed else "same_value"


def _hours(claim: Fact, stated: Fact) -> str | None:
    """An hour may be one of the afternoon where nothing tells the part of the day: сағат 11-де."""
    early, late = sorted((claim, stated), key=lambda fact: int(fact.value))
    apart = int(late.value) - int(early.value)
    untold = not _HALF_TOLD.search(early.text)
    return "same_value" if not apart or (apart == HALF_DAY and untold) else None


def _scale(claim: Fact, stated: Fact, of: Fact) -> int:
    """Years become months where the other side counts months, days hours."""
    if claim.unit == stated.unit:
        return 1
    both = {claim.unit, stated.unit}
    return next(
        (n for larger, smaller, n in _SPANS_OF if both == {larger, smaller} and of.unit == larger),
        1,
    )


def _values(fact: Fact) -> tuple[Decimal, ...]:
    return _decimals(fact.value)


@lru_cache(4096)
def _decimals(value: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(part) for part in value.split("/"))


def _against(one: Bound | None, other: Bound | None) -> bool:
    return (one in _UP and other in _DOWN) or (one in _DOWN and other in _UP)


def _agree(value: Decimal, stated: Decimal, bound: Bound | None) -> str | None:
    if value == stated:
        return "same_value"
    if not stated or abs(value - stated) / abs(stated) > NEAR:
        return None
    if (bound in _UP and stated < value) or (bound in _DOWN and stated > value):
        return None
    digits = len(value.normalize().as_tuple().digits)
    # Without a word such as "about" only a value that shows its rounding may be a rounded one.
    if bound is None and (value < _SUM or digits < 2):
        return None
    exponent = value.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    slack = step if bound else step / 2
    return "rounded" if abs(value - stated) <= slack else None


def _sums(claim: Fact, stated: Fact, lexicon: Lexicon) -> str | None:
    if claim.kind is not stated.kind:
        number = claim if claim.kind is FactKind.NUMBER else stated
        if number.kind is not FactKind.NUMBER or number.unit or _values(number)[0] < _SUM:
            return None
        return _quantities(claim, stated)
    if claim.unit != stated.unit:
        return None
    if claim.worth_of and stated.worth_of:
        return "same_value" if claim.worth_of == stated.worth_of else None
    if claim.worth_of or stated.worth_of:
        return _worth(claim, stated, lexicon)
    return _quantities(claim, stated)


def _worth(claim: Fact, stated: Fact, lexicon: Lexicon) -> str | None:
    """A count of base units against a sum: by the year of the text, else by any year near it."""
    if found := _quantities(claim, stated):
        return "worked_out" if found == "same_value" else found
    counted, plain = (claim, stated) if claim.worth_of else (stated, claim)
    count, _, code = (counted.worth_of or "").rpartition(" ")
    for unit in lexicon.units:
        if unit.code == code and counted.inferred:
            worths = {Decimal(count.split("/")[0]) * worth for worth in unit.values.values()}
            if Decimal(plain.value.split("/")[0]) in worths:
                return "worked_out"
    return None


def _dates(claim: Fact, stated: Fact, *, dated: bool) -> str | None:
    if claim.kind is not stated.kind:
        return _months_counted(claim, stated)
    free = claim.inferred or (stated.inferred and not dated)
    theirs = stated.value.split("/")
    agreed = [
        next(filter(None, (_day(part, o, free=free) for o in theirs)), None)
        for part in claim.value.split("/")
    ]
    if None in agreed:
        return None
    return next((code for code in agreed if code != "same_value"), "same_value")


def _day(part: str, stated: str, *, free: bool) -> str | None:
    if part == stated:
        return "same_value"
    if stated.startswith(part + "-"):
        return "part_of_date"
    if free and part == f"{stated}{_LAST_DAY}":
        return "part_of_date"
    if free and len(part) > 4 and (stated + "-").startswith(stated[:4] + part[4:] + "-"):
        return "year_left_out"
    return None


def _months_counted(claim: Fact, stated: Fact) -> str | None:
    """Ten months are January to October; a number may be a year: Freedom on the Net 2024."""
    day, number = (claim, stated) if claim.kind is FactKind.DATE else (stated, claim)
    if number.unit in SPANS and (number.value, number.unit) == steps_ago(day):
        return "same_value"
    if number.kind is FactKind.NUMBER and number.unit is None and number.value in _YEARS:
        return "same_value" if number.value in {p[:4] for p in day.value.split("/")} else None
    if number.kind is not FactKind.NUMBER or number.unit != "month" or "/" not in day.value:
        return None
    first, last = day.value.split("/")
    counted = len(first) == len(last) == 7 and first[5:] == "01" and int(last[5:])
    return "same_months" if counted and number.value == str(counted) else None


def one_of(fact: Fact) -> frozenset[str]:
    """The larger unit of time that a number is just one of: 24 hours are a day."""
    return frozenset(
        larger
        for larger, smaller, count in _SPANS_OF
        if fact.unit == smaller and fact.value == str(count)
    )


def steps_ago(day: Fact) -> tuple[str, str] | None:
    """How long ago a date says it is, which in Kazakh is also how long ahead: бес күн бұрын."""
    if not day.inferred:
        return None
    return next(
        filter(None, (count_ago(day.text, language) for language in ("kk", "ru", "en"))), None
    )


def _statutes(value: str, stated: Fact) -> str | None:
    act, article, *more = split_statute(value)
    other_act, other_article, *other_more = split_statute(stated.value)
    if act != other_act and UNNAMED not in {act, other_act}:
        return None
    if not article:
        return "same_value"
    if article != other_article:
        return None
    exact = all(mine in {"", theirs} for mine, theirs in zip(more, other_more, strict=True))
    return "same_value" if exact else None
