"""How does a calendar read our diary?

iCalendar (RFC 5545): lines of at most 75 octets end in CRLF, a longer one goes on after a space.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

_LINE: Final = 75


@dataclass(frozen=True, kw_only=True)
class Event:
    """A whole day with its name; ``uid`` is the same for ever."""

    uid: str
    day: date
    name: str
    note: str
    stamp: datetime


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """A calendar of whole days, each with a reminder on the day before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dalel//Diary//EN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{event.stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.name)}",
        f"DESCRIPTION:{_text(event.note)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT15H",
        f"DESCRIPTION:{_text(event.name)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A value of type TEXT (section 3.3.11); control characters have no place in it."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = escaped.replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(letter for letter in plain if letter.isprintable())


def _folded(line: str) -> bytes:
    """A line as it goes out (section 3.1); no letter is cut through."""
    parts: list[bytes] = [b""]
    for letter in line:
        encoded = letter.encode()
        if len(parts[-1]) + len(encoded) > _LINE:
            parts.append(b" ")
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"
