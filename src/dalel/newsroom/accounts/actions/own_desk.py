"""A member's own desk: visits, the handover note and saved searches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import DeskSession, HandoverRow, Member, SavedSearchRow
from dalel.newsroom.frame.transactions import writing

#: Who is away for longer has left.
AWAY: Final = timedelta(minutes=30)
#: A visit is noted this often at most.
_NOTED: Final = timedelta(minutes=2)


class StaleNoteError(DalelError):
    """Somebody else wrote in the meantime; nothing was overwritten."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """One version of the handover note; number 0 is none yet."""

    number: int
    text: str
    who: str
    time: datetime | None


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """A saved question: in which list, and the query of its address."""

    key: int
    name: str
    room: str
    query: str


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """When a member left before this visit, None at the first; whether no page came before."""

    left: datetime | None
    is_first: bool = False


def arrive(member: Member, now: datetime) -> Arrival:
    """Note that a member is here."""
    row, is_new = DeskSession.objects.get_or_create(member=member, defaults={"here": now})
    if is_new or now - row.here < _NOTED:
        return Arrival(left=row.left, is_first=is_new)
    left = row.here if now - row.here >= AWAY else row.left
    # Of two pages that are opened at once, one notes it.
    DeskSession.objects.filter(pk=row.pk, here=row.here).update(here=now, left=left)
    return Arrival(left=left)


def note() -> Note:
    """The handover note as it stands."""
    row = HandoverRow.objects.select_related("member").first()
    return _note(row) if row else Note(number=0, text="", who="", time=None)


def notes(limit: int = 50) -> tuple[Note, ...]:
    """The versions of the note, the newest first."""
    return tuple(_note(row) for row in HandoverRow.objects.select_related("member")[:limit])


def write_note(text: str, seen: int, act: Act) -> None:
    """Leave a note to the next shift; the same text again adds nothing.

    :raises StaleNoteError: when there is a newer one than ``seen``.
    """
    with writing():
        newest = HandoverRow.objects.aggregate(newest=Max("number"))["newest"] or 0
        before = HandoverRow.objects.filter(number=newest).first()
        if text == (before.text if before else ""):
            return
        if newest != seen:
            raise StaleNoteError
        HandoverRow.objects.create(number=newest + 1, text=text, member=act.member, time=act.time)


def searches(member: Member) -> tuple[SavedSearch, ...]:
    """What a member saved, by name."""
    return tuple(
        SavedSearch(key=row.pk, name=row.name, room=row.room, query=row.query)
        for row in SavedSearchRow.objects.filter(member=member)
    )


def save_search(member: Member, name: str, room: str, query: str, now: datetime) -> None:
    """Save a question under a name; one of the same name gives way."""
    with writing():
        SavedSearchRow.objects.update_or_create(
            member=member, name=name, defaults={"room": room, "query": query, "time": now}
        )


def forget_search(member: Member, key: int) -> None:
    """Forget a saved question; nobody forgets another's."""
    SavedSearchRow.objects.filter(member=member, pk=key).delete()


def _note(row: HandoverRow) -> Note:
    return Note(number=row.number, text=row.text, who=str(row.member), time=row.time)
