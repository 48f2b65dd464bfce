"""Are dates worked out from the day on which a text is read?"""

from datetime import date

import pytest

from dalel.domain.dates import Precision
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.days import DayFinder, precision

#: A Tuesday.
DAY = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("kk", "2 және 10 желтоқсанда", ["2025-12-02", "2025-12-10"]),
        ("kk", "2025 жылғы 2–10 қарашада", ["2025-11-02/2025-11-10"]),
        ("kk", "1, 3–5 қарашада", ["2025-11-01", "2025-11-03/2025-11-05"]),
        ("kk", "2025 жылғы қаңтар–қазанда", ["2025-01/2025-10"]),
        ("kk", "қыркүйек айында", ["2025-09"]),
        ("kk", "ақпанда", ["2026-02"]), ("kk", "3 ақпанға", ["2026-02-03"]),
        ("kk", "2023–2025 жылдары", ["2023/2025"]), ("kk", "2024–25 жылдары", ["2024/2025"]),
        ("kk", "былтыр", ["2025"]), ("kk", "биылдың", ["2026"]),
        ("kk", "өткен аптада", ["2026-01-12/2026-01-18"]),
        ("kk", "өткен жылдың наурызында", ["2025-03"]), ("kk", "екі ай бұрын", ["2025-11"]),
        ("kk", "екі апта бұрын", ["2026-01-06"]), ("kk", "жұма күні", ["2026-01-16"]),
        ("kk", "келесі жұмада", ["2026-01-23"]), ("kk", "2018-інші жылы", ["2018"]),
        ("kk", "екі мың он тоғызыншы жылы", ["2019"]), ("kk", "30 және 31 ақпанда", []),
        ("kk", "32 қаңтар", []),
        ("ru", "со 2 по 10 ноября 2025 года", ["2025-11-02/2025-11-10"]), ("ru", "30 февраля", []),
        ("ru", "15 марта прошлого года", ["2025-03-15"]), ("ru", "октябрь 2025 года", ["2025-10"]),
        ("ru", "три дня назад", ["2026-01-17"]), ("ru", "неделю назад", ["2026-01-13"]),
        ("ru", "в следующем месяце", ["2026-02"]), ("ru", "в среду", ["2026-01-14"]),
        ("ru", "сегодня", ["2026-01-20"]),
        ("en", "December 10, 2025", ["2025-12-10"]), ("en", "January 12", ["2026-01-12"]),
        ("en", "March 3-5", ["2026-03-03/2026-03-05"]), ("en", "February 31", []),
        ("en", "a year ago", ["2025"]), ("kk", "бірнеше күн бұрын", []),
        ("ru", "несколько лет назад", []), ("ru", "ровно год назад", ["2025"]),
        ("en", "years ago", []), ("kk", "90 жыл бұрын", []), ("en", "on Monday", ["2026-01-19"]),
        ("en", "29 February", []),
    ],
)  # fmt: skip
def test_a_date_is_worked_out(
    language: str, text: str, expected: list[str], kz_lexicon: Lexicon
) -> None:
    found = DayFinder(language, kz_lexicon).find(text, DAY)
    assert [fact.value for fact in found] == expected


def test_a_date_without_its_year_is_marked_as_inferred(kz_lexicon: Lexicon) -> None:
    finder = DayFinder("ru", kz_lexicon)
    assert [f.inferred for f in finder.find("3 января 2025 года и 4 мая", DAY)] == [False, True]


def test_a_value_tells_how_exact_it_is() -> None:
    exact = [precision(iso) for iso in ("2025", "2025-01", "2025-01-02", "2025/2026")]
    assert exact == [Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.INTERVAL]
