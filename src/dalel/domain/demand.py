"""How pressing a demand on the newsroom is, and the verdicts on one."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dalel.domain.states import DemandState

#: So long before its day a demand is pressing.
_SOON: Final = timedelta(days=2)


class Verdict(StrEnum):
    """What the newsroom decided about a demand."""

    UPHELD = "upheld"
    PARTLY = "partly upheld"
    REJECTED = "rejected"


class Pressure(StrEnum):
    """How pressing a demand is."""

    NONE = "none"
    SOON = "soon"
    OVERDUE = "overdue"


def pressure(state: DemandState, due: date, today: date) -> Pressure:
    """How pressing: what is answered or withdrawn presses no more."""
    if state in {DemandState.ANSWERED, DemandState.WITHDRAWN}:
        return Pressure.NONE
    if today > due:
        return Pressure.OVERDUE
    return Pressure.SOON if due - today <= _SOON else Pressure.NONE
