"""Do bounds on wrong tries let through so many a day, and no more?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.try_limits import (
    ADDRESS,
    CODE,
    CODE_KNOWN,
    CODE_PAIR,
    FORGOTTEN,
    KNOWN,
    NAME,
    PAIR,
    TryBound,
)

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
BOUNDS = (PAIR, ADDRESS, NAME, KNOWN, CODE, CODE_PAIR, CODE_KNOWN)


def let_through(bound: TryBound, hours: int) -> int:
    """How many tries are let through of one every ten seconds."""
    level, since, done = 0.0, NOON, 0
    for second in range(0, hours * 3600, 10):
        now = NOON + timedelta(seconds=second)
        level, since = bound.level(level, since, now), now
        if bound.has_room(level):
            level, done = level + 1, done + 1
    return done


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_holds_for_a_day_however_often_is_tried(bound: TryBound) -> None:
    assert bound.first_day - 1 <= let_through(bound, 24) <= bound.first_day


def test_the_bounds_that_the_decision_states() -> None:
    assert (NAME.first_day, CODE.first_day, PAIR.first_day) == (338, 68, 298)


@pytest.mark.parametrize("bound", BOUNDS)
def test_what_is_forgotten_was_at_nothing(bound: TryBound) -> None:
    assert bound.level(bound.at_once, NOON, NOON + FORGOTTEN) == 0.0


def test_a_clock_that_is_set_back_drains_nothing() -> None:
    assert PAIR.level(3.0, NOON, NOON - timedelta(days=1)) == 3.0
