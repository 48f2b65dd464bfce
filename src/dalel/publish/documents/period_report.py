"""The content of an edition's report for partners and donors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.count_board import Cell, Kind, Subject
from dalel.domain.edition import Edition
from dalel.publish.figures.chart_figures import ChartFigures
from dalel.publish.figures.summary import sheet
from dalel.publish.figures.views import subjects
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.incident import direction_words


@dataclass(frozen=True, kw_only=True)
class PeriodReport:
    """What a report tells beside the figures themselves.

    ``places`` and ``verification`` count entries by code, ``demands`` by verdict (empty: not
    decided); ``hours`` are those from the first kept report to the release, of the entries of which
    both are known. ``gaps`` are sentences on what is not known; fewer coded entries
    than ``few`` are called few.
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
    few: int
    charts: tuple[ChartFigures, ...]
    time: datetime


#: A figure, or words.
Value = str | int


@dataclass(frozen=True, kw_only=True)
class ReportSheet:
    """A table of the report; the first cell of a row is its head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def report_title(report: PeriodReport, words: MeasureWords) -> str:
    """The monitor, the number of the edition, and its period."""
    edition = report.edition
    period = words.wording.period(edition.period_start, edition.period_end)
    return f"{words.record.profile.title[words.wording.language]} № {edition.number} · {period}"


def sheets(report: PeriodReport, words: MeasureWords) -> Iterator[ReportSheet]:
    """The tables of a report, the board first."""
    gettext = words.gettext
    yield _board(report, words)
    yield ReportSheet(
        title=gettext("Figures"),
        head=(gettext("What is counted"), gettext("Count")),
        rows=tuple((name, _whole(value)) for name, value in sheet(report.cells, words)),
    )
    yield ReportSheet(
        title=gettext("Places"),
        head=(gettext("Places"), gettext("Entries")),
        rows=tuple((words.code("place", code), n) for code, n in report.places.items()),
    )
    yield ReportSheet(
        title=gettext("Verification"),
        head=(gettext("Verification"), gettext("Entries")),
        rows=tuple(
            (f"{code} · {words.code('verification', code)}", n)
            for code, n in report.verification.items()
        ),
    )
    yield ReportSheet(
        title=gettext("Our own work"),
        head=(gettext("What is counted"), gettext("Count")),
        rows=tuple(_work(report, words)),
    )


def _board(report: PeriodReport, words: MeasureWords) -> ReportSheet:
    """Every section and right, those without entries too."""
    gettext = words.gettext
    return ReportSheet(
        title=gettext("By section and right"),
        head=(
            gettext("Section or right"),
            gettext("Level"),
            gettext("Entries"),
            gettext("with codes"),
            *direction_words(words.wording).values(),
            gettext("verified"),
            gettext("severe"),
        ),
        rows=tuple(
            _row(report.cells.get(subject, Cell(subject=subject, period=None)), words)
            for subject in subjects(words)
            if subject.kind is not Kind.ALL
        ),
    )


def _row(cell: Cell, words: MeasureWords) -> tuple[Value, ...]:
    return (
        words.subject(cell.subject),
        words.level(cell.level),
        cell.total,
        cell.coded,
        *(cell.directions.get(code, 0) for code in direction_words(words.wording)),
        cell.verified,
        cell.severe,
    )


def _work(report: PeriodReport, words: MeasureWords) -> Iterator[tuple[Value, ...]]:
    yield words.gettext("Corrected entries"), report.corrected
    yield words.gettext("Retracted entries"), report.retracted
    yield words.gettext("Demands"), sum(report.demands.values())
    if report.hours:
        hours, known = report.hours
        number = words.wording.number
        yield (
            words.gettext("Hours from the first report to the release (median)"),
            words.gettext("%(hours)s; known for %(known)s entries")
            % {"hours": number(hours), "known": number(known)},
        )


def _whole(number: str) -> int:
    """A number as it is written in any language, as a number."""
    return int("".join(filter(str.isdigit, number)))
