"""Writes the diary as an iCalendar feed (RFC 5545)."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from icalendar import TRANSP, Alarm, Calendar, Event

from dalel.newsroom.frame.labels import label
from dalel.newsroom.incidents.actions.diary import DiaryEntry

#: What a value of type TEXT may not hold (section 3.3.11), and the library lets through.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DAY: Final = timedelta(days=1)
_REMINDER: Final = timedelta(hours=-15)


def calendar(name: str, entries: Iterable[DiaryEntry]) -> bytes:
    """A calendar of whole days, each with a reminder on the day before."""
    made = Calendar.new(
        uid="diary@dalel",
        name=name,
        prodid="-//Dalel//Diary//EN",
        subcomponents=map(_event, entries),
    )
    written: bytes = made.to_ical()
    return written


def _event(entry: DiaryEntry) -> Event:
    """A whole day; it is the same event for ever, of the moment when the entry was last changed."""
    number = f"{entry.incident}: " if entry.incident else ""
    name = f"{number}{label(entry.kind)}"
    reminder = Alarm.new(description=name)
    reminder.add("action", "DISPLAY")
    reminder.add("trigger", _REMINDER)
    return Event.new(
        uid=f"diary-{entry.key}@dalel",
        stamp=entry.changed,
        start=entry.day,
        end=entry.day + _DAY,
        summary=name,
        description=_CONTROL.sub("", entry.text.replace("\r\n", "\n")),
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[reminder],
    )
