"""How often a bulletin comes out, and which period its next issue has."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Rhythm(StrEnum):
    """How often a bulletin comes out."""

    WEEK = "week"
    TWO_WEEKS = "two weeks"
    MONTH = "month"
    QUARTER = "quarter"


_DAYS: Final = {Rhythm.WEEK: 7, Rhythm.TWO_WEEKS: 14}
_MONTHS: Final = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3}


def next_period(rhythm: Rhythm, last_end: date | None, today: date) -> tuple[date, date]:
    """First and last day of the next issue, both of its period.

    It follows the last issue. Where there was none, or more than one whole period lies between,
    it holds today.
    """
    if last_end is not None:
        following = _from(rhythm, last_end + timedelta(days=1))
        if _from(rhythm, following[1] + timedelta(days=1))[1] >= today:
            return following
    return _from(rhythm, _holding(rhythm, today))


def _from(rhythm: Rhythm, start: date) -> tuple[date, date]:
    """The period that begins on a day."""
    if rhythm in _DAYS:
        return start, start + timedelta(days=_DAYS[rhythm] - 1)
    after = start.month - 1 + _MONTHS[rhythm]
    year, month = start.year + after // 12, after % 12 + 1
    day = min(start.day, monthrange(year, month)[1])
    return start, date(year, month, day) - timedelta(days=1)


def _holding(rhythm: Rhythm, today: date) -> date:
    """The Monday, or the first day of the month or quarter, of the period that holds a day."""
    if rhythm in _DAYS:
        return today - timedelta(days=today.weekday())
    months = _MONTHS[rhythm]
    return today.replace(month=(today.month - 1) // months * months + 1, day=1)
