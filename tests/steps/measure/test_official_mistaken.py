"""Is no official figure taken for one of another thing, another year or another size?"""

from decimal import Decimal

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from steps.measure.figures import of_article, read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In 2025 the lake office logged 42 complaints. A year earlier 30 incidents were "
            "recorded, the most since 2019, against 20 in 2024.",
        ),
        (
            "ru",
            "В 2025 году Озёрная служба рассмотрела 42 жалобы. Годом ранее выявлено 118 "
            "нарушений, это рост на 20 % по сравнению с 2023 годом; с тех пор стало тише.",
        ),
    ],
)
def test_the_year_before_a_period_that_has_no_end_is_not_known(
    kz_pack: Pack, words: Lexicon, language: str, text: str
) -> None:
    (only,) = read(text, kz_pack, words, language)
    assert (only.value, only.period) == (Decimal(42), "2025")


@pytest.mark.parametrize(
    ("text", "value", "what", "period"),
    [
        # What the pack does not know is not what the figure before it counts.
        ("Годом ранее выписано 11 штрафов.", 11, "штрафов", "2024"),
        ("Годом ранее 11 штрафов выписано.", 11, "штрафов выписано", "2024"),
        # "Then" goes on about the same year.
        ("Тогда же выписано 11 штрафов.", 11, "штрафов", "2025"),
        # Here nothing says what is counted, so it is the same.
        ("Годом ранее 61 зарегистрирована.", 61, "жалобы", "2024"),
        ("Годом ранее было 61 такая.", 61, "жалобы", "2024"),
        ("Это больше, чем за тот же период 2022 года: тогда было 61.", 61, "жалобы", "2022"),
    ],
)
def test_a_figure_of_the_year_before_counts_what_it_says(
    kz_pack: Pack, words: Lexicon, text: str, value: int, what: str, period: str
) -> None:
    _, other = read(f"В 2025 году Озёрная служба рассмотрела 42 жалобы. {text}", kz_pack, words)
    assert (other.value, other.what, other.period) == (Decimal(value), what, period)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "2025 жылы Көл қызметі 42 шағым қарады. Бір жыл бұрын 61 болатын."),
        ("ru", "В 2025 году Озёрная служба рассмотрела 42 жалобы. Годом ранее 61 была."),
        ("en", "In 2025 the lake office logged 42 complaints, compared with 61 last year."),
    ],
)
def test_words_that_name_no_thing_leave_it_the_same(
    kz_pack: Pack, words: Lexicon, language: str, text: str
) -> None:
    now, before = read(text, kz_pack, words, language)
    assert (before.value, before.series, before.period) == (Decimal(61), now.series, "2024")


def test_a_part_of_a_figure_is_not_the_figure_of_another_year(
    kz_pack: Pack, words: Lexicon
) -> None:
    text = "В 2025 году Озёрная служба рассмотрела 42 жалобы. Из них тогда 5 отклонили."
    assert [one.value for one in read(text, kz_pack, words)] == [Decimal(42)]


@pytest.mark.parametrize(
    ("then", "is_same"),
    [
        ("Годом ранее 61 штраф.", True),
        ("Годом ранее 61 штраф водителям.", True),
        ("Годом ранее 61 звонок.", False),
    ],
)
def test_things_that_the_pack_does_not_know_are_the_same_by_name(
    kz_pack: Pack, words: Lexicon, then: str, *, is_same: bool
) -> None:
    now, before = read(f"В 2025 году выписано 43 штрафа. {then}", kz_pack, words)
    assert (before.value, before.period) == (Decimal(61), "2024")
    assert (before.series == now.series) is is_same


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("ru", "В 2025 году было 20 делегаций.", ""),
        ("ru", "В 2025 году было 20 деловых встреч.", ""),
        ("ru", "В 2025 году было 12 факторов.", ""),
        ("ru", "В 2025 году было 12 случайных находок.", ""),
        ("ru", "В 2025 году было 20 дел.", "cases"),
        ("ru", "В 2025 году было 22 факта.", "cases"),
        ("ru", "В 2025 году было 25 случаев.", "cases"),
        ("kk", "2025 жылы 25 дерек болды.", "cases"),
        ("en", "In 2025 it logged 200 Crimean posts.", ""),
        ("en", "In 2025 it logged 200 ordered goods.", ""),
        ("en", "In 2025 it logged 200 crimes.", "criminal_offences"),
        ("en", "In 2025 it logged 200 orders.", "orders"),
    ],
)
def test_a_thing_is_not_found_in_a_longer_word(
    kz_pack: Pack, words: Lexicon, language: str, text: str, thing: str
) -> None:
    (figure,) = read(text, kz_pack, words, language)
    assert figure.thing == thing


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("2025 жылы 20 бақылау шарасы өтті.", ()),
        ("2025 жылы БАҚ туралы 20 шара өтті.", ("media",)),
        ("2025 жылы БАҚ-қа қатысты 20 шара өтті.", ("media",)),
        ("2025 жылы БАҚтарға қатысты 20 шара өтті.", ("media",)),
    ],
)
def test_a_short_form_is_a_topic_with_its_endings_only(
    kz_pack: Pack, words: Lexicon, text: str, topics: tuple[str, ...]
) -> None:
    (figure,) = read(text, kz_pack, words, "kk")
    assert figure.series[3:] == topics


def test_what_only_sounds_like_people_is_counted(kz_pack: Pack, words: Lexicon) -> None:
    (suits,) = of_article("В 2025 году рассмотрено 40 гражданских исков.", kz_pack, words)
    assert suits.what == "гражданских исков"
    assert of_article("В 2025 году рассмотрено 40 граждан.", kz_pack, words) == ()


@pytest.mark.parametrize(
    ("language", "text", "least", "most"),
    [
        ("en", "In 2025 it logged 1,234,567 cyberattacks.", 1_234_567, 1_234_567),
        ("en", "In 2025 it logged 1,234 cyberattacks.", 1_234, 1_234),
        ("en", "In 2025 it logged 1,234.5 million cyberattacks.", 1_234_450_000, 1_234_550_000),
        ("ru", "В 2025 году было 1 234 567 кибератак.", 1_234_567, 1_234_567),
        ("ru", "В 2025 году было 1 234,5 тысячи кибератак.", 1_234_450, 1_234_550),
        ("ru", "В 2025 году было 1,234 миллиона кибератак.", 1_233_500, 1_234_500),
        ("ru", "В 2025 году было 0 кибератак.", 0, 0),
    ],
)
def test_a_number_in_digits_is_rounded_only_by_its_word(
    kz_pack: Pack, words: Lexicon, language: str, text: str, least: int, most: int
) -> None:
    (figure,) = read(text, kz_pack, words, language)
    assert figure.bounds == (Decimal(least), Decimal(most))
