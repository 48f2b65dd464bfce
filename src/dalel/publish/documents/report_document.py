"""Renders the report for partners as a Word document.

The same report gives the same bytes.
"""

from typing import Final

from docx.document import Document
from docx.shared import Cm

from dalel.publish.documents.period_report import (
    PeriodReport,
    ReportSheet,
    report_title,
    sheets,
)
from dalel.publish.documents.word_figures import add_picture, board_widths
from dalel.publish.documents.word_file import begun, finished
from dalel.publish.documents.word_marks import page_number, table
from dalel.publish.figures.words import MeasureWords

#: In centimetres: a board of more columns than a bulletin's wants a wider page; a name, a figure.
_MARGIN: Final = 2.1
_ROOM: Final = 16.8
_NAME, _FIGURE = 11.2, 5.6


def document(report: PeriodReport, words: MeasureWords) -> bytes:
    """The report as DOCX."""
    title = report_title(report, words)
    made = begun(title, words.wording.locale.replace("_", "-"), report.time)
    _set_frame(made, title)
    profile, edition = words.record.profile, report.edition
    made.add_paragraph(profile.title[words.wording.language], "Title")
    period = words.wording.period(edition.period_start, edition.period_end)
    made.add_paragraph(f"№ {edition.number} · {period}", "Subtitle")
    for place, sentence in enumerate(report.sentences):
        made.add_paragraph(sentence, "Dalel Text" if place else "Dalel Lead")
    made.add_paragraph(words.limits, "Dalel Note")
    board, *others = sheets(report, words)
    _add(made, board, words)
    made.add_paragraph(words.few(report.few), "Dalel Note")
    for figures in report.charts:
        add_picture(made, figures, words.wording)
    for one in others:
        _add(made, one, words)
    made.add_paragraph(words.gettext("What is not known"), "Heading 1")
    for gap in report.gaps:
        made.add_paragraph(gap, "Dalel Reason")
    return finished(made)


def _add(made: Document, one: ReportSheet, words: MeasureWords) -> None:
    made.add_paragraph(one.title, "Heading 1")
    if not one.rows:
        made.add_paragraph(words.gettext("There are no figures."), "Dalel Note")
        return
    number = words.wording.number
    rows = [
        [(number(value) if isinstance(value, int) else value, "") for value in row]
        for row in one.rows
    ]
    lines = [one.head, *([text for text, _ in row] for row in rows)]
    widths = board_widths(lines, _ROOM) if len(one.head) > 2 else (_NAME, _FIGURE)
    table(made, one.head, rows, widths, "Dalel Table")


def _set_frame(made: Document, title: str) -> None:
    section = made.sections[0]
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.header.paragraphs[0].text = title
    for footer in (section.first_page_footer, section.footer):
        page_number(footer.paragraphs[0])
