"""Does a length of time lie between two dates of an article?"""

from datetime import date
from decimal import Decimal

import pytest

from dalel.domain.claim import Amount, AmountBound
from dalel.domain.evidence import TextSpan
from dalel.language.date_intervals import interval
from dalel.language.elapsed import lies_between

EXACT, ABOUT, OVER, UNDER = (
    AmountBound.EXACT, AmountBound.ABOUT, AmountBound.OVER, AmountBound.UNDER,
)  # fmt: skip


def lies(value: str, unit: str, bound: AmountBound, *dates: str, upper: str | None = None) -> bool:
    amount = Amount(
        value=Decimal(value),
        upper=Decimal(upper) if upper else None,
        unit=unit,
        bound=bound,
        words="",
        span=TextSpan(start=0, end=0),
    )
    found = [interval(each) for each in dates]
    return lies_between(amount, [each for each in found if each is not None])


@pytest.mark.parametrize(
    ("value", "unit", "bound", "dates"),
    [
        ("6", "day", EXACT, ("2025-07-25", "2025-07-31")),
        ("3", "month", EXACT, ("2025-08-18", "2025-11-20")),
        ("13", "year", EXACT, ("2012", "2025-11-12")),
        ("2", "week", ABOUT, ("2025-11-03", "2025-11-18")),
        ("1", "year", OVER, ("2024-09", "2025-11-05")),
        ("3", "week", UNDER, ("2024-04-24", "2024-05-13")),
    ],
)
def test_it_lies_between_them(
    value: str, unit: str, bound: AmountBound, dates: tuple[str, ...]
) -> None:
    assert lies(value, unit, bound, *dates)


@pytest.mark.parametrize(
    ("value", "unit", "bound", "dates"),
    [
        ("9", "day", EXACT, ("2025-07-25", "2025-07-31")),
        ("5", "month", EXACT, ("2025-08-18", "2025-11-20")),
        ("11", "year", EXACT, ("2012", "2025-11-12")),
        ("2", "year", OVER, ("2024-09", "2025-11-05")),
        ("6", "day", EXACT, ("2025-07-31",)),
        ("6", "KZT", EXACT, ("2025-07-25", "2025-07-31")),
    ],
)
def test_it_does_not(value: str, unit: str, bound: AmountBound, dates: tuple[str, ...]) -> None:
    assert not lies(value, unit, bound, *dates)


def test_a_range_is_none() -> None:
    assert not lies("5", "day", AmountBound.RANGE, "2025-07-25", "2025-07-31", upper="7")


def test_dates_that_the_calendar_has_not_are_none() -> None:
    assert interval("2025-02-30") is None
    assert interval("2025-W46") == (date(2025, 11, 10), date(2025, 11, 16))
    assert interval("2025-01/2025-02") == (date(2025, 1, 1), date(2025, 2, 28))
