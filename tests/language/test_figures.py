"""Is a number written as the house writes it, with the right form after it?"""

from decimal import Decimal

import pytest

from dalel.language.figures import figure, plural_form


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("5", "5"), ("86500", "86 500"), ("18.4", "18,4"), ("16400000000", "16,4 млрд"),
        ("12800000", "12,8 млн"), ("1234567", "1 234 567"), ("1000000", "1 млн"), ("0", "0"),
    ],
)  # fmt: skip
def test_numbers_are_grouped_and_large_ones_shortened(number: str, written: str) -> None:
    assert figure(Decimal(number)).replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("1", "one"), ("21", "one"), ("11", "many"), ("3", "few"), ("13", "many"), ("1.5", "few"),
        ("2000000", "many"), ("1000001", "one"),
    ],
)  # fmt: skip
def test_russian_has_three_forms_after_a_number(number: str, form: str) -> None:
    assert plural_form(Decimal(number), "ru") == form
