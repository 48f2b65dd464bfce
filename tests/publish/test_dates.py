"""Are dates, times and numbers written as the house writes them?"""

from datetime import UTC, date, datetime

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.publish.views.dates import catalogue_digest, wording


@pytest.mark.parametrize(
    ("iso", "precision", "kk", "ru", "en"),
    [
        ("2025-11-17", "day", "2025 жылғы 17 қараша", "17 ноября 2025 года", "November 17, 2025"),
        ("2025-11", "month", "2025 жылғы қараша", "ноябрь 2025 года", "November 2025"),
        ("2025", "year", "2025 жыл", "2025 год", "2025"),
        (
            "2025-01/2025-10",
            "interval",
            "2025 жылғы қаңтар–қазан",
            "январь — октябрь 2025 года",
            "January – October 2025",
        ),
        (
            "2024-11/2025-02",
            "interval",
            "2024 жылғы қараша – 2025 жылғы ақпан",
            "ноябрь 2024 года — февраль 2025 года",
            "November 2024 – February 2025",
        ),
        (
            "2025-05-01/2025-05-03",
            "interval",
            "2025 жылғы 1 мамыр – 2025 жылғы 3 мамыр",
            "1 мая 2025 года — 3 мая 2025 года",
            "May 1, 2025 – May 3, 2025",
        ),
        (
            "2023/2024-02",
            "interval",
            "2023 жыл – 2024 жылғы ақпан",
            "2023 год — февраль 2024 года",
            "2023 – February 2024",
        ),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    iso: str, precision: str, kk: str, ru: str, en: str
) -> None:
    when = PartialDate(iso=iso, precision=Precision(precision))
    for language, wanted in (("kk", kk), ("ru", ru), ("en", en)):
        assert wording(language).known(when).replace("\u00a0", " ") == wanted


def test_day_and_month_are_not_torn_apart() -> None:
    assert "17\u00a0қараша" in wording("kk").day(date(2025, 11, 17))
    assert "17\u00a0ноября" in wording("ru").day(date(2025, 11, 17))


def test_a_period_of_whole_months_is_named_by_them() -> None:
    russian = wording("ru")
    assert russian.period(date(2026, 1, 1), date(2026, 1, 31)) == russian.month(2026, 1)
    whole = russian.period(date(2025, 9, 1), date(2026, 1, 31)).replace("\u00a0", " ")
    assert whole == "сентябрь 2025 года — январь 2026 года"
    part = russian.period(date(2026, 1, 1), date(2026, 1, 20)).replace("\u00a0", " ")
    assert part == "1 января 2026 года — 20 января 2026 года"


def test_a_time_is_told_in_the_zone_of_the_pack() -> None:
    when = datetime(2026, 1, 28, 20, 14, tzinfo=UTC)
    shown = wording("kk").time(when, "Asia/Almaty").replace("\u00a0", " ")
    assert shown == "2026 жылғы 29 қаңтар, 01:14"


def test_groups_of_digits_are_held_together() -> None:
    assert wording("kk").number(86500) == "86\u00a0500"
    assert wording("en").number(86500) == "86,500"


def test_english_wording_has_no_catalogue_to_digest() -> None:
    assert catalogue_digest("en") == "en"
    assert catalogue_digest("kk") != catalogue_digest("ru")
