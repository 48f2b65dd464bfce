"""Are the facts read that only a comparison needs, and are notions told apart?"""

from datetime import date

import pytest

from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.anchored import find_anchored, find_year_ends
from dalel.language.facts.clock import find_clock_times
from dalel.language.facts.days import DayFinder
from dalel.language.facts.multiples import find_multiples
from dalel.language.facts.ordinals import OrdinalFinder
from dalel.language.facts.statutes import StatuteFinder
from dalel.language.names import spelling
from dalel.language.notions import notions_of, offices, opposites, phrases_in, portfolios, roles
from dalel.language.spans import Spans

DAY = date(2025, 11, 28)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("kk", "төртінші апта", [("4", "week")]),
        ("kk", "жиырма бесінші рет", [("25", "ordinal")]),
        ("kk", "5000-шы ресурс", [("5000", "ordinal")]),
        ("kk", "бес мыңыншы ресурс", [("5000", "ordinal")]),
        ("kk", "бірінші рет", []),
        ("ru", "шестую неделю", [("6", "week")]),
        ("ru", "4-й год", [("4", "year")]),
        ("ru", "четвёртый", [("4", "ordinal")]),
        ("ru", "пятитысячный ресурс", [("5000", "ordinal")]),
        ("ru", "многотысячный митинг", []),
        ("en", "a fourth week", [("4", "week")]),
        ("en", "the 21st", [("21", "ordinal")]),
        ("en", "the five thousandth", [("5000", "ordinal")]),
    ],
)
def test_ordinals_are_read_with_what_they_order(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    facts = OrdinalFinder(language).find(text)
    assert [(fact.value, fact.unit) for fact in facts] == found


def test_an_ordinal_in_a_stretch_that_is_taken_is_left() -> None:
    assert OrdinalFinder("en").find("the fourth week", [TextSpan(start=4, end=10)]) == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("в 17:32", ["1052"]), ("сағат 19.00-де", ["1140"]), ("счёт 3:75", []), ("пункт 2.15", [])],
)
def test_times_of_the_day_are_read(text: str, minutes: list[str]) -> None:
    assert [fact.value for fact in find_clock_times(text)] == minutes


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "вырос вдвое за полгода", [("2", "times"), ("0.5", "year")]),
        ("kk", "саны үш еселенді", [("3", "times")]),
        ("en", "tripled in half a year", [("3", "times"), ("0.5", "year")]),
        ("ky", "вдвое", []),
    ],
)
def test_words_that_are_a_number_of_times_are_read(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(fact.value, fact.unit) for fact in find_multiples(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("ru", "18 октября пришли, задержали днем ранее", ["2025-10-17"]),
        ("kk", "2 желтоқсанда келді, келесі күні кетті", ["2025-12-03"]),
        ("en", "came on 2 December and left the next day", ["2025-12-03"]),
        ("ru", "накануне", ["2025-11-27"]),
    ],
)
def test_dates_are_counted_from_the_one_before_them(
    language: str, text: str, iso: list[str], kz_lexicon: Lexicon
) -> None:
    dates = DayFinder(language, kz_lexicon).find(text, DAY)
    assert [fact.value for fact in find_anchored(text, language, dates, DAY)] == iso


@pytest.mark.parametrize(
    ("language", "text"),
    [("kk", "жыл соңына дейін"), ("ru", "до конца года"), ("en", "by the end of the year")],
)
def test_the_end_of_the_year_is_its_last_day(language: str, text: str) -> None:
    assert [fact.value for fact in find_year_ends(text, language, DAY)] == ["2025-12-31"]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("kk", "274-баптың 3-бөлігімен", ["?-274.3"]),
        ("kk", "28 баптан тұрады", []),
        ("kk", "41-1-баптың 1 және 2-тармақтары", ["?-41-1.1", "?-41-1.2"]),
        ("ru", "по части 2 статьи 293, дело по статье 174", ["?-293.2", "?-174"]),
        ("ru", "по статье 174 УК", []),
        ("en", "under part 3 of article 12", ["?-12.3"]),
    ],
)
def test_articles_without_an_act_are_read_apart(
    language: str, text: str, values: list[str], kz_lexicon: Lexicon
) -> None:
    facts = StatuteFinder(language, kz_lexicon).find_without_act(text)
    assert [fact.value for fact in facts] == values


@pytest.mark.parametrize(
    ("kk", "ru", "en"),
    [
        ("сұраныстың", "запросов", "requests"),
        ("сотта", "судом", "court"),
        ("айыппұлды", "штрафа", "fined"),
        ("әділетті", "справедливым", "fair"),
        ("дербес", "персональных", "personal"),
    ],
)
def test_a_notion_is_the_same_in_each_language(kk: str, ru: str, en: str) -> None:
    assert notions_of(kk, "kk") & notions_of(ru, "ru") & notions_of(en, "en")


def test_a_name_that_begins_like_a_word_is_none() -> None:
    assert notions_of("төлеген", "kk")
    assert not notions_of("Төлеғалиев", "kk", strict=True)
    assert not notions_of("Бақтар", "kk")
    assert notions_of("БАҚ-тың", "kk") == notions_of("СМИ", "ru")


def test_a_word_that_is_joined_to_a_part_of_another_has_both_notions() -> None:
    assert {"ministry", "culture"} <= notions_of("минкультуры", "ru")
    assert not notions_of("минута", "ru") & {"ministry"}


def test_the_tables_of_notions_know_one_another() -> None:
    assert offices() < roles()
    assert "fall" in opposites()["growth"]
    assert "growth" in opposites()["fall"]
    assert "defence" in portfolios()
    assert ("president") in {notion for _, _, notion in phrases_in("Глава государства подписал")}


def test_a_spelling_takes_nothing_off() -> None:
    assert spelling("Айзада") == spelling("Аизада")
    assert spelling("Aizada") == "аизада"


def test_stretches_meet_and_hold_one_another() -> None:
    spans = Spans(
        [TextSpan(start=10, end=20), TextSpan(start=0, end=5), TextSpan(start=12, end=14)]
    )
    assert spans.meet(4, 6)
    assert not spans.meet(5, 10)
    assert spans.meet(18, 30)
    assert spans.hold(15, 20)
    assert not spans.hold(15, 21)
    assert not Spans([]).meet(0, 1)
