"""Layout of the ledger chart: sections by months, one dot for each incident."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.codebook import Section
from dalel.domain.incident import Incident
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView

#: A chart shows so many months; what lies before them stands together in one column.
_MONTHS: Final = 12
#: Keys of the columns that are no month.
_EARLIER: Final = (0, 0)
_NO_MONTH: Final = (9999, 0)
Month = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class LedgerColumn:
    """A column: its short head, and the year where a year begins."""

    place: int
    head: str
    year: str


@dataclass(frozen=True, kw_only=True)
class LedgerCell:
    """The dots of one section in one column; ``place`` counts columns from 1."""

    place: int
    dots: tuple[IncidentView, ...]


@dataclass(frozen=True, kw_only=True)
class LedgerSection:
    """A section: ``place`` counts rows from 1."""

    place: int
    section: Section
    label: str
    count: int
    cells: tuple[LedgerCell, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The ledger: sections by months, each incident once.

    ``months`` is how many columns are months (or "earlier"); ``undated`` tells whether one more
    column holds what has no single month. ``directions`` counts incidents by direction,
    ``reported`` those that stand in the month of their report, since theirs is not known.
    ``headline`` says in which section most of them stand; empty where no single one has most.
    """

    months: int
    undated: bool
    columns: tuple[LedgerColumn, ...]
    rows: tuple[LedgerSection, ...]
    total: int
    directions: dict[str, int]
    reported: int = 0
    headline: str = ""


def chart(
    views: Iterable[IncidentView],
    sections: Iterable[Section],
    wording: DateWording,
    edition: int | None = None,
) -> Chart:
    """Lay out the ledger of some incidents, of an edition where they are one's.

    What has no month of its own stands in that of its report; where that is not known either, in
    the last column, under the edition.
    """
    shown = list(views)
    first = _first_month(shown)
    cells: dict[tuple[int, Month], list[IncidentView]] = defaultdict(list)
    for view in shown:
        cells[view.incident.section, _column(view.incident, first)].append(view)
    months = _columns({key for _, key in cells})
    columns = _heads(months, wording, edition)
    directions: dict[str, int] = defaultdict(int)
    for view in shown:
        directions[view.direction] += 1
    rows = tuple(
        LedgerSection(
            place=place,
            section=section,
            label=section.labels[wording.language],
            count=sum(view.incident.section == section.number for view in shown),
            cells=tuple(
                LedgerCell(place=column.place, dots=tuple(dots))
                for key, column in zip(months, columns, strict=True)
                if (dots := cells.get((section.number, key)))
            ),
        )
        for place, section in enumerate(sections, 1)
    )
    return Chart(
        months=sum(key != _NO_MONTH for key in months),
        undated=_NO_MONTH in months,
        columns=columns,
        rows=rows,
        total=len(shown),
        directions=dict(directions),
        reported=sum(view.is_placed_by_report for view in shown),
        headline=_headline(rows, wording),
    )


def _headline(rows: Sequence[LedgerSection], wording: DateWording) -> str:
    most, *others = sorted(rows, key=lambda row: -row.count)
    if others and others[0].count == most.count:
        return ""
    return wording.words.gettext("Most entries stand in “%(section)s”: %(count)s of %(of)s") % {
        "section": most.label,
        "count": wording.number(most.count),
        "of": wording.number(sum(row.count for row in rows)),
    }


def _first_month(views: list[IncidentView]) -> Month:
    """The first of the twelve months that end with the latest month of an incident."""
    months = filter(None, (_month(view.incident) for view in views))
    year, month = max(months, default=_NO_MONTH)
    first_year, month_from_0 = divmod(year * 12 + month - _MONTHS, 12)
    return first_year, month_from_0 + 1


def _month(incident: Incident) -> Month | None:
    """The month of the happening, or of its report."""
    known = (one.month for one in (incident.date, incident.reported) if one)
    return next(filter(None, known), None)


def _column(incident: Incident, first: Month) -> Month:
    month = _month(incident)
    if month is None:
        return _NO_MONTH
    return month if month >= first else _EARLIER


def _columns(used: set[Month]) -> list[Month]:
    """The columns from left to right: a month without incidents between two others stays."""
    months = sorted(used - {_EARLIER, _NO_MONTH})
    columns = [_EARLIER] if _EARLIER in used else []
    if months:
        (year, month), last = months[0], months[-1]
        while (year, month) <= last:
            columns.append((year, month))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return columns + ([_NO_MONTH] if _NO_MONTH in used else [])


def _heads(
    months: list[Month], wording: DateWording, edition: int | None
) -> tuple[LedgerColumn, ...]:
    gettext = wording.words.gettext
    unknown = gettext("month not stated")
    if edition is not None:
        unknown = gettext("in № %(number)s, month not stated") % {"number": edition}
    heads = []
    year_before = 0
    for place, (year, month) in enumerate(months, 1):
        if (year, month) == _EARLIER:
            head = gettext("earlier")
            shown = ""
        elif (year, month) == _NO_MONTH:
            head = unknown
            shown = ""
        else:
            head = wording.short[month]
            shown = str(year) if year != year_before else ""
            year_before = year
        heads.append(LedgerColumn(place=place, head=head, year=shown))
    return tuple(heads)
