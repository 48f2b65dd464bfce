"""Do official figures stand as series, each once, with what proves and what contradicts them?"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.official import Official
from dalel.pack import Pack
from dalel.publish import build
from dalel.publish.bench import invented
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
    assert [row.find("td").text for row in rows] == ["108", "201", "210"]
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
    assert once.value.replace("\u00a0", " ") == "> 86 000 000"
    assert once.growth.replace("\u00a0", " ") == "× 29,2"
    assert once.base == "7–9"
    assert once.quotes == ("Слова записи.",)
    assert [link.url for link in once.articles] == ["https://lake.test/1"]
    assert sum_of.value == "90\u00a0KZT"
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
