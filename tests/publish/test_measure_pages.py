"""Does each figure lead to its entries, and do pages say plainly what is not known?"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.attention import Choice
from dalel.domain.change import Changes, Lag
from dalel.domain.count_board import Period
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.measures import Measures
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.figures.chart_figures import decimal
from dalel.publish.figures.summary import sheet
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.measure.board import board
from dalel.steps.measure.change import changes
from dalel.steps.measure.counted_entries import counted
from dalel.steps.measure.threats import threat_map
from publish.measured import AS_OF, measured, measures_of
from publish.probing import ask


@pytest.fixture(scope="module")
def snapshot(kz_pack: Pack) -> Snapshot:
    return measured(kz_pack)


@pytest.fixture(scope="module")
def site(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured") / "site"
    build(snapshot, folder)
    return folder


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_text("utf-8"))


def words(site: Path, path: str) -> str:
    return " ".join(page(site, path).text_content().split())


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_link_of_the_pages_of_figures_leads_somewhere(site: Path, language: str) -> None:
    pages = sorted((site / language / "m").rglob("index.html"))
    assert len(pages) > 15
    for file in pages:
        for href in ask(html.fromstring(file.read_bytes()), "//main//a/@href"):
            target, _, anchor = href.partition("#")
            found = (file.parent / target).resolve() if target else file
            assert found.is_file(), (file, href)
            if anchor:
                assert ask(html.fromstring(found.read_bytes()), f"//*[@id='{anchor}']"), href


@pytest.mark.slow
def test_a_figure_leads_to_as_many_entries(site: Path) -> None:
    board_page = page(site, "kk/m")
    cells = ask(board_page, "//table[@class='board']//td[a]")
    assert cells
    for cell in cells:
        (link,) = ask(cell, "a")
        count = int(re.sub(r"\D", "", link.text))
        path, _, anchor = link.get("href").partition("#")
        shown = html.fromstring((site / "kk/m" / path).resolve().read_text("utf-8"))
        listed = ask(shown, f"//section[@id='{anchor}']//details[@class='counted']//li")
        assert len(listed) == count


@pytest.mark.slow
def test_an_editors_level_and_sentences_stand_above_the_rules(site: Path) -> None:
    told = words(site, "kk/m")
    assert "Редактордың екі сөйлемі." in told
    everything = " ".join(words(site, f"kk/m/all/{p.name}") for p in (site / "kk/m/all").iterdir())
    assert "Сот солай деді." in everything
    assert "Ереже бойынша" in everything


@pytest.mark.slow
def test_the_list_shows_pinned_lines_and_hides_dismissed_ones(
    site: Path, snapshot: Snapshot
) -> None:
    assert snapshot.measures is not None
    shown = [one for one in snapshot.measures.attention if one.choice is not Choice.DISMISSED]
    items = ask(page(site, "ru/m/attention"), "//ol[@class='attention']/li")
    assert len(items) == len(shown) < len(snapshot.measures.attention)
    assert "закреплено редактором" in items[0].text_content()


@pytest.mark.slow
def test_the_map_the_change_and_the_method_say_what_they_stand_on(site: Path) -> None:
    assert "Выдуманное издание" in words(site, "ru/m/threats")
    assert "Кто действовал, установлено в записях: 0 из" in words(site, "ru/m/threats")
    assert "Источники, за которыми следили все эти месяцы1" in words(site, "ru/m/change")
    method = words(site, "kk/m/reliability")
    assert "0.812" in method
    assert "анықталмайды: жауаптардың бәрі бірдей" in method
    assert "4 ішінен 3" in method
    kept = page(site, "kk/m/reliability")
    assert ask(kept, "//figure[@class='chart']//*[name()='svg']")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_score_of_our_steps_stands_with_its_data_its_day_and_its_command(
    site: Path, kz_pack: Pack, language: str
) -> None:
    method = page(site, f"{language}/m/reliability")
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in ask(method, "//table[contains(@class, 'scores')]//tr[td]")
    ]
    told = wording(language)
    assert len(rows) == len(kz_pack.scores) > 15
    for row, score in zip(rows, kz_pack.scores, strict=True):
        value = f"{decimal(100 * score.value, told)} %" + (" *" if score.studied else "")
        said = [value, told.number(score.of), score.data, told.day(score.day)]
        assert row[1:] == [" ".join(one.split()) for one in said]
        assert row[0] != score.figure
    commands = {one.text for one in ask(method, "//details//li/code")}
    assert commands == {score.command for score in kz_pack.scores}


@pytest.mark.slow
def test_the_same_snapshot_gives_the_same_bytes(
    site: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    build(snapshot, tmp_path / "again")
    for file in sorted((site / "kk" / "m").rglob("*.html")):
        assert (tmp_path / "again" / file.relative_to(site)).read_bytes() == file.read_bytes()


def bare(pack: Pack, **others: object) -> Snapshot:
    nothing = replace(invented(0), incidents=(), editions=(), preview=True)
    entries = counted((), {})
    made = Measures(
        board=board(entries, pack.measures, AS_OF),
        changes=changes(entries, [], pack.measures.change, AS_OF),
        attention=(),
        threats=threat_map(entries, [], pack.measures, AS_OF),
        rules=pack.measures,
    )
    return replace(nothing, measures=replace(made, **others))  # type: ignore[arg-type]


def test_an_empty_record_says_so_on_every_page(kz_pack: Pack, tmp_path: Path) -> None:
    build(bare(kz_pack), tmp_path / "site")
    for path, sentence in (
        ("ru/m", "Записей с датой пока нет"),
        ("ru/m/attention", "ни по одному правилу в список ничего не попадает"),
        ("ru/m/threats", "поэтому нет и карты"),
        ("ru/m/change", "Сравнения пока нет."),
        ("ru/m/reliability", "Пока ни одну запись не кодировали двое"),
        ("ru/m/reliability", "На текстах этой страны программу ещё не проверяли."),
    ):
        assert sentence in words(tmp_path / "site", path)


def test_what_no_period_counts_is_listed(kz_pack: Pack, tmp_path: Path) -> None:
    one = invented(1)
    undated = replace(one, incidents=(replace(one.incidents[0], date=None),))
    entries = counted(undated.incidents, {})
    made = replace(
        undated,
        measures=replace(
            measures_of(undated, kz_pack),
            board=board(entries, kz_pack.measures, AS_OF),
            changes=Changes(lag=Lag(known=3, median=2, most=9)),
        ),
    )
    build(made, tmp_path / "site")
    assert "Дата неизвестна или охватывает несколько лет: 1" in words(tmp_path / "site", "ru/m")
    assert "не больше 9" in words(tmp_path / "site", "ru/m/change")


def test_one_entry_of_the_future_without_codes_is_told_as_such(
    kz_pack: Pack, tmp_path: Path
) -> None:
    one = invented(1)
    when = PartialDate(iso="2031-05-01", precision=Precision.DAY)
    made = replace(one, incidents=(replace(one.incidents[0], date=when, codes=None),))
    entries = counted(made.incidents, {})
    nothing = bare(kz_pack).measures
    assert nothing is not None
    measures = replace(nothing, board=board(entries, kz_pack.measures, AS_OF))
    build(replace(made, measures=measures), tmp_path / "site")
    told = words(tmp_path / "site", "ru/m")
    assert "Дата позже дня этой страницы: 1" in told
    assert "Записей с датой пока нет" in told


def test_one_entry_without_codes_counts_and_gives_no_level(kz_pack: Pack, tmp_path: Path) -> None:
    one = invented(1)
    when = PartialDate(iso="2025-11-05", precision=Precision.DAY)
    made = replace(one, incidents=(replace(one.incidents[0], date=when, codes=None),))
    build(replace(made, measures=measures_of(made, kz_pack)), tmp_path / "site")
    told = words(tmp_path / "site", "ru/m/all/2025")
    assert "данных недостаточно" in told
    assert "ещё не закодировано: 1" in told


def test_a_snapshot_that_nobody_measured_has_no_such_pages(tmp_path: Path) -> None:
    build(invented(3), tmp_path / "site")
    assert not (tmp_path / "site" / "ru" / "m").exists()


def test_figures_are_written_as_the_language_writes_them() -> None:
    record = IndexedSnapshot(invented(3), "")
    russian, english = MeasureWords(record, wording("ru")), MeasureWords(record, wording("en"))
    assert russian.period(Period.named("2025-Q4")) == "IV квартал 2025 года"
    assert (
        MeasureWords(record, wording("kk")).period(Period.named("2025-Q4"))
        == "2025 жылғы IV тоқсан"
    )
    assert english.period(Period.named("2025")) == "2025"
    assert english.code("right", "gone") == "gone"
    assert english.code("place", "gone") == "gone"
    assert english.code("source", "gone") == "gone"
    rows = dict(sheet({}, english))
    assert set(rows.values()) <= {"0", "4", "5", rows["Rights"]}
