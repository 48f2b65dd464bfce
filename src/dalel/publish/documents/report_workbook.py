"""Renders the report for partners as a spreadsheet with native, editable charts.

The charts are the spreadsheet's own and read its cells. The same report gives the same bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from dalel.publish.documents.period_report import (
    PeriodReport,
    ReportSheet,
    Value,
    report_title,
    sheets,
)
from dalel.publish.figures.chart_figures import ChartFigures, ChartShape, alternative, table
from dalel.publish.figures.charts import series_colours
from dalel.publish.figures.palette import INK, RULE, SOFT
from dalel.publish.figures.words import MeasureWords

#: Excel allows a sheet's name so many letters, and these none.
_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
#: The width of a chart in pixels, the height of what stands around its bars, and of a bar.
_WIDTH, _AROUND, _BAR = 760, 150, 30


def workbook(report: PeriodReport, words: MeasureWords) -> bytes:
    """The report as XLSX: the sentences, the tables, and the charts on the figures they draw."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        title = report_title(report, words)
        book.set_properties(
            {"title": title, "author": "", "created": report.time.replace(tzinfo=None)}
        )
        made = _Book(book, words)
        made.sentences(title, report)
        board, *others = sheets(report, words)
        made.sheet(board)
        for figures in report.charts:
            made.chart(figures)
        for one in others:
            made.sheet(one)
    return kept.getvalue()


class _Book:
    """A workbook while it is written."""

    def __init__(self, book: Any, words: MeasureWords) -> None:
        self._book = book
        self._words = words
        self._title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True})
        self._bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}
        )
        self._right = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "align": "right"}
        )
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})

    def sentences(self, title: str, report: PeriodReport) -> None:
        """The first sheet: what the figures say, and what they do not."""
        words = self._words
        page = self._page(words.gettext("Summary"))
        page.set_column(0, 0, 100, self._wrapped)
        page.write_string(0, 0, title, self._title)
        lines = (*report.sentences, words.limits, words.few(report.few), *report.gaps)
        for row, sentence in enumerate(lines, 2):
            page.write_string(row, 0, sentence, self._wrapped)

    def sheet(self, one: ReportSheet) -> None:
        """A table on a sheet of its own."""
        page = self._page(one.title)
        self._write(page, one.head, one.rows)

    def chart(self, figures: ChartFigures) -> None:
        """A sheet with a chart and the table that it reads."""
        shown = table(figures, self._words.wording)
        values = {(mark.label, mark.series): mark.value or 0 for mark in figures.marks}
        rows: list[tuple[Value, ...]] = [
            (label, *(int(values.get((label, name), 0)) for name in figures.series))
            for label in figures.labels
        ]
        page = self._page(figures.title)
        self._write(page, shown.head, rows)
        page.write_string(len(rows) + 2, 0, figures.limits, self._wrapped)
        page.insert_chart(
            0,
            len(shown.head) + 1,
            self._drawn(figures, page.get_name(), len(rows)),
            {"description": alternative(figures, self._words.wording)},
        )

    def _drawn(self, figures: ChartFigures, sheet: str, last: int) -> Any:
        is_stack = figures.shape is ChartShape.STACK
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked" if is_stack else None})
        for place, name in enumerate(figures.series):
            chart.add_series(
                {
                    "name": [sheet, 0, place + 1],
                    "categories": [sheet, 1, 0, last, 0],
                    "values": [sheet, 1, place + 1, last, place + 1],
                    "fill": {"color": series_colours(figures)[place]},
                    "gap": 40,
                    "data_labels": {} if name else {"value": True},
                }
            )
        letters = {"size": 10, "color": INK}
        chart.set_title({"name": figures.title, "name_font": {"size": 12, "color": INK}})
        # The first row stands above, as in the table.
        chart.set_y_axis(
            {"reverse": True, "crossing": "max", "num_font": letters, "line": {"color": SOFT}}
        )
        chart.set_x_axis(
            {
                "name": figures.value_name,
                "name_font": {"size": 10, "bold": False, "color": SOFT},
                "num_font": letters,
                "major_gridlines": {"visible": True, "line": {"color": RULE}},
                "min": 0,
            }
        )
        chart.set_legend({"position": "top"} if is_stack else {"none": True})
        chart.set_size({"width": _WIDTH, "height": _AROUND + _BAR * last})
        return chart

    def _page(self, name: str) -> Any:
        page = self._book.add_worksheet(name.translate(_FORBIDDEN)[:_LONGEST_NAME].strip())
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def _write(self, page: Any, head: tuple[str, ...], rows: Sequence[tuple[Value, ...]]) -> None:
        page.set_column(0, 0, 52, self._wrapped)
        page.set_column(1, len(head) - 1, 20)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        for column, name in enumerate(head):
            is_figure = bool(rows) and isinstance(rows[0][column], int)
            page.write_string(0, column, name, self._right if is_figure else self._bold)
        for place, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._put(page, place, column, value)

    def _put(self, page: Any, row: int, column: int, value: Value) -> None:
        if isinstance(value, int):
            page.write_number(row, column, value, self._number)
        else:
            page.write_string(row, column, value, self._wrapped)
