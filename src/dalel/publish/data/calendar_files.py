"""Calendars of the days to come: iCalendar (RFC 5545) of everything and of each case.

A day is the same event for as long as its kind, its entry and the day itself stay the same, and
its stamp is the moment when its entry was last changed, so that the same days give the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from icalendar import TRANSP, Calendar, Component, Event, Timezone, TimezoneStandard

from dalel.domain.codebook import Labels
from dalel.domain.public_record import ComingDay
from dalel.publish.data.feeds import authority
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import maker
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings
from dalel.publish.views.time_line import kind_words

#: The name of a calendar's file, in the folder of the page that it follows.
CALENDAR: Final = "next.ics"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class _Topic:
    """What a calendar is of: its folder below a language's, its name, and its days."""

    folder: str
    names: Labels
    days: tuple[ComingDay, ...]


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The calendar of all days to come and that of each case, in every language."""
    for topic in _topics(record):
        incidents = record.of_numbers(one.incident for one in topic.days)
        yield Work(
            key=f"calendar/{topic.folder}",
            inputs=record.inputs(incidents, topic.names, topic.days),
            render=partial(_render, record, topic),
        )


def _topics(record: IndexedSnapshot) -> Iterator[_Topic]:
    yield _Topic(folder="next/", names={}, days=record.snapshot.diary)
    for matter in record.snapshot.matters:
        yield _Topic(
            folder=f"c/{matter.number}/",
            names=matter.names,
            days=tuple(record.days_of_matter(matter)),
        )


def _render(record: IndexedSnapshot, topic: _Topic) -> Iterator[File]:
    for wording in wordings(record):
        folder = f"{wording.language}/{topic.folder}"
        yield folder + CALENDAR, calendar(record, wording, topic.names, topic.days, folder)


def calendar(
    record: IndexedSnapshot,
    wording: DateWording,
    names: Labels,
    days: Iterable[ComingDay],
    folder: str,
) -> bytes:
    """A calendar of whole days in a language; of a day whose entry was taken back it is silent."""
    language = wording.language
    told = f"{record.profile.title[language]}: {wording.words.gettext('What comes next')}"
    host = authority(record)
    events = [
        _event(day, IncidentView(record, incident, wording), host)
        for day in days
        for incident in record.of_numbers([day.incident])
    ]
    made = Calendar.new(
        uid=f"{folder}@{host}",
        name=f"{told}: {names[language]}" if names else told,
        description=maker(record, wording),
        prodid="-//Dalel//Public record//EN",
        refresh_interval=_DAY,
        # A calendar has at least one part (section 3.6): without days the time zone of nothing.
        subcomponents=events or [_utc()],
    )
    written: bytes = made.to_ical()
    return written


def _event(day: ComingDay, view: IncidentView, host: str) -> Event:
    """A whole day that blocks no time."""
    gettext = view.wording.words.gettext
    kind = day.kind.value.replace(" ", "-")
    moved = gettext("Sources name this day; it may be moved: ask before you go.")
    return Event.new(
        uid=f"{day.incident}-{kind}-{day.day.isoformat()}@{host}",
        stamp=view.incident.updated,
        start=day.day,
        end=day.day + _DAY,
        summary=f"{kind_words(view.wording)[day.kind]}: {view.title or view.number}",
        description=f"{view.number}. {moved}",
        url=view.url if view.record.profile.address else None,
        transparency=TRANSP.TRANSPARENT,
    )


def _utc() -> Component:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a local time (section 3.6.5)
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
