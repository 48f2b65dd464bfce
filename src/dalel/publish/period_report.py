"""How do partners and donors get the figures of an edition: as a document, and as sheets?

The same report gives the same bytes.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter
from docx import Document
from docx.shared import Cm

from dalel.domain.edition import Edition
from dalel.domain.measuring import Cell, Kind, Subject
from dalel.publish.charts import png
from dalel.publish.figures import Figures, alternative
from dalel.publish.measure_summary import sheet
from dalel.publish.measure_words import Words

#: The oldest time that a ZIP archive can hold.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class PeriodReport:
    """What a report tells beside the figures themselves.

    ``places`` and ``verification`` count entries by code, ``demands`` by verdict (empty: not
    decided); ``hours`` are those from the first kept report to the release, of the entries of which
    both are known. ``gaps`` are sentences on what is not known.
    """

    edition: Edition
    cells: Mapping[Subject, Cell]
    sentences: tuple[str, ...]
    places: Mapping[str, int]
    verification: Mapping[str, int]
    corrected: int
    retracted: int
    demands: Mapping[str, int]
    hours: tuple[int, int] | None
    gaps: tuple[str, ...]
    chart: Figures | None
    time: datetime


Rows = tuple[tuple[str, str], ...]


def sections(report: PeriodReport, words: Words) -> tuple[tuple[str, Rows], ...]:
    """The tables of a report, each with its head."""
    number = words.wording.number
    return (
        (words.gettext("Figures"), sheet(report.cells, words)),
        (words.gettext("By section and right"), _by_subject(report, words)),
        (
            words.gettext("Places"),
            tuple((words.code("place", code), number(n)) for code, n in report.places.items()),
        ),
        (
            words.gettext("Verification"),
            tuple(
                (f"{code} · {words.code('verification', code)}", number(n))
                for code, n in report.verification.items()
            ),
        ),
        (words.gettext("Our own work"), _work(report, words)),
    )


def _by_subject(report: PeriodReport, words: Words) -> Rows:
    return tuple(
        (
            words.subject(subject),
            f"{words.wording.number(cell.total)} · {words.level(cell.level)}",
        )
        for subject, cell in sorted(
            report.cells.items(), key=lambda one: (one[0].kind, one[0].code)
        )
        if subject.kind is not Kind.ALL
    )


def _work(report: PeriodReport, words: Words) -> Rows:
    number = words.wording.number
    rows = [
        (words.gettext("Corrected entries"), number(report.corrected)),
        (words.gettext("Retracted entries"), number(report.retracted)),
        (words.gettext("Demands"), number(sum(report.demands.values()))),
    ]
    if report.hours:
        hours, known = report.hours
        rows.append(
            (
                words.gettext("Hours from the first report to the release (median)"),
                words.gettext("%(hours)s; known for %(known)s entries")
                % {"hours": number(hours), "known": number(known)},
            )
        )
    return tuple(rows)


def document(report: PeriodReport, words: Words) -> bytes:
    """The report as DOCX."""
    made = Document()
    made.core_properties.title = _title(report, words)
    made.core_properties.author = ""
    made.core_properties.language = words.wording.language
    made.core_properties.created = made.core_properties.modified = report.time.replace(tzinfo=None)
    made.add_heading(_title(report, words), 0)
    made.add_paragraph(words.limits)
    for sentence in report.sentences:
        made.add_paragraph(sentence)
    if report.chart:
        made.add_picture(BytesIO(png(report.chart, words.wording)), width=Cm(15))
        made.add_paragraph(alternative(report.chart, words.wording))
    for head, rows in sections(report, words):
        made.add_heading(head, 1)
        table = made.add_table(rows=0, cols=2, style="Table Grid")
        for name, value in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, value
    made.add_heading(words.gettext("What is not known"), 1)
    for gap in report.gaps:
        made.add_paragraph(gap, style="List Bullet")
    kept = BytesIO()
    made.save(kept)
    return _timeless(kept.getvalue())


def workbook(report: PeriodReport, words: Words) -> bytes:
    """The report as XLSX: a sheet of sentences, and one for each table."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties(
            {"title": _title(report, words), "created": report.time.replace(tzinfo=None)}
        )
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        page = book.add_worksheet(words.gettext("Summary")[:31])
        page.set_column(0, 0, 100, wrapped)
        page.write_string(0, 0, _title(report, words), bold)
        lines = (words.limits, *report.sentences, *report.gaps)
        for row, sentence in enumerate(lines, 1):
            page.write_string(row, 0, sentence)
        for head, rows in sections(report, words):
            page = book.add_worksheet(head[:31])
            page.set_column(0, 0, 60, wrapped)
            page.set_column(1, 1, 24)
            for row, (name, value) in enumerate(rows):
                page.write_string(row, 0, name)
                plain = value.replace("\u00a0", "").replace(",", "")
                if plain.isdigit():
                    page.write_number(row, 1, int(plain))
                else:
                    page.write_string(row, 1, value)
    return kept.getvalue()


def _title(report: PeriodReport, words: Words) -> str:
    edition = report.edition
    period = words.wording.period(edition.period_start, edition.period_end)
    return f"{words.record.profile.title[words.wording.language]} № {edition.number} · {period}"


def _timeless(packed: bytes) -> bytes:
    """The same archive with no times in it: they are those of the machine."""
    kept = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(packed)) as read,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            part = zipfile.ZipInfo(name, _NO_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(part, read.read(name))
    return kept.getvalue()
