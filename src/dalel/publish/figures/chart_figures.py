"""Figures of a chart, with their table and text alternative."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.publish.views.dates import DateWording

#: More figures than these are not read out one by one.
_READ_OUT: Final = 12


class ChartShape(StrEnum):
    """How figures are drawn: bars side by side, bars of which series are parts, or over time."""

    BARS = "bars"
    STACK = "stack"
    LINE = "line"


@dataclass(frozen=True, kw_only=True)
class ChartMark:
    """One figure; ``value`` None: not known, which is no zero.

    ``low`` and ``high`` bound its interval; ``href`` leads to what was counted.
    """

    label: str
    value: float | None
    series: str = ""
    low: float | None = None
    high: float | None = None
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartFigures:
    """What a chart shows, in the words of one language.

    ``label_name`` says what the labels are ("Month"), ``value_name`` what is counted; ``limits`` is
    what the figures do not tell. ``finding`` is the sentence that the figures bear, ``measure``
    what is counted of which period; a chart of a document has neither. ``colours`` are those of
    the series where their meaning has colours of its own.
    """

    title: str
    label_name: str
    value_name: str
    marks: tuple[ChartMark, ...]
    shape: ChartShape = ChartShape.BARS
    limits: str = ""
    finding: str = ""
    measure: str = ""
    colours: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The finding; where nobody drew one, what is measured."""
        return self.finding or self.title

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, each once, in order."""
        return tuple(dict.fromkeys(mark.label for mark in self.marks))

    @property
    def series(self) -> tuple[str, ...]:
        """The series, each once, in order."""
        return tuple(dict.fromkeys(mark.series for mark in self.marks))


@dataclass(frozen=True, kw_only=True)
class TableCell:
    """What stands in a table, and where it leads."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """The same figures as a table; the first cell of a row is its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def table(figures: ChartFigures, wording: DateWording) -> ChartTable:
    """The figures as a table: a row a label, a column a series."""
    placed = {(mark.label, mark.series): mark for mark in figures.marks}
    return ChartTable(
        head=(figures.label_name, *(name or figures.value_name for name in figures.series)),
        rows=tuple(
            (
                TableCell(text=label),
                *(_cell(placed.get((label, name)), wording) for name in figures.series),
            )
            for label in figures.labels
        ),
    )


def alternative(figures: ChartFigures, wording: DateWording) -> str:
    """What the picture shows, for those who do not see it."""
    gettext = wording.words.gettext
    known = [mark for mark in figures.marks if mark.value is not None]
    if not known:
        return gettext("Chart: %(title)s. There are no figures.") % {"title": figures.heading}
    if len(figures.marks) <= _READ_OUT:
        told = "; ".join(named(mark, wording) for mark in figures.marks)
    else:
        tell = _course if figures.shape is ChartShape.LINE else _highest
        told = "; ".join(tell(name, known, wording) for name in figures.series)
    return gettext("Chart: %(title)s. %(told)s.") % {"title": figures.heading, "told": told}


def named(mark: ChartMark, wording: DateWording) -> str:
    """A figure with what it is of: ``Access to information, restricts: 15``."""
    name = f"{mark.label}, {mark.series}" if mark.series else mark.label
    return f"{name}: {said(mark, wording)}"


def said(mark: ChartMark, wording: DateWording) -> str:
    """A figure with its interval, in words of a language."""
    if mark.value is None:
        return wording.words.gettext("not enough data")
    value = decimal(mark.value, wording)
    if mark.low is None or mark.high is None:
        return value
    return f"{value} ({decimal(mark.low, wording)}–{decimal(mark.high, wording)})"


def decimal(value: float, wording: DateWording) -> str:
    """``1 234,5``: one decimal, and none where there is nothing behind the point."""
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    point = "." if wording.language == "en" else ","
    told = wording.number(whole) + (f"{point}{rest}" if rest else "")
    return f"−{told}" if tenths < 0 else told


def _cell(mark: ChartMark | None, wording: DateWording) -> TableCell:
    return TableCell(text=said(mark, wording), href=mark.href) if mark else TableCell(text="–")


def _highest(name: str, known: list[ChartMark], wording: DateWording) -> str:
    """The highest figure of a series: bars have no last."""
    bars = [mark for mark in known if mark.series == name]
    if not bars:
        return f"{name}: {wording.words.gettext('not enough data')}"
    highest = max(bars, key=lambda mark: mark.value or 0)
    told = wording.words.gettext("highest %(high)s (%(high_label)s)") % {
        "high": said(highest, wording),
        "high_label": highest.label,
    }
    return f"{name}: {told}" if name else told


def _course(name: str, known: list[ChartMark], wording: DateWording) -> str:
    """The lowest, the highest and the last figure of a series."""
    course = [mark for mark in known if mark.series == name]
    if not course:
        return f"{name}: {wording.words.gettext('not enough data')}"
    lowest = min(course, key=lambda mark: mark.value or 0)
    highest = max(course, key=lambda mark: mark.value or 0)
    told = wording.words.gettext(
        "lowest %(low)s (%(low_label)s), highest %(high)s (%(high_label)s), "
        "last %(last)s (%(last_label)s)"
    ) % {
        "low": said(lowest, wording),
        "low_label": lowest.label,
        "high": said(highest, wording),
        "high_label": highest.label,
        "last": said(course[-1], wording),
        "last_label": course[-1].label,
    }
    return f"{name}: {told}" if name else told
