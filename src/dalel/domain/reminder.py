"""Reminders for members: what they are of, by which way and when they may come."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from dalel.domain.dates import local

#: Between two reminders to one person lies at least so long.
LEAST: Final = timedelta(hours=1)
#: The days of a week as ISO 8601 counts them: Monday is 1.
WEEK: Final = range(1, 8)


class ReminderKind(StrEnum):
    """What waits for a member."""

    READING = "reading"
    RETURNED = "returned"
    DEADLINE = "deadline"
    ADVICE = "advice"


class ReminderPace(StrEnum):
    """How often a member is told at most."""

    AT_ONCE = "at once"
    DAILY = "daily"


class ReminderWay(StrEnum):
    """By which way a member is told."""

    MAIL = "mail"
    TELEGRAM = "telegram"


@dataclass(frozen=True, kw_only=True)
class ReminderTimes:
    """When a member wants to be told, on the newsroom's clock.

    ``at`` is the time of a daily reminder; quiet are the hours from ``quiet_from`` to
    ``quiet_to``, over midnight where that is the earlier one, none where both are the same.
    ``days`` are counted as in ``WEEK``.
    """

    pace: ReminderPace
    at: time
    quiet_from: time
    quiet_to: time
    days: frozenset[int]


def is_quiet(times: ReminderTimes, clock: time) -> bool:
    """Whether nothing is to be said at this time of the day."""
    start, end = times.quiet_from, times.quiet_to
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def is_time(times: ReminderTimes, now: datetime, zone: tzinfo, last: datetime | None) -> bool:
    """Whether a member may be told now who was told last at ``last``, if ever.

    A daily reminder whose time passed while nobody was there to send it comes later on that day,
    out of the quiet hours.
    """
    here = local(now, zone)
    clock = here.time().replace(tzinfo=None)
    if here.isoweekday() not in times.days or is_quiet(times, clock):
        return False
    if last is not None and now - last < LEAST:
        return False
    if times.pace is ReminderPace.AT_ONCE:
        return True
    return clock >= times.at and (last is None or local(last, zone).date() < here.date())
