"""Does a date of the evidence bear out the one that is asked?"""

import pytest

from dalel.domain.claim import When
from dalel.domain.evidence import TextSpan
from dalel.language.date_intervals import bears_out


def when(told: str, precision: str = "day") -> When:
    """A date; one that begins with a hyphen has no year."""
    yearless = told if told.startswith("-") else ""
    iso = None if yearless or not told else told
    span = TextSpan(start=0, end=0)
    return When(iso=iso, precision=precision, words="", span=span, yearless=yearless)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("2025-06-12", "2025-06-12"),
        ("2025-06-12", "2025-06"),
        ("2025-06-12", "2025-W24"),
        ("2025-06", "2025"),
        ("2024-04", "2024-03/2024-05"),
        ("2025-01/2025-10", "2025-01"),
        ("2025-01/2025-10", "2025-01/2025-10"),
        ("2024-09-28", "-09-28"),
        ("2024-09-28", "-09"),
        ("-09-28", "-09-28"),
        ("-09-28", "2024-09"),
    ],
)
def test_it_is_the_same_or_lies_within(told: str, asked: str) -> None:
    assert bears_out(when(told), when(asked))


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("2025-06", "2025-06-12"),
        ("2025", "2025-06"),
        ("2025-06-13", "2025-06-12"),
        ("2025-03", "2025-01/2025-10"),
        ("2024-10-28", "-09-28"),
        ("-09", "2024-09-28"),
        ("-09", "2024"),
        ("2025-06-12", ""),
        ("", "2025-06-12"),
        ("2025-06-12", "2025-02-30"),
        ("2025-02-30", "2025-02"),
    ],
)
def test_it_says_less_or_something_else(told: str, asked: str) -> None:
    assert not bears_out(when(told), when(asked))


def test_about_a_day_may_be_some_days_off() -> None:
    assert bears_out(when("2025-11-03"), when("2025-11-04", "about"))
    assert not bears_out(when("2025-11-09"), when("2025-11-04", "about"))
