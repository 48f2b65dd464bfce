"""Who holds an entry: the person or office on whose next step it waits, and since when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dalel.domain.states import VersionState


class Holder(StrEnum):
    """On whom an entry waits."""

    REPORTER = "reporter"
    SECOND_READER = "second reader"
    LAWYER = "lawyer"
    TRANSLATOR = "translator"
    ASKED = "asked for a comment"


#: Those of whom the record shows nothing: somebody says that they have it.
BY_HAND: Final = (Holder.LAWYER, Holder.TRANSLATOR)


@dataclass(frozen=True, kw_only=True)
class Hold:
    """That an entry waits on somebody; ``who``: by name, empty where any will do.

    ``by`` is the key of the member who passed it out of the newsroom, who asked or handed it over.
    """

    holder: Holder
    who: str
    since: date
    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class VersionInWork:
    """The newest version of a text, of the codes or of the frame, and who made it."""

    state: VersionState
    author: str
    day: date


def holds(
    newest: Iterable[VersionInWork],
    *,
    passed: Hold,
    given: Hold | None = None,
    asked: Collection[Hold] = (),
) -> tuple[Hold, ...]:
    """Who holds an entry, given the newest of each of its versions.

    ``passed`` is whom it was passed to last, which is to the reporter when it was opened. ``given``
    is whom it was handed to by hand, who then holds it in place of reporter and second reader.
    ``asked`` are those who owe the newsroom an answer; they hold it beside the others.
    """
    inside = given or _inside(list(newest), passed)
    return tuple(one for one in (inside, *asked) if one is not None)


def _inside(newest: Collection[VersionInWork], passed: Hold) -> Hold | None:
    """Who of the newsroom holds it: nobody where all is approved."""
    drafts = [one for one in newest if one.state is VersionState.DRAFT]
    waiting = [one for one in newest if one.state is VersionState.IN_REVIEW]
    if drafts or not newest:
        last = max((one for one in drafts if one.author), key=lambda one: one.day, default=None)
        who = last.author if last else passed.who
        since = last.day if last and passed.holder is not Holder.REPORTER else passed.since
        return Hold(holder=Holder.REPORTER, who=who, since=since)
    if waiting:
        is_sent = passed.holder is Holder.SECOND_READER
        since = passed.since if is_sent else max(one.day for one in waiting)
        return Hold(holder=Holder.SECOND_READER, who="", since=since)
    return None
