"""Do the report's document and sheets say the same, with charts that read the sheets' own cells?"""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook

from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.documents.period_report import PeriodReport, sheets
from dalel.publish.documents.report_document import document
from dalel.publish.documents.report_workbook import workbook
from dalel.publish.figures.pictures import pictures
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from publish.measured import measured

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def snapshot(kz_pack: Pack) -> Snapshot:
    return measured(kz_pack, 20)


def report_of(snapshot: Snapshot, language: str) -> tuple[PeriodReport, MeasureWords]:
    assert snapshot.measures is not None
    words = MeasureWords(IndexedSnapshot(snapshot, ""), wording(language))
    (edition,) = snapshot.editions
    cells = snapshot.measures.editions[1]
    made = PeriodReport(
        edition=edition,
        cells=cells,
        sentences=("=1+1",),
        places={"XX": 20},
        verification={},
        corrected=1,
        retracted=0,
        demands={"": 2},
        hours=(36, 5),
        gaps=("?",),
        few=10,
        charts=pictures(cells, words),
        time=snapshot.time,
    )
    return made, words


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_charts_read_the_cells_that_hold_the_figures(snapshot: Snapshot, language: str) -> None:
    report, words = report_of(snapshot, language)
    content = workbook(report, words)
    assert content == workbook(report, words)
    book = load_workbook(BytesIO(content))
    assert len(book.worksheets) == 8
    assert book.worksheets[0]["A3"].value == "=1+1"
    assert book.worksheets[0]["A3"].data_type == "s"
    with ZipFile(BytesIO(content)) as archive:
        drawn = [archive.read(f"xl/charts/chart{place}.xml") for place in (1, 2)]
        assert {one.date_time[:3] for one in archive.infolist()} == {(1980, 1, 1)}
        assert b"<dc:creator></dc:creator>" in archive.read("docProps/core.xml")
        assert archive.read("xl/drawings/drawing1.xml").count(b"descr=") == 1
    for xml, figures in zip(drawn, report.charts, strict=True):
        series = etree.fromstring(xml).iter(f"{_DRAWING}ser")
        for one, name in zip(series, figures.series, strict=True):
            (values,) = one.iter(f"{_DRAWING}val")
            place, _, cells = str(values.findtext(f".//{_DRAWING}f")).rpartition("!")
            read = book[place.strip("'")][cells.replace("$", "")]
            expected = [mark.value for mark in figures.marks if mark.series == name]
            assert [cell.value for (cell,) in read] == expected


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_document_has_every_table_and_picture_and_says_what_is_empty(
    snapshot: Snapshot, language: str
) -> None:
    report, words = report_of(snapshot, language)
    content = document(report, words)
    assert content == document(report, words)
    made = docx.Document(BytesIO(content))
    shown = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    for one in sheets(report, words):
        if one.rows:
            plain = [[str(value) for value in row] for row in one.rows]
            assert [list(one.head), *plain] in shown
    said = [paragraph.text for paragraph in made.paragraphs]
    assert words.gettext("There are no figures.") in said
    assert words.few(10) in said
    assert len(made.inline_shapes) == 2
