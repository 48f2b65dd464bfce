"""Is a number written as the house writes it, with the right form after it?"""

from decimal import Decimal

import pytest

from dalel.language.figures import figure, kazakh_ablative, kazakh_dative, plural_form


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


@pytest.mark.parametrize(
    ("written", "ablative", "dative"),
    [
        ("1", "1-ден", "1-ге"), ("6", "6-дан", "6-ға"), ("9", "9-дан", "9-ға"),
        ("10", "10-нан", "10-ға"), ("40", "40-тан", "40-қа"), ("80", "80-нен", "80-ге"),
        ("300", "300-ден", "300-ге"), ("5\u00a0000", "5\u00a0000-нан", "5\u00a0000-ға"),
        ("2\u00a0млн", "2\u00a0млн-нан", "2\u00a0млн-ға"),
        ("3\u00a0млрд", "3\u00a0млрд-тан", "3\u00a0млрд-қа"), ("0", "0-ден", "0-ге"),
        ("18,4", "18,4-тен", "18,4-ке"),
    ],
)  # fmt: skip
def test_kazakh_numbers_take_the_suffix_of_their_last_word(
    written: str, ablative: str, dative: str
) -> None:
    assert kazakh_ablative(written) == ablative
    assert kazakh_dative(written) == dative
