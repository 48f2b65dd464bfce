"""Amounts of Kazakh texts are said in Russian with their bounds and in their forms."""

from decimal import Decimal
from typing import Any

import pytest

from dalel.domain.claim import Amount, AmountBound
from dalel.domain.evidence import TextSpan
from dalel.language.from_kazakh.values import said_amount


def _amount(value: str, unit: str, words: str = "сан", **more: Any) -> Amount:
    span = TextSpan(start=0, end=len(words))
    return Amount(value=Decimal(value), unit=unit, words=words, span=span, **more)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (_amount("20", "MRP"), "20 МРП"),
        (_amount("5", "percent", upper=Decimal(7), bound=AmountBound.RANGE), "5–7 %"),
        (_amount("3", "year"), "3 года"),
        (_amount("3", "year", bound=AmountBound.OVER), "более 3 лет"),
        (_amount("2", "week", bound=AmountBound.UP_TO), "до 2 недель"),
        (_amount("60000000", "USD", bound=AmountBound.ABOUT), "около 60 млн долларов"),
        (_amount("15", "day", "15 тәулік"), "15 суток"),
    ],
)
def test_an_amount_is_said_with_its_bound(amount: Amount, said: str) -> None:
    assert said_amount(amount).replace("\u00a0", " ") == said


def test_what_is_counted_stands_with_its_number() -> None:
    assert said_amount(_amount("24", "count"), "телефон") == "24\u00a0телефона"
    assert said_amount(_amount("24", "count")) == ""


@pytest.mark.parametrize(
    "amount",
    [
        _amount("22", "day", "22 тәулік"),
        _amount("200", "count", "бірнеше жүз"),
        _amount("1", "year", "бір жылдық"),
        _amount("5", "KZT", change="by"),
        _amount("5", "percent", bound=AmountBound.RANGE),
        _amount("5", "byte"),
    ],
)
def test_what_has_no_sure_form_is_not_said(amount: Amount) -> None:
    assert said_amount(amount, "телефон") == ""
