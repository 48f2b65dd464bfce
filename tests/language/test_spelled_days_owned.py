"""Days that a Kazakh month owns, in words."""

from datetime import date

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.amounts import read_amounts, read_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ереже тамыздың жиырмасынан бастап жүреді.", "2025-08-20"),
        ("Қаулы қарашаның он сегізінде шықты.", "2025-11-18"),
        ("Жиын мамырдың отыз бірінде өтті.", "2025-05-31"),
    ],
)
def test_a_month_owns_a_day_in_words(text: str, iso: str, kz_lexicon: Lexicon) -> None:
    found = read_dates(text, "kk", kz_lexicon, date(2025, 11, 25))
    assert [when.iso for when in found] == [iso]
    assert read_amounts(text, "kk", kz_lexicon) == ()
