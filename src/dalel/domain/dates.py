"""Partial dates: a date with the precision that its source gives."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum


def local(moment: datetime, zone: tzinfo) -> datetime:
    """A moment on the clocks of a zone; at the very ends of time, where there is none, as it is."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


@dataclass(frozen=True, kw_only=True, order=True)
class PartialDate:
    """A date as far as the source gives it.

    ``iso`` follows ISO 8601 with reduced precision: ``2025-12-10``, ``2025-12``, ``2025``, or an
    interval of two of those, ``2025-01/2025-10``.
    """

    iso: str
    precision: Precision
    year_inferred: bool = False

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month, or None where not even the month is known or it spans several."""
        if self.precision not in {Precision.DAY, Precision.MONTH}:
            return None
        year, month = self.iso.split("-")[:2]
        return int(year), int(month)

    @property
    def first_day(self) -> date:
        """The earliest day it can mean."""
        year, month, day = (*self.iso.split("/")[0].split("-"), "01", "01")[:3]
        return date(int(year), int(month), int(day))

    @property
    def last_day(self) -> date:
        """The latest day it can mean."""
        known = [int(part) for part in self.iso.split("/")[-1].split("-")]
        if len(known) == 3:
            return date(*known)
        year, month = (*known, 12)[:2]
        return date(year, month, monthrange(year, month)[1])
