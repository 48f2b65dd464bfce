"""Do figures of several texts, languages and periods come together as series?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.measure.official import official_figures
from dalel.steps.measure.official_series import doubts, joined
from steps.measure.figures import DAY, codes, of_article, read


def test_one_series_has_one_name_in_every_language(kz_pack: Pack, words: Lexicon) -> None:
    texts = {
        "kk": "2025 жылғы қаңтар–шілдеде дербес деректер саласында 58 қылмыстық құқық бұзушылық "
        "тіркелді.",
        "ru": "В январе—июле 2025 года в сфере персональных данных зарегистрировано 61 уголовное "
        "правонарушение.",
        "en": "From January to July 2025 it logged 58 criminal offences against personal data.",
    }
    kazakh, russian, english = (
        figure
        for language, text in texts.items()
        for figure in read(text, kz_pack, words, language)
    )
    assert kazakh.series == russian.series == english.series == ("criminal_offences", "privacy")
    # So what one language gives otherwise is seen.
    (doubt,) = doubts([kazakh, russian, english], 2026, DAY)[:1]
    assert doubt.official == russian
    assert doubt.reason.values == {"other": "58", "entry": "XX-1"}


def test_the_same_thing_about_something_else_is_another_series(
    kz_pack: Pack, words: Lexicon
) -> None:
    (one,) = read(
        "В 2025 году в сфере информатизации было 201 уголовное правонарушение.", kz_pack, words
    )
    (other,) = read("В 2025 году о персональных данных было 58 уголовных дел.", kz_pack, words)
    (there,) = read(
        "В Актау в 2025 году в сфере информатизации было 20 уголовных правонарушений.",
        kz_pack,
        words,
    )
    assert len({one.series, other.series, there.series}) == 3
    assert codes(one, other, there) == []


def test_what_an_entry_says_in_both_languages_is_one_series(kz_pack: Pack, words: Lexicon) -> None:
    kazakh = read("2025 жылы 643 қоңырау тіркелді.", kz_pack, words, "kk")
    russian = read("В 2025 году было 643 звонка.", kz_pack, words)
    later = replace(russian[0], entry="XX-2", value=Decimal(700), bounds=None)
    assert kazakh[0].series != russian[0].series
    every = joined([*kazakh, *russian, later])
    assert len({figure.series for figure in every}) == 1
    assert codes(*every) == ["official_contradiction"]
    # Where a language says it of two things it is not clear which of them is meant.
    two = [*kazakh, *russian, replace(russian[0], series=("ru", "встреч"))]
    assert len({figure.series for figure in joined(two)}) == 3
    # An article is not the entry in another language.
    foreign = [*kazakh, replace(russian[0], source="https://lake.test/1")]
    assert len({figure.series for figure in joined(foreign)}) == 2


def test_the_same_body_counts_one_thing_once(kz_pack: Pack, words: Lexicon) -> None:
    kazakh = read("ІІМ 2025 жылы 643 шағым қарады.", kz_pack, words, "kk")
    russian = read("МВД рассмотрело в 2025 году 700 жалоб.", kz_pack, words)
    assert codes(*joined([*kazakh, *russian])) == ["official_contradiction"]
    (other,) = read("КНБ рассмотрел в 2025 году 700 жалоб.", kz_pack, words)
    assert codes(*joined([*kazakh, other])) == []


def test_bodies_that_differ_do_not_contradict_each_other(kz_pack: Pack, words: Lexicon) -> None:
    one = read("По данным МВД, в 2025 году было 12 тысяч кибератак.", kz_pack, words)
    other = read("По данным КНБ, в 2025 году было 900 кибератак.", kz_pack, words)
    assert codes(*one, *other) == []
    unnamed = read("В 2025 году было 900 кибератак.", kz_pack, words)
    assert codes(*one, *unnamed) == ["official_contradiction"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("более 86 миллионов", "86,3 миллиона", True),
        ("86 миллионов", "86,3 миллиона", True),
        ("86,1 миллиона", "86,3 миллиона", False),
        ("более 2000", "2156", True),
        ("более 2000", "1900", False),
        ("менее 2000", "1900", True),
        ("около 2000", "1950", True),
        ("около 2000", "1500", False),
        ("2000", "2156", False),
    ],
)
def test_a_rounded_number_agrees_with_what_it_may_stand_for(
    kz_pack: Pack, words: Lexicon, one: str, other: str, *, agree: bool
) -> None:
    figures = [
        figure
        for value in (one, other)
        for figure in read(f"В 2025 году было {value} кибератак.", kz_pack, words)
    ]
    assert len(figures) == 2
    assert (codes(*figures) == []) is agree


@pytest.mark.parametrize(
    ("day", "text", "period"),
    [
        # The year with whose months it is compared tells which year is meant.
        (
            date(2026, 1, 31),
            "В январе—июле текущего года было 58 жалоб — больше, чем за аналогичный период "
            "2024 года.",
            "2025-01/2025-07",
        ),
        # Months that have not ended are those of the year before.
        (date(2026, 1, 31), "В январе—июле текущего года было 58 жалоб.", "2025-01/2025-07"),
        (date(2025, 8, 20), "В январе—июле текущего года было 58 жалоб.", "2025-01/2025-07"),
        (date(2026, 5, 4), "За первое полугодие рассмотрено 58 жалоб.", "2025-01/2025-06"),
        (date(2026, 7, 4), "За первое полугодие рассмотрено 58 жалоб.", "2026-01/2026-06"),
        # "In four months" means the first four of a year only right after them.
        (date(2026, 5, 4), "За четыре месяца рассмотрено 58 жалоб.", "2026-01/2026-04"),
        (date(2026, 9, 4), "За четыре месяца МВД рассмотрело 58 жалоб.", None),
        (date(2026, 9, 4), "С 2024 года, точнее с тех пор рассмотрено 58 жалоб.", None),
    ],
)
def test_the_year_that_nobody_states_goes_by_what_is_compared_and_by_the_day(
    kz_pack: Pack, words: Lexicon, day: date, text: str, period: str | None
) -> None:
    rules = kz_pack.measures.official
    found = official_figures(text, "ru", "XX-1", words, rules, day)
    assert [figure.period for figure in found] == ([period] if period else [])


def test_a_text_goes_on_about_the_period_that_it_named(kz_pack: Pack, words: Lexicon) -> None:
    text = (
        "За январь–июль 2025 года МВД рассмотрело 643 жалобы. Выписано 11 штрафов. "
        "С административными делами обратная картина: 27, минус 58,5 %. Погода стояла ясная. "
        "Никто не спорил. Все ждали. Вынесено 40 решений."
    )
    found = of_article(text, kz_pack, words)
    assert [(int(one.value), one.what) for one in found] == [
        (643, "жалобы"),
        (11, "штрафов"),
        (27, "административными делами"),
    ]
    assert {one.period for one in found} == {"2025-01/2025-07"}
    assert found[2].growth == Decimal("-58.5")
    report = "Служба опубликовала отчёт за 2025 год. Выявлено 40 нарушений, из них 12 грубых."
    assert [int(one.value) for one in of_article(report, kz_pack, words)] == [40, 12]


@pytest.mark.parametrize(
    ("language", "text", "earlier"),
    [
        ("ru", "В 2025 году суды рассмотрели 22 жалобы, годом ранее было 61.", ("61", "2024")),
        (
            "ru",
            "В 2025 году МВД получило 22 жалобы, за тот же период 2022-го — 61.",
            ("61", "2022"),
        ),
        ("ru", "МВД получило в 2025 году 22 жалобы. Годом ранее была 61.", ("61", "2024")),
        ("en", "In 2025 it logged 42 incidents, compared with 32 in 2024.", ("32", "2024")),
    ],
)
def test_what_a_figure_was_a_year_before_is_a_figure_of_that_year(
    kz_pack: Pack, words: Lexicon, language: str, text: str, earlier: tuple[str, str]
) -> None:
    now, before = read(text, kz_pack, words, language)
    assert (str(before.value), before.period) == earlier
    assert before.series == now.series
    assert before.growth is None


def test_another_thing_of_the_year_before_is_a_figure_of_its_own(
    kz_pack: Pack, words: Lexicon
) -> None:
    text = "В 2025 году было 118 правонарушений. Годом ранее зарегистрировано 74 жалобы."
    now, before = read(text, kz_pack, words)
    assert (now.period, before.period) == ("2025", "2024")
    assert now.series != before.series


def test_a_headline_has_the_period_of_the_sentence_that_rounds_it(
    kz_pack: Pack, words: Lexicon
) -> None:
    text = "Отражено 86,3 млн кибератак.\n\nВ 2023 году было более 86 миллионов кибератак."
    assert [one.period for one in read(text, kz_pack, words)] == ["2023", "2023"]
    other = "Отражено 12 млн кибератак.\n\nВ 2023 году было более 86 миллионов кибератак."
    assert [int(one.value) for one in read(other, kz_pack, words)] == [86_000_000]


def test_a_sum_that_grew_is_a_figure_in_its_currency(kz_pack: Pack, words: Lexicon) -> None:
    text = "В 2025 году ущерб достиг 16,4 млрд тенге, в 29,2 раза больше, чем годом ранее."
    (figure,) = read(text, kz_pack, words)
    assert (figure.unit, figure.what, figure.growth) == ("KZT", "ущерб", Decimal(2820))
    assert read("В 2025 году он заплатил 20 тысяч тенге.", kz_pack, words) == ()
    assert read("В 2025 году ущерб составил 20 тысяч тенге.", kz_pack, words) == ()


def test_people_and_a_handful_of_things_are_no_figure_of_an_article(
    kz_pack: Pack, words: Lexicon
) -> None:
    assert of_article("По данным МВД, в 2025 году было 300 жителей.", kz_pack, words) == ()
    assert of_article("В 2025 году было два случая.", kz_pack, words) == ()
    (many,) = of_article("В 2025 году было 20 случаев.", kz_pack, words)
    assert many.value == 20
    assert of_article("В 2025 году поступили 9 вызовов.", kz_pack, words) == ()
