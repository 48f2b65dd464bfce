"""Are numbers read, in digits, in words and in both?"""

from decimal import Decimal

import pytest

from dalel.language.facts.spelled_years import find_spelled_years
from dalel.language.numbers.finder import NumberFinder
from dalel.language.numbers.numerals import numerals

FINDERS = {language: NumberFinder(language) for language in ("kk", "ru", "en")}


def read(language: str, text: str) -> list[str]:
    return [
        f"{n.value:f}" if n.upper is None else f"{n.value:f}/{n.upper:f}"
        for n in FINDERS[language].find(text)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("kk", "екі жүз елу", ["250"]), ("kk", "он екі", ["12"]), ("kk", "21 мың 300", ["21300"]),
        ("kk", "жүз отыз бес мың алты жүз", ["135600"]), ("kk", "екі жарым", ["2.5"]),
        ("kk", "екі жарым миллион", ["2500000.0"]), ("kk", "бір жарым мыңнан", ["1500.0"]),
        ("kk", "жарты миллион", ["500000.0"]), ("kk", "мыңнан", ["1000"]),
        ("kk", "жиырма төрт бүтін оннан бір", ["24.1"]),
        ("kk", "бір бүтін жүзден бес миллион", ["1050000.00"]),
        ("kk", "500–700 млн", ["500000000/700000000"]),
        ("kk", "бес–алты", ["5/6"]), ("kk", "7-3, 456-2, 8-701-555-34-21", []),
        ("kk", "40-50 адам", ["40/50"]), ("kk", "94-і", ["94"]),
        ("kk", "қырықтан", ["40"]), ("kk", "үшін, оны, ондай", []), ("kk", "бір адам", []),
        ("kk", "82-маусым, 4-тармағы, 15:30", []), ("kk", "екі мың он", ["2010"]),
        ("kk", "екі миллиард үш миллион", ["2003000000"]), ("kk", "жарым", []),
        ("ru", "два с половиной миллиона", ["2500000.0"]),
        ("ru", "полтора миллиона", ["1500000.0"]),
        ("ru", "полмиллиона", ["500000"]), ("ru", "тридцати семи", ["37"]),
        ("ru", "3 тыс.", ["3000"]),
        ("ru", "двух и трёх", ["2", "3"]), ("ru", "37-летний и 82-й", ["37"]),
        ("ru", "1 234,5", ["1234.5"]),
        ("ru", "5 6 7", ["5", "6", "7"]), ("ru", "один", []), ("ru", "сто 5", ["100", "5"]),
        ("ru", "пять сто", ["500"]), ("ru", "сорок сорок", ["40", "40"]),
        ("ru", "5 тысяч миллион", ["5000", "1000000"]),
        ("ru", "счёт 4400430212345678, долг 5 тысяч", ["5000"]), ("ru", "7" * 400, []),
        ("en", "one million", ["1000000"]), ("en", "half a million", ["500000.0"]),
        ("en", "4,250 and 16.4 billion", ["4250", "16400000000.0"]), ("en", "twenty-five", ["25"]),
        ("en", "two hundred thousand", ["200000"]), ("en", "two and a half", ["2.5"]),
    ],
)  # fmt: skip
def test_a_number_is_read(language: str, text: str, expected: list[str]) -> None:
    assert [Decimal(p) for n in read(language, text) for p in n.split("/")] == [
        Decimal(p) for n in expected for p in n.split("/")
    ]


def test_a_language_without_numerals_has_none() -> None:
    assert numerals("fr") == {}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("екі мың он тоғызыншы жылы", 2019), ("екі мыңыншы жылы", 2000),
        ("бір мың тоғыз жүз тоқсан алтыншы жылдың", 1996), ("Екі мың жиырмасыншы жылдан", 2020),
    ],
)  # fmt: skip
def test_a_year_in_words_is_read(text: str, year: int) -> None:
    assert [found[2] for found in find_spelled_years(text)] == [year]


def test_a_count_of_years_is_no_year() -> None:
    assert list(find_spelled_years("екі мың жыл бұрын")) == []
