"""Does a reminder come when its member wants it, and never in quiet hours?"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.reminder import WEEK, ReminderPace, ReminderTimes, is_time

ZONE = ZoneInfo("Asia/Almaty")


def times(**other: object) -> ReminderTimes:
    told: dict[str, object] = {
        "pace": ReminderPace.AT_ONCE,
        "at": time(9),
        "quiet_from": time(21),
        "quiet_to": time(8),
        "days": frozenset(WEEK),
    }
    return ReminderTimes(**told | other)  # type: ignore[arg-type]


def here(hour: int, minute: int = 0, *, day: int = 3) -> datetime:
    """A moment on the clock of Almaty; the third of June 2031 is a Tuesday."""
    return datetime(2031, 6, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "comes"),
    [(7, 59, False), (8, 0, True), (20, 59, True), (21, 0, False), (0, 0, False)],
)
def test_quiet_hours_go_over_midnight_on_the_newsrooms_clock(
    hour: int, minute: int, *, comes: bool
) -> None:
    assert is_time(times(), here(hour, minute), ZONE, None) is comes


def test_quiet_hours_of_one_day_and_none_at_all() -> None:
    noon = times(quiet_from=time(12), quiet_to=time(14))
    assert not is_time(noon, here(13), ZONE, None)
    assert is_time(noon, here(14), ZONE, None)
    assert is_time(times(quiet_from=time(8), quiet_to=time(8)), here(3), ZONE, None)


def test_at_once_is_not_more_than_once_an_hour() -> None:
    last = here(10)
    assert not is_time(times(), last + timedelta(minutes=59), ZONE, last)
    assert is_time(times(), last + timedelta(hours=1), ZONE, last)


def test_a_daily_reminder_comes_once_and_late_rather_than_never() -> None:
    daily = times(pace=ReminderPace.DAILY, at=time(9, 30))
    yesterday = here(9, 30, day=2)
    assert not is_time(daily, here(9, 29), ZONE, yesterday)
    assert is_time(daily, here(9, 30), ZONE, yesterday)
    assert is_time(daily, here(17), ZONE, yesterday)
    assert not is_time(daily, here(17), ZONE, here(9, 31))
    assert not is_time(daily, here(22), ZONE, yesterday)


def test_a_day_that_is_not_wanted_is_none_by_the_newsrooms_calendar() -> None:
    tuesdays = times(days=frozenset({2}), quiet_from=time(0), quiet_to=time(0))
    # Monday still in Greenwich.
    assert is_time(tuesdays, here(1), ZONE, None)
    assert not is_time(tuesdays, here(1, day=4), ZONE, None)
