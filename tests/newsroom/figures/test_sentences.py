"""Do the sentences about a period say what its figures say?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dalel.newsroom.figures.queries import figure_proofs
from dalel.newsroom.figures.queries.figure_proofs import UncountedError, official_of, prove, told
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.incidents.queries.quoted_articles import Quoted
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.figures.summary import sheet, summary
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.check.facts.checking import check_values
from dalel.steps.measure.official import official_figures

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def record(tiny_pack: Pack) -> None:
    """The tiny pack's bulletin as incidents."""
    prepare(tiny_pack, now=NOW)


@pytest.mark.usefixtures("record")
def test_the_sentences_hold_against_the_figures_in_every_language(tiny_pack: Pack) -> None:
    snapshot = measured(tiny_pack, take(tiny_pack))
    assert snapshot.measures is not None
    assert {language for _, language in snapshot.measures.summaries} == {"ru", "en"}
    assert told(tiny_pack, take(tiny_pack)) is None


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_number_that_nobody_counted_is_found(kz_pack: Pack, language: str) -> None:
    snapshot = take(kz_pack)
    words = MeasureWords(IndexedSnapshot(snapshot, ""), wording(language))
    figures = sheet({}, words)
    prove((f"{figures[0][0]}: 0.",), figures, language, kz_pack.folder)
    with pytest.raises(UncountedError, match="4711"):
        prove((f"{figures[0][0]}: 4711.",), figures, language, kz_pack.folder)


def test_what_was_proved_is_not_proved_again_by_the_next_process(
    kz_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = MeasureWords(IndexedSnapshot(take(kz_pack), ""), wording("ru"))
    figures = sheet({}, words)
    checked: list[str] = []

    def counted(sentence: str, *asked: Any) -> Any:
        checked.append(sentence)
        return check_values(sentence, *asked)

    monkeypatch.setattr(figure_proofs, "check_values", counted)
    name = f"{figures[0][0]}: 0. Once."

    def in_another_process(*sentences: str) -> None:
        figure_proofs._prove.cache_clear()  # noqa: SLF001 - what one process remembers
        prove(sentences, figures, "ru", kz_pack.folder)

    in_another_process(name)
    in_another_process(name)
    assert checked == [name]
    in_another_process(name, "More.")
    assert checked == [name, name, "More."]
    for _ in range(2):
        with pytest.raises(UncountedError):
            in_another_process(f"{figures[0][0]}: 4712.")
    assert len(checked) == 5


@pytest.mark.usefixtures("record")
def test_an_edition_without_entries_says_that_this_says_nothing(tiny_pack: Pack) -> None:
    snapshot = take(tiny_pack)
    (edition,) = snapshot.editions
    (only,) = summary(edition, {}, MeasureWords(IndexedSnapshot(snapshot, ""), wording("en")))
    assert only.endswith("which says nothing about how rights were observed.")


def test_this_year_goes_by_the_day_of_the_article_behind_an_entry(kz_pack: Pack) -> None:
    (one,) = invented(1).incidents
    text = replace(one.texts["ru"], title=None, paragraphs=("В текущем году было 300 жалоб.",))
    entry = replace(one, date=None, texts={"ru": text})
    edition, printed = date(2026, 1, 31), {one.number: date(2026, 1, 31)}
    article = Quoted(language="ru", text="Без чисел.", day=date(2025, 11, 4))
    later = replace(article, day=date(2026, 3, 1))

    def year(*articles: Quoted) -> str:
        behind = {one.number: [("https://lake.test/1", each) for each in articles]}
        (figure,) = official_of(kz_pack, [entry], printed, behind, edition)
        return figure.period

    assert year() == "2026"
    assert year(article) == "2025"
    # What was captured after the edition tells nothing of when it was written.
    assert year(article, later) == "2026"


def test_a_text_without_figures_is_read_once_and_one_with_figures_says_the_same_again(
    kz_pack: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "DALEL", settings.DALEL.model_copy(update={"home": tmp_path}))
    (one,) = invented(1).incidents
    text = replace(one.texts["ru"], title=None, paragraphs=("В 2025 году было 300 жалоб.",))
    entry = replace(one, texts={"ru": text})
    behind = {
        one.number: [
            ("https://lake.test/1", Quoted(language="ru", text="Без чисел.", day=date(2025, 1, 1)))
        ]
    }
    read: list[str] = []

    def counted(text: str, *asked: Any) -> Any:
        read.append(text)
        return official_figures(text, *asked)

    monkeypatch.setattr(figure_proofs, "official_figures", counted)

    def in_another_process(today: date) -> Any:
        figure_proofs._figures_of.cache_clear()  # noqa: SLF001 - what one process remembers
        return official_of(kz_pack, [entry], {one.number: today}, behind, today)

    first = in_another_process(date(2026, 1, 31))
    assert len(first) == 1
    assert in_another_process(date(2026, 1, 31)) == first
    assert read.count("Без чисел.") == 1
    assert len(read) == 3
