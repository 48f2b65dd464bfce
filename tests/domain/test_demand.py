"""Does a demand press when its day comes near?"""

from datetime import date

import pytest

from dalel.domain.demand import Pressure, pressure
from dalel.domain.states import DemandState


@pytest.mark.parametrize("state", [DemandState.RECEIVED, DemandState.DECIDED])
@pytest.mark.parametrize(
    ("today", "pressing"),
    [
        (5, Pressure.NONE),
        (6, Pressure.SOON),
        (8, Pressure.SOON),
        (9, Pressure.OVERDUE),
    ],
)
def test_an_open_demand_presses_from_two_days_before_its_day(
    state: DemandState, today: int, pressing: Pressure
) -> None:
    assert pressure(state, date(2031, 6, 8), date(2031, 6, today)) is pressing


@pytest.mark.parametrize("state", [DemandState.ANSWERED, DemandState.WITHDRAWN])
def test_what_is_over_presses_no_more(state: DemandState) -> None:
    assert pressure(state, date(2031, 6, 8), date(2031, 7, 1)) is Pressure.NONE
