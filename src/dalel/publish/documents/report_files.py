"""The report for partners as a file: what it draws and does not know is worked out with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from dalel.domain.measures import Measures
from dalel.domain.snapshot import Snapshot
from dalel.publish.documents.period_report import PeriodReport
from dalel.publish.documents.report_document import document
from dalel.publish.documents.report_workbook import workbook
from dalel.publish.figures.pictures import pictures
from dalel.publish.figures.summary import gaps
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot

#: By the ending of the file.
FORMS: Final[dict[str, Callable[[PeriodReport, MeasureWords], bytes]]] = {
    "docx": document,
    "xlsx": workbook,
}


def report_file(
    report: PeriodReport, measures: Measures, snapshot: Snapshot, language: str, form: str
) -> bytes:
    """A report, with its pictures and gaps, in a language and a form."""
    words = MeasureWords(IndexedSnapshot(snapshot, ""), wording(language))
    printed = frozenset(report.edition.numbers)
    whole = replace(
        report,
        gaps=tuple(gaps(printed, report.cells, measures, words)),
        charts=pictures(report.cells, words),
    )
    return FORMS[form](whole, words)
