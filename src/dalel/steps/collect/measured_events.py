"""Takes the events of one answer of a measurer: what is new or changed, within limits."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any, Final

from dalel.domain.collection import SkipReason
from dalel.domain.exchange import Answer
from dalel.domain.network_event import NetworkEvent
from dalel.steps.collect.look import FindingCollector, one_line

#: One answer has no more events; what comes beyond says nothing that these do not.
_MOST: Final = 1000
_LONGEST: Final = 200
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_TOMORROW: Final = timedelta(days=1)

Row = dict[str, Any]


async def take(
    answer: Answer,
    look: FindingCollector,
    read: Callable[[bytes], list[Row] | None],
    events_of: Callable[[Row], Sequence[NetworkEvent] | None],
) -> None:
    """Take the events of an answer; what cannot be read is noted, and so is what is too much.

    ``events_of`` gives none for a row that is about something else, and None for one that cannot be
    read. Only an answer that tells something new is evidence.
    """
    rows = await look.read(answer.final_url, read, answer.last.content)
    if rows is None:
        if not look.is_exhausting:
            look.skip(SkipReason.UNREADABLE, answer.final_url)
        return
    if len(rows) > _MOST:
        look.skip(SkipReason.OVER_LIMIT, answer.final_url, len(rows) - _MOST)
    before = len(look.events)
    for row in rows[:_MOST]:
        found = events_of(row)
        for event in found or ():
            _take_event(event, look)
        if not found:
            reason = SkipReason.UNREADABLE if found is None else SkipReason.NOT_WATCHED
            look.skip(reason, json.dumps(row))
    if len(look.events) > before:
        look.prove(answer)


def _take_event(event: NetworkEvent, look: FindingCollector) -> None:
    if event.key in look.events or event.key in look.seen_again:
        look.skip(SkipReason.REPEATED, event.key)
    elif look.watch.known.events.get(event.key) == event.state:
        look.seen_again[event.key] = None
    else:
        look.events[event.key] = event


def rows_in(content: bytes, *keys: str) -> list[Row] | None:
    """The rows under a path of keys in a JSON answer; None where it has none."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    for key in keys:
        said = said.get(key) if isinstance(said, dict) else None
    if not isinstance(said, list):
        return None
    # What is no object is a row that cannot be read.
    return [row if isinstance(row, dict) else {} for row in said]


def word(value: object, longest: int = _LONGEST) -> str:
    """A short text on one line; empty for what is none."""
    return one_line(value)[:longest] if isinstance(value, str) else ""


def inner(row: object, key: str) -> Row:
    """What stands under a key, if it is an object; else an empty one."""
    found = row.get(key) if isinstance(row, dict) else None
    return found if isinstance(found, dict) else {}


def second(value: object) -> datetime | None:
    """A moment told in seconds since 1970, if any clock can have said it."""
    number = figure(value)
    if number is None or number > datetime(9000, 1, 1, tzinfo=UTC).timestamp():
        return None
    return datetime.fromtimestamp(int(number), UTC)


def figure(value: object) -> float | None:
    """A number that is none below nought and no infinity; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) and number >= 0 else None


def is_believed(started: datetime, ended: datetime, now: datetime) -> bool:
    """Whether an event can have happened: not before there was such a measurer, nor tomorrow."""
    return _FIRST <= started <= now + _TOMORROW and started <= ended <= now + _TOMORROW


def network_code(value: object) -> str:
    """``AS9198`` for a network's number in any form; empty for what is none."""
    digits = str(value).upper().removeprefix("AS") if isinstance(value, str | int) else ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(2**32))
    return f"AS{int(digits)}" if is_number and 0 < int(digits) < 2**32 else ""
