"""Tells whether a date bears out another one: the same days, a part of them, or the same month.

Dates are ISO 8601: a day, a month, a year, a week, or two of them with a slash.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from dalel.domain.claim import When

#: "About" a day may be so many days off.
_ABOUT: Final = timedelta(days=3)
_DAY: Final = timedelta(days=1)
#: The first months of seasons, which are told for a day within them, and their length.
_SEASONS: Final = frozenset({3, 6, 9, 12})
_SEASON: Final = timedelta(days=92)
_YEAR, _MONTH = 4, 7


def interval(iso: str) -> tuple[date, date] | None:
    """The first and the last day of a date; None where it is none of the calendar."""
    first, _, last = iso.partition("/")
    try:
        start, end = _days(first), _days(last or first)
    except ValueError:
        return None
    return start[0], end[1]


def _days(iso: str) -> tuple[date, date]:
    if "W" in iso:
        monday = date.fromisocalendar(int(iso[:_YEAR]), int(iso[-2:]), 1)
        return monday, monday + 6 * _DAY
    year = int(iso[:_YEAR])
    if len(iso) == _YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    if len(iso) == _MONTH:
        month = int(iso[-2:])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    exact = date.fromisoformat(iso)
    return exact, exact


def bears_out(told: When, asked: When) -> bool:
    """Whether a date of the evidence is the one that is asked, or lies within it.

    A day does not follow from its month, nor a month from its year. Of a date without a year only
    what is told of it counts, since the year is a guess.
    """
    if asked.yearless:
        parts = [part[_YEAR:] for part in (told.iso or "").split("/")]
        return any(part.startswith(asked.yearless) for part in (*parts, told.yearless) if part)
    if asked.iso is None:
        return False
    if told.iso is None:
        return bool(told.yearless) and told.yearless.startswith(asked.iso[_YEAR:] or "?")
    return told.iso == asked.iso or _within(told, asked)


def _is_season(found: tuple[date, date]) -> bool:
    start, end = found
    length = end - start + _DAY
    return start.month in _SEASONS and start.day == 1 and 0 <= (_SEASON - length).days <= 2


def _within(told: When, asked: When) -> bool:
    mine = interval(asked.iso or "")
    if mine is None or ("/" in (asked.iso or "") and not _is_season(mine)):
        return False
    for part in {told.iso or "", *(told.iso or "").split("/")}:
        theirs = interval(part)
        if theirs is None:
            continue
        slack = _ABOUT if "about" in {asked.precision, told.precision} else timedelta()
        if mine[0] - slack <= theirs[0] and theirs[1] <= mine[1] + slack:
            return True
    return False
