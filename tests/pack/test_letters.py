"""Is the letter to those of whom an entry speaks whole, and its days those of the calendar?"""

from dataclasses import replace
from datetime import date

import pytest

from dalel.pack import default_folder, load
from dalel.pack.letters import InquiryWords, letter_days, problems

PACK = load(default_folder())
WORDS = PACK.inquiry


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # Monday to Monday; over a weekend; over Nauryz, of which one day is no weekend in 2026.
        (date(2026, 6, 1), date(2026, 6, 8)),
        (date(2026, 6, 5), date(2026, 6, 12)),
        (date(2026, 3, 18), date(2026, 3, 26)),
        # New Year and Christmas.
        (date(2025, 12, 30), date(2026, 1, 9)),
    ],
)
def test_an_answer_is_waited_for_through_five_working_days(sent: date, due: date) -> None:
    assert WORDS.days == 5
    assert WORDS.due(sent) == due


def test_a_pack_without_a_letter_sets_no_day() -> None:
    assert InquiryWords().due(date(2026, 6, 1)) == date(2026, 6, 1)
    assert list(problems(InquiryWords(), ("kk", "ru"), PACK.formats)) == []


def test_days_stand_in_the_cases_that_a_sentence_asks_for() -> None:
    day = date(2026, 6, 3)
    kazakh = letter_days(PACK.formats, "kk", sent=day)
    assert kazakh["sent"] == "2026 жылғы 3 маусым"
    assert kazakh["sent_loc"] == "2026 жылғы 3 маусымда"
    assert kazakh["sent_dat"] == "2026 жылғы 3 маусымға"
    assert letter_days(PACK.formats, "ru", due=day)["due"] == "3 июня 2026 года"


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"days": 0}, ("days", "must be at least 1")),
        (
            {"questions": {"kk": (), "ru": ("?",)}},
            ("questions.kk", "this wording is missing or empty"),
        ),
        ({"silent": {"kk": "%(whom)s"}}, ("silent.ru", "this wording is missing or empty")),
        (
            {"silent": {"kk": "%(whom)s", "ru": "Молчание."}},
            ("silent.ru", "it has no room for %(whom)s"),
        ),
        (
            {"silent": {"kk": "%(whom)s", "ru": "%(whom)s %(phone)s"}},
            ("silent.ru", "it has room for what nobody knows: 'phone'"),
        ),
    ],
)
def test_what_a_letter_lacks_is_told_with_its_key(
    changed: dict[str, object], found: tuple[str, str]
) -> None:
    assert list(problems(WORDS, ("kk", "ru"), PACK.formats)) == []
    broken = replace(WORDS, **changed)  # type: ignore[arg-type]
    assert found in list(problems(broken, ("kk", "ru"), PACK.formats))
