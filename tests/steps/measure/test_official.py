"""Are official figures read with period, growth and source, and is what cannot be right told?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.measure.growth import base_of
from dalel.steps.measure.official_series import doubts
from steps.measure.figures import DAY, codes, of_article, read


def test_a_figure_has_period_growth_source_and_wording(kz_pack: Pack, words: Lexicon) -> None:
    text = (
        "По данным МВД, в январе—октябре 2025 года зарегистрировано 201 правонарушение "
        "(+86,1 % к прошлому году). Сайт не открывался с 10 декабря."
    )
    (figure,) = read(text, kz_pack, words)
    assert (figure.value, figure.period) == (Decimal(201), "2025-01/2025-10")
    assert figure.growth == Decimal("86.1")
    assert figure.base == (108, 108)
    assert figure.what.startswith("правонарушение")
    assert figure.bodies == ("МВД",)
    assert figure.quote.startswith("По данным МВД")


def test_kazakh_is_read_too(kz_pack: Pack, words: Lexicon) -> None:
    text = "2025 жылғы қаңтар–шілдеде 58 құқық бұзушылық тіркелді, бұл 18,4 %-ға көп."
    (figure,) = read(text, kz_pack, words, "kk")
    assert (figure.value, figure.growth) == (Decimal(58), Decimal("18.4"))
    assert figure.base == (49, 49)


def test_a_fall_has_a_minus(kz_pack: Pack, words: Lexicon) -> None:
    (figure,) = read("В 2025 году было 90 жалоб, на 10 % меньше.", kz_pack, words)
    assert figure.growth == Decimal(-10)
    assert figure.base == (100, 100)
    (signed,) = read("В 2025 году было 90 жалоб (−10 %).", kz_pack, words)
    assert signed.growth == Decimal(-10)


@pytest.mark.parametrize(
    "text",
    [
        "На сайте было 12 статей.",
        "Атака 10 декабря длилась 4 часа.",
        "В 2025 году доля составила 40 %.",
        "Всего в 2025 году — 15.",
        "",
    ],
)
def test_what_is_no_official_figure_is_left_alone(kz_pack: Pack, words: Lexicon, text: str) -> None:
    assert read(text, kz_pack, words) == ()


def test_a_base_is_worked_out_as_stated() -> None:
    assert base_of(Decimal(58), Decimal("18.4")) == (49, 49)
    assert base_of(Decimal(201), Decimal("86.1")) == (108, 108)
    assert base_of(Decimal(58), Decimal("18.9")) is None
    assert base_of(Decimal(5), Decimal(-100)) is None


@given(base=st.integers(1, 5000), value=st.integers(1, 5000))
def test_a_true_growth_always_has_its_base(base: int, value: int) -> None:
    growth = round(Decimal(100) * (value - base) / base, 1)
    found = base_of(Decimal(value), growth)
    if growth > Decimal("-99.9"):
        assert found is not None
        assert found[0] <= base <= found[1]


def test_what_cannot_be_right_is_told(kz_pack: Pack, words: Lexicon) -> None:
    (one,) = read("В 2025 году зарегистрирован 201 случай атаки.", kz_pack, words)
    (other,) = read("В 2025 году зарегистрировано 300 случаев атак.", kz_pack, words)
    (same,) = read("Зарегистрирован 201 случай атаки в 2025 году.", kz_pack, words)
    assert codes(one, other) == ["official_contradiction"]
    assert codes(one, same) == []
    old = read("В 2023 году было 86 миллионов атак.", kz_pack, words)
    assert codes(*old) == ["official_old"]
    ahead = read("В январе—июле 2027 года было 58 дел.", kz_pack, words)
    assert codes(*ahead) == ["official_ahead"]
    # What was ahead when it was written stays so.
    (doubt,) = doubts(ahead, 2027, date(2027, 12, 1))
    assert doubt.reason.code == "official_ahead"
    wrong = read("В 2025 году было 58 дел, на 18,9 % больше.", kz_pack, words)
    assert codes(*wrong) == ["official_base"]
    rounded = read("В 2025 году было 86 миллионов атак, на 3,3 % больше.", kz_pack, words)
    assert codes(*rounded) == []
    undated = read("Было 90 жалоб (+10 %).", kz_pack, words)
    assert codes(*undated, *undated) in ([], ["official_base"] * 2)


def test_nothing_gives_no_doubt() -> None:
    assert doubts([], 2026, DAY) == ()


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("ru", "С января по октябрь 2025 года рассмотрено 643 жалобы.", "2025-01/2025-10"),
        ("ru", "По данным МВД, с января по октябрь поступили 643 жалобы.", "2025-01/2025-10"),
        ("ru", "За десять месяцев 2025 года рассмотрено 643 жалобы.", "2025-01/2025-10"),
        ("ru", "За период с июня 2023-го по май 2024-го поступили 643 жалобы.", "2023-06/2024-05"),
        ("ru", "В первом квартале 2025 года рассмотрено 643 жалобы.", "2025-01/2025-03"),
        ("ru", "С декабря по февраль 2025 года рассмотрено 643 жалобы.", "2024-12/2025-02"),
        ("ru", "В июне 2024 года и мае 2025 года рассмотрено 643 жалобы.", "2024-06"),
        ("ru", "За 24 месяца до 2025 года рассмотрено 643 жалобы.", "2025"),
        ("kk", "2025 жылдың бірінші жартысында 643 шағым қаралды.", "2025-01/2025-06"),
        ("kk", "2025 жылғы жеті айда 643 шағым қаралды.", "2025-01/2025-07"),
        ("en", "From January to November 2025 it logged 643 complaints.", "2025-01/2025-11"),
    ],
)
def test_a_part_of_a_year_is_not_taken_for_the_year(
    kz_pack: Pack, words: Lexicon, language: str, text: str, period: str
) -> None:
    (figure,) = read(text, kz_pack, words, language)
    assert (figure.value, figure.period) == (Decimal(643), period)


def test_a_growth_stands_beside_its_word_in_the_same_clause(kz_pack: Pack, words: Lexicon) -> None:
    text = "В 2025 году было 90 дел; это больше; раскрыто из них 10 процентов."
    (figure,) = read(text, kz_pack, words)
    assert figure.growth is None


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("kk", "2025 жылы 200 миллионға жуық шабуыл жасалған.", "шабуыл"),
        ("ru", "В 2025 году было 711 против 470.", None),
        ("en", "In 2025 nine of them left.", None),
    ],
)
def test_what_is_counted_is_a_thing(
    kz_pack: Pack, words: Lexicon, language: str, text: str, what: str | None
) -> None:
    assert [one.what for one in read(text, kz_pack, words, language)] == ([what] if what else [])


def test_an_article_gives_a_figure_only_where_a_body_or_a_growth_stands_by(
    kz_pack: Pack, words: Lexicon
) -> None:
    assert of_article("В 2025 году на улицу вышли 300 жителей.", kz_pack, words) == ()
    (named,) = of_article("По данным МВД, в 2025 году было 300 жалоб.", kz_pack, words)
    (grown,) = of_article("В 2025 году было 300 жалоб (+20 %).", kz_pack, words)
    assert (named.source, named.bodies) == ("https://lake.test/1", ("МВД",))
    assert (grown.growth, grown.base) == (Decimal(20), (249, 251))


def test_an_article_that_says_otherwise_than_the_entry_is_told(
    kz_pack: Pack, words: Lexicon
) -> None:
    own = read("В 2025 году было 300 жалоб.", kz_pack, words)
    other = of_article("По данным МВД, в 2025 году было 310 жалоб.", kz_pack, words)
    assert codes(*own, *other) == ["official_contradiction"]
    assert codes(*other, *own) == ["official_contradiction_article"]


def test_a_growth_is_held_against_the_figure_of_the_year_before(
    kz_pack: Pack, words: Lexicon
) -> None:
    (before,) = read("За десять месяцев 2024 года было 108 жалоб.", kz_pack, words)
    (now,) = read("За десять месяцев 2025 года было 201 жалоб (+86,1 %).", kz_pack, words)
    assert doubts([before, now], 2025, DAY) == ()
    (wrong,) = read("За десять месяцев 2024 года было 150 жалоб.", kz_pack, words)
    (doubt,) = doubts([wrong, now], 2025, DAY)
    assert (doubt.official, doubt.reason.code) == (now, "official_base_other")
