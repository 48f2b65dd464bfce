"""Tells whether a length of time lies between two dates: six days later, in ten years.

The dates are those that one article tells, and the day that it was published. A date may be a
month or a year, so that what lies between two is no number of days but a range of it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from dalel.domain.claim import Amount, AmountBound

#: Days of a unit, and how many of them a length that is told in it may be off.
_UNITS: Final = {
    "day": (Decimal(1), Decimal(0)), "week": (Decimal(7), Decimal(1)),
    "month": (Decimal("30.44"), Decimal(7)), "year": (Decimal("365.25"), Decimal(31)),
}  # fmt: skip
#: How far off a length is that is told as a guess, or as a bound of it.
_ROUGH: Final = Decimal("0.15")
_LOWER: Final = frozenset({AmountBound.OVER, AmountBound.AT_LEAST})
_UPPER: Final = frozenset({AmountBound.UNDER, AmountBound.UP_TO})
#: More dates of one article are not held against one another.
_MOST_DATES: Final = 40

#: The first and the last day that a date may mean.
Interval = tuple[date, date]


def lies_between(amount: Amount, dates: Sequence[Interval]) -> bool:
    """Whether a length of time lies between two of the dates of one article."""
    if amount.unit not in _UNITS or amount.upper is not None:
        return False
    low, high = _range(amount)
    for one, other in combinations(sorted(set(dates))[:_MOST_DATES], 2):
        least = max(0, (other[0] - one[1]).days)
        most = (other[1] - one[0]).days
        if least <= high and low <= most:
            return True
    return False


def _range(amount: Amount) -> tuple[Decimal, Decimal]:
    """The least and the most days that a length of time may mean."""
    size, slack = _UNITS[amount.unit]
    days = amount.value * size
    if amount.bound in _LOWER:
        return days, days + max(size, days * 2 * _ROUGH)
    if amount.bound in _UPPER:
        return days - max(size, days * 2 * _ROUGH), days
    slack = max(slack, days * _ROUGH) if amount.bound is AmountBound.ABOUT else slack
    return days - min(slack, days / 4), days + slack
