"""Are Kazakh and Russian dates found, with exactly what they give?"""

import pytest

from dalel.language.dates import DateFinder, is_anchored

MONTHS = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
    "қазан", "қараша", "желтоқсан",
]  # fmt: skip
KAZAKH = DateFinder("kk", {number: (name,) for number, name in enumerate(MONTHS, 1)})
RUSSIAN = DateFinder(
    "ru", {1: ("январь", "января", "январе"), 10: ("октябрь", "октября", "октябре")}
)

ENGLISH = DateFinder("en", {11: ("November",)})

Given = tuple[str, int | None, int | None, int | None]


def dates(finder: DateFinder, text: str) -> list[Given]:
    found = finder.find(text)
    assert all(text[date.start : date.end].strip() == date.text for date in found)
    return [(date.text, date.day, date.month, date.year) for date in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025 жылғы 17 қараша", [("2025 жылғы 17 қараша", 17, 11, 2025)]),
        ("2026 жылдың 18 қаңтарынан бастап", [("2026 жылдың 18 қаңтарынан", 18, 1, 2026)]),
        ("17 қараша 2025 жылы", [("17 қараша 2025 жылы", 17, 11, 2025)]),
        ("26 қыркүйекте", [("26 қыркүйекте", 26, 9, None)]),
        ("26-қыркүйекте", [("26-қыркүйекте", 26, 9, None)]),
        ("5-7 маусымда", [("5-7 маусымда", 7, 6, None)]),
        ("5 және 7 қарашада", [("5 және 7 қарашада", 7, 11, None)]),
        ("маусым айындағы", [("маусым айындағы", None, 6, None)]),
        ("желтоқсанның басында", [("желтоқсанның", None, 12, None)]),
        ("жылдың қыркүйегіндегі", [("қыркүйегіндегі", None, 9, None)]),
        (
            "2025 жылдың қаңтар–қазан айларында",
            [("2025 жылдың қаңтар–қазан айларында", None, 1, 2025)],
        ),
        ("2023 жылы және 2024–2025 жылдары", [
            ("2023 жылы", None, None, 2023), ("2024–2025 жылдары", None, None, 2024),
        ]),
        ("26.09.2025 және 2025-09-27", [
            ("26.09.2025", 26, 9, 2025), ("2025-09-27", 27, 9, 2025),
        ]),
    ],
)  # fmt: skip
def test_a_kazakh_date_is_found(text: str, expected: list[Given]) -> None:
    assert dates(KAZAKH, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "82-маусымын ашты", "Наурыз мейрамы", "наурызды тойлады", "Қаңтар оқиғасы", "қазандық",
        "Наурызбай ауданы", "32 қаңтар", "99.99.2025", "2025 адам", "15 жыл бойы",
    ],
)  # fmt: skip
def test_what_is_no_kazakh_date_is_not_found(text: str) -> None:
    assert dates(KAZAKH, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 января 2025 года", [("17 января 2025 года", 17, 1, 2025)]),
        ("10-го октября", [("10-го октября", 10, 10, None)]),
        ("в январе — октябре 2025 года", [("в январе — октябре 2025 года", None, 1, 2025)]),
        ("в 2024 году", [("2024 году", None, None, 2024)]),
        ("январь", []),
    ],
)
def test_a_russian_date_is_found(text: str, expected: list[Given]) -> None:
    assert dates(RUSSIAN, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 17 November 2025", [("17 November 2025", 17, 11, 2025)]),
        ("on 3rd November", [("3rd November", 3, 11, None)]),
        ("since November and in 2024", [
            ("since November", None, 11, None), ("2024", None, None, 2024),
        ]),
    ],
)  # fmt: skip
def test_an_english_date_is_found(text: str, expected: list[Given]) -> None:
    assert dates(ENGLISH, text) == expected


@pytest.mark.parametrize(
    ("text", "language", "anchored"),
    [
        ("шешімнен бір күн бұрын", "kk", True),
        ("бұдан бір күн бұрын", "kk", False),
        ("ал бір күн бұрын", "kk", False),
        ("из Алматыдан бір күн бұрын", "ru", False),
    ],
)
def test_a_span_counts_from_a_word_in_the_ablative(
    text: str, language: str, *, anchored: bool
) -> None:
    assert is_anchored(text, text.index("бір"), language) is anchored


def test_a_page_of_numbers_and_commas_is_read_in_proportion_to_its_length() -> None:
    assert RUSSIAN.find("1," * 20_000) == ()
