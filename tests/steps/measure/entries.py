"""Entries as they are counted, with little to write."""

from datetime import date
from typing import Any

from dalel.domain.count_board import Counted, Period, PeriodLength

CODED: dict[str, Any] = {
    "event_type": "site_block",
    "direction": "negative",
    "severity": 3,
    "verification": "V3",
    "case_status": "not_applicable",
    "rights": ("expression",),
}


def entry(number: str, day: date | None, **others: Any) -> Counted:
    """A coded entry of a day; ``others`` in the place of what it is usually coded with."""
    period = Period.of(day, PeriodLength.MONTH) if day else None
    about: dict[str, Any] = {"number": number, "section": 1, "day": day, "period": period}
    return Counted(**about | CODED | others)
