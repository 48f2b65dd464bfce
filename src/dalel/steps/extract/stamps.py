"""Parsing of printed stamps of date and time.

Stamps as pages print them, not dates in running prose: "Пятница, 04 Июл 2025, 12:00",
"2025 жылғы 17 қараша", "сегодня, 12:30". What only the day of reading can tell (today, a year
left out) is read only when that day is given; it is never filled in from a clock.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Final

from dalel.domain.extraction import Published
from dalel.steps.extract.months import is_weekday, month_of
from dalel.steps.extract.words import words

#: A stamp is short; longer text is prose.
LONGEST: Final = 100
_EARLIEST: Final = 1990
_WORD: Final = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR: Final = r"(?P<year>(?:19|20)\d{2})"
_DAY: Final = r"(?<!\d)(?P<day>\d{1,2})"
_ORDER: Final = r"(?:-?(?:го|шы|ші|st|nd|rd|th))?"
#: Where the year is left out none follows, an impossible one neither.
_NO_YEAR: Final = r"(?!,?\s+(?:0\d{3}|\d{5}))"
_OF_YEAR: Final = r"\s*(?:жылғы|жылдың|жылы|жыл|ж\.|года|год|г\.)?,?\s*"
_DAYS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-./](?P<number>\d{{1,2}})[-./](?P<day>\d{{1,2}})(?!\d)",
        rf"{_DAY}[-./](?P<number>\d{{1,2}})[-./](?P<year>(?:19|20)\d\d|\d\d)(?![\d:])",
        rf"(?<!\d){_YEAR}{_OF_YEAR}(?P<day>\d{{1,2}}){_ORDER}\s+{_WORD}(?!\w)",
        rf"{_DAY}{_ORDER}\s+(?:of\s+)?{_WORD},?\s+{_YEAR}(?!\d)",
        rf"(?<!\w){_WORD}\s+(?P<day>\d{{1,2}}){_ORDER},?\s+{_YEAR}(?!\d)",
        rf"{_DAY}{_ORDER}\s+{_WORD}(?!\w){_NO_YEAR}",
    )
)
_CLOCK: Final = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?:\.\d+)?(?![\d.:])(?:\s*(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(
    r"\s*\(?(?:(?:UTC|GMT)\s*)?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"
    r"|\s*\(?(?P<zero>Z|UTC|GMT)\b"
)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?\S*")
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
_LETTERS: Final = re.compile(r"[^\W\d_]")
#: A number of views is no longer.
_COUNTER: Final = 10
#: Words that may stand beside a date in a stamp: "Published", "Просмотров".
_STRAY: Final = 2


@dataclass(frozen=True, kw_only=True)
class _Day:
    date: date
    year_assumed: bool
    start: int
    end: int


def read_stamp(text: str, zone: tzinfo, now: datetime | None = None) -> Published | None:
    """The moment a stamp means, or None when it means none.

    :param zone: the outlet's, for stamps without one; ``day`` is told in it, too.
    :param now: when the page was captured, with a zone.
    """
    text = text.strip()[: 2 * LONGEST]
    exact = _exact(text, zone)
    found = exact or _calendar(text, zone, now) or _relative(text, zone, now)
    if found is None or found.day.year < _EARLIEST:
        return None
    if now is not None and found.day > (now + timedelta(days=2)).date():
        return None
    return found


def is_stamp(text: str) -> bool:
    """Whether a text is a date or a counter, and no more than a word or two beside."""
    if len(text) > LONGEST:
        return False
    if not _LETTERS.search(text):
        return len(text) <= _COUNTER
    day = _day(text, datetime(_EARLIEST + 100, 12, 31, tzinfo=UTC))
    rest = text if day is None else text[: day.start] + text[day.end :]
    left = [word for word in _WORDS.findall(rest) if not is_weekday(word)]
    dated = day is not None or any(word.casefold() in _relatives() for word in left)
    return dated and len(left) <= _STRAY


def _exact(text: str, zone: tzinfo) -> Published | None:
    """Stamps written for machines: ISO 8601, seconds since 1970."""
    try:
        if _EPOCH.fullmatch(text):
            return _at(datetime.fromtimestamp(int(text[:10]), UTC), zone)
        if _ISO.fullmatch(text):
            moment = datetime.fromisoformat(text)
            # An offset with seconds is no zone of ours.
            if not (moment.utcoffset() or timedelta()) % timedelta(minutes=1):
                return _at(moment, zone)
    except (ValueError, OverflowError):
        pass
    return None


def _at(moment: datetime, zone: tzinfo) -> Published:
    assumed = moment.tzinfo is None
    if assumed:
        moment = moment.replace(tzinfo=zone)
    return Published(day=moment.astimezone(zone).date(), time=moment, zone_assumed=assumed)


def _calendar(text: str, zone: tzinfo, now: datetime | None) -> Published | None:
    day = _day(text, now and now.astimezone(zone))
    if day is None:
        return None
    rest = f"{text[: day.start]} {text[day.end :].removeprefix('T')}"
    return _with_clock(day.date, rest, zone, year_assumed=day.year_assumed)


def _with_clock(day: date, text: str, zone: tzinfo, *, year_assumed: bool = False) -> Published:
    clock = _CLOCK.search(text)
    if clock is None:
        return Published(day=day, year_assumed=year_assumed)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    at = time(hour, int(clock["minute"]), int(clock["second"] or 0))
    offset = _offset(text, clock.end())
    moment = datetime.combine(day, at, offset or zone)
    return Published(
        day=moment.astimezone(zone).date(),
        time=moment,
        zone_assumed=offset is None,
        year_assumed=year_assumed,
    )


def _offset(text: str, start: int) -> tzinfo | None:
    match = _OFFSET.match(text, start)
    if match is None:
        return None
    if match["zero"]:
        return UTC
    difference = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if difference >= timedelta(hours=15):
        return None
    return timezone(difference if match["sign"] == "+" else -difference)


def _day(text: str, now: datetime | None) -> _Day | None:
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            found = _valid(match, now)
            if found is not None:
                return found
    return None


def _valid(match: re.Match[str], now: datetime | None) -> _Day | None:
    parts = match.groupdict()
    day = int(parts["day"])
    month = int(parts["number"]) if parts.get("number") else month_of(parts["month"])
    if month is None:
        return None
    if month > 12 and day <= 12:
        month, day = day, month
    try:
        if parts.get("year"):
            year = int(parts["year"])
            made = date(year if year > 99 else 2000 + year, month, day)
        elif now is not None:
            made = _latest(month, day, now)
        else:
            return None
    except ValueError:
        return None
    return _Day(date=made, year_assumed=not parts.get("year"), start=match.start(), end=match.end())


def _latest(month: int, day: int, now: datetime) -> date:
    """The last such day that is not in the future."""
    made = date(now.year, month, day)
    return made if made <= now.date() + timedelta(days=1) else date(now.year - 1, month, day)


def _relative(text: str, zone: tzinfo, now: datetime | None) -> Published | None:
    if now is None or len(text) > LONGEST:
        return None
    here = now.astimezone(zone)
    found = {word.casefold() for word in _WORDS.findall(text)}
    if found & set(words("today")):
        return _with_clock(here.date(), text, zone)
    if found & set(words("yesterday")):
        return _with_clock(here.date() - timedelta(days=1), text, zone)
    if found & set(words("ago")):
        return _ago(text, here)
    return None


def _ago(text: str, here: datetime) -> Published | None:
    number = re.search(r"\d{1,2}", text)
    count = int(number[0]) if number else 1
    lowered = text.casefold()
    if any(word in lowered for word in words("days")):
        return Published(day=(here - timedelta(days=count)).date())
    for kind, unit in (("hours", timedelta(hours=1)), ("minutes", timedelta(minutes=1))):
        if any(word in lowered for word in words(kind)):
            moment = here - count * unit
            return Published(day=moment.date(), time=moment.replace(second=0, microsecond=0))
    return None


@cache
def _relatives() -> frozenset[str]:
    return frozenset({*words("today"), *words("yesterday"), *words("ago")})
