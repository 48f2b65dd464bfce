"""Do official figures stand as series, each once, with what proves and what contradicts them?"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.official import Official
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.figures.official import official_views
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.measure.official_series import doubts
from publish.measured import AS_OF, measures_of
from publish.probing import ask


def _page(folder: Path, language: str) -> html.HtmlElement:
    file = folder / "site" / language / "m" / "official" / "index.html"
    return html.fromstring(file.read_text("utf-8"))


def test_official_figures_stand_as_series_with_their_entries_articles_and_doubts(
    kz_pack: Pack, tmp_path: Path
) -> None:
    known = invented(2)
    first, second = (one.number for one in known.incidents)
    figure = Official(
        entry=first,
        language="ru",
        value=Decimal(201),
        what="дело",
        series=("дел",),
        period="2025-01/2025-10",
        growth=Decimal("86.1"),
        base=(108, 108),
        bodies=("МВД",),
        quote="Слова записи.",
    )
    article = replace(figure, entry=second, source="https://lake.test/1", quote="Слова статьи.")
    other = replace(article, value=Decimal(210), growth=None, base=None)
    earlier = replace(figure, period="2024-01/2024-10", value=Decimal(108), growth=None, base=None)
    every = (figure, article, other, earlier)
    made = replace(
        known,
        measures=replace(
            measures_of(known, kz_pack), official=every, doubts=doubts(every, 2026, AS_OF)
        ),
    )
    build(made, tmp_path / "site")
    rows = ask(_page(tmp_path, "ru"), "//tbody/tr")
    told = [" ".join(row.text_content().split()) for row in rows]
    # The series in order of time, and the same value of entry and article once.
    assert [ask(row, "string(td[1]/b)") for row in rows] == ["108", "201", "210"]
    assert "Слова записи." in told[1]
    assert "+86,1 % (ранее: 108)" in told[1]
    assert ask(rows[1], ".//a/@href")[-1] == "https://lake.test/1"
    assert f"запись {first} даёт 201" in told[2]
    assert "Слова статьи." not in " ".join(told)
    assert ask(_page(tmp_path, "kk"), "//p[@class='lack']")


def test_a_figure_that_is_told_in_two_languages_stands_once(kz_pack: Pack) -> None:
    known = invented(1)
    number = known.incidents[0].number
    russian = Official(
        entry=number,
        language="ru",
        value=Decimal(86_000_000),
        bounds=(Decimal(85_500_000), None),
        what="кибератаками",
        series=("cyberattacks",),
        period="2025",
        growth=None,
        base=None,
        bodies=("МВД",),
        quote="Слова записи.",
    )
    kazakh = replace(
        russian,
        language="kk",
        what="кибершабуыл",
        bodies=("ІІМ",),
        quote="Жазба сөзі.",
        growth=Decimal(2820),
        base=(7, 9),
    )
    article = replace(kazakh, source="https://lake.test/1", quote="Мақала сөзі.")
    exact = replace(russian, what="кибератак", value=Decimal(90), bounds=None, unit="KZT")
    figures = (kazakh, russian, article, exact)
    words_of = MeasureWords(IndexedSnapshot(known, ""), wording("ru"))
    once, sum_of = official_views(figures, (), words_of)
    # In the words of the page, with what only the other language says of it.
    assert (once.what, once.bodies) == ("кибератак", "МВД")
    assert once.value.replace("\u00a0", " ") == "> 86 млн"
    assert once.growth.replace("\u00a0", " ") == "× 29,2"
    assert once.base == "7–9"
    assert once.quotes == ("Слова записи.",)
    assert [link.url for link in once.articles] == ["https://lake.test/1"]
    assert sum_of.value == "90\u00a0тенге"
    (inside, _) = official_views(figures, (), words_of, inside=True)
    assert inside.quotes == ("Слова записи.", "Жазба сөзі.", "Мақала сөзі.")
    assert official_views((article,), (), words_of) == ()


@pytest.mark.parametrize(
    ("value", "bounds", "shown"),
    [
        (0, (0, 0), "0"),
        (0, None, "0"),
        (7, (0, 7), "< 7"),
        (7, (7, None), "> 7"),
        (7, (7, 7), "7"),
        (70, (65, 75), "≈ 70"),
    ],
)
def test_a_value_has_the_sign_of_its_words(
    value: int, bounds: tuple[int, int | None] | None, shown: str
) -> None:
    known = invented(1)
    figure = Official(
        entry=known.incidents[0].number,
        language="ru",
        value=Decimal(value),
        bounds=bounds and (Decimal(bounds[0]), None if bounds[1] is None else Decimal(bounds[1])),
        what="жалобы",
        series=("complaints",),
        period="2025",
        growth=None,
        base=None,
        bodies=(),
        quote="Слова записи.",
    )
    (view,) = official_views([figure], (), MeasureWords(IndexedSnapshot(known, ""), wording("ru")))
    assert view.value.replace("\u00a0", " ") == shown


def _figure(entry: str, **changes: object) -> Official:
    made = Official(
        entry=entry,
        language="ru",
        value=Decimal(86_300_000),
        bounds=(Decimal(86_250_000), Decimal(86_350_000)),
        what="кибератак",
        thing="cyberattacks",
        series=("cyberattacks",),
        period="2023",
        growth=None,
        base=None,
        bodies=("Выдуманный орган",),
        body_codes=frozenset({"invented"}),
        quote="Точнее.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_figure_that_is_also_given_rounded_stands_once_and_says_so() -> None:
    known = invented(2)
    first, second = (one.number for one in known.incidents)
    exact = _figure(first)
    rounded = _figure(
        second, value=Decimal(86_000_000), bounds=(Decimal(86_000_000), None), quote="Округлённо."
    )
    words_of = MeasureWords(IndexedSnapshot(known, ""), wording("ru"))
    (view,) = official_views([rounded, exact], (), words_of)
    assert view.value.replace("\u00a0", " ") == "≈ 86,3 млн"
    assert [one.replace("\u00a0", " ") for one in view.rounded] == ["> 86 млн"]
    assert view.quotes == ("Точнее.", "Округлённо.")
    assert {link.number for link in view.entries} == {first, second}
    # At the desk each stands by itself.
    assert len(official_views([rounded, exact], (), words_of, inside=True)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"value": Decimal(50_000_000), "bounds": (Decimal(50_000_000), None)},
        {"value": Decimal(86_000_000), "bounds": None},
        {"period": "2024"},
        {"series": ("ddos_attacks",)},
        {"body_codes": frozenset({"other"})},
    ],
)
def test_figures_that_are_not_each_other_rounded_stay_two(changes: dict[str, object]) -> None:
    known = invented(2)
    first, second = (one.number for one in known.incidents)
    other = _figure(
        second,
        **{"value": Decimal(86_000_000), "bounds": (Decimal(86_000_000), None), **changes},
    )
    words_of = MeasureWords(IndexedSnapshot(known, ""), wording("ru"))
    assert len(official_views([_figure(first), other], (), words_of)) == 2


def test_what_is_counted_is_named_whole_with_what_it_is_about(kz_pack: Pack) -> None:
    known = invented(1)
    known = replace(known, measures=measures_of(known, kz_pack))
    number = known.incidents[0].number
    offences = _figure(
        number,
        value=Decimal(58),
        bounds=None,
        what="уголовных правонарушений",
        thing="criminal_offences",
        series=("criminal_offences", "privacy"),
    )
    unknown = _figure(number, what="кораблей", thing="", series=("ru", "корабл"))
    for language, told in (
        ("ru", "Уголовные правонарушения: частная жизнь и персональные данные"),
        ("kk", "Қылмыстық құқық бұзушылықтар: жеке өмір және дербес деректер"),
    ):
        words_of = MeasureWords(IndexedSnapshot(known, ""), wording(language))
        (view,) = official_views([replace(offences, language=language)], (), words_of)
        assert view.what == told
    russian = MeasureWords(IndexedSnapshot(known, ""), wording("ru"))
    # What the pack has no name for stands as the text has it.
    assert official_views([unknown], (), russian)[0].what == "кораблей"
    # What the entry rests on is named where no article was read.
    assert official_views([unknown], (), russian)[0].cited[0].url == "https://oidan.test/news/0"


def test_every_thing_and_topic_of_the_pack_has_a_name_in_every_language(kz_pack: Pack) -> None:
    rules = kz_pack.measures.official
    assert set(rules.topic_labels) == set(rules.topics)
    named = [*(thing.labels for thing in rules.things.values()), *rules.topic_labels.values()]
    assert all(labels.get(language) for labels in named for language in ("kk", "ru", "en"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (16_400_000_000, "16,4 млрд тенге"),
        (1_234_567, "1 234 567 тенге"),
        (2_000_000, "2 млн тенге"),
        (999_999, "999 999 тенге"),
    ],
)
def test_large_sums_are_shortened_only_where_nothing_is_lost(value: int, shown: str) -> None:
    known = invented(1)
    figure = _figure(
        known.incidents[0].number, value=Decimal(value), bounds=None, unit="KZT", thing=""
    )
    (view,) = official_views([figure], (), MeasureWords(IndexedSnapshot(known, ""), wording("ru")))
    assert view.value.replace("\u00a0", " ") == shown
