"""Tells members who asked for it that something waits for them: how much, and where the desk is.

A reminder is written down as sent before it goes: whoever is killed meanwhile sends nobody two.
What was surely not taken is written back, and tried again.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dalel.domain.errors import DalelError
from dalel.domain.message import NotSentError, UnknownFateError, wait_after
from dalel.domain.reminder import ReminderKind, ReminderPace, ReminderWay, is_time
from dalel.newsroom.accounts.actions.invitations import VALID
from dalel.newsroom.accounts.models import Member, ReminderRow
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.queries.waits import waits_of
from dalel.newsroom.worker.actions.ways_of_telling import ReminderNote, WayOfTelling
from dalel.pack import Pack

#: Between two looks whether anybody is to be told.
PACE: Final = timedelta(seconds=30)
_LONGEST: Final = 500
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """By which ways members are told, and the address at which they reach the desk."""

    pack: Pack
    ways: Mapping[ReminderWay, WayOfTelling]
    desk: str


def remind_on(
    reminding: Reminding, stop: Event, clock: Callable[[], datetime], *, pace: timedelta = PACE
) -> None:
    """Look round after round who is to be told, until ``stop`` is set."""
    while not stop.is_set():
        with ItemWork("A round of reminders"):
            remind(reminding, clock())
        stop.wait(pace.total_seconds())


def remind(reminding: Reminding, now: datetime) -> int:
    """Send the links that confirm addresses, then tell whoever is to be told; how many it told."""
    if not reminding.ways or not reminding.desk:
        return 0
    by_mail = _rows(now).filter(way=ReminderWay.MAIL).exclude(address="")
    for row in by_mail.filter(asked__lte=now, way__in=list(reminding.ways)):
        with ItemWork("A link that confirms an address"):
            _send_link(row, reminding, now)
    zone = ZoneInfo(reminding.pack.zone)
    due = [
        row
        for row in _rows(now).filter(is_on=True, way__in=list(reminding.ways))
        if is_time(row.times, now, zone, row.told) and row.can_go
    ]
    if not due:
        return 0
    waits = waits_of([row.member for row in due], reminding.pack, now)
    told = 0
    for row in due:
        kinds = waits.get(row.member_id, {})
        marks = frozenset().union(*(kinds.get(ReminderKind(kind), ()) for kind in row.kinds))
        with ItemWork("A reminder"):
            told += _tell(row, marks, reminding, now)
    return told


def _rows(now: datetime) -> "QuerySet[ReminderRow]":
    """Whom we may write to at all."""
    rested = Q(retry_at=None) | Q(retry_at__lte=now)
    found = ReminderRow.objects.filter(rested, member__is_active=True)
    return found.select_related("member")


def _tell(row: ReminderRow, marks: frozenset[str], reminding: Reminding, now: datetime) -> bool:
    """Tell a member how much waits, where there is anything that they were not told of.

    Who is told once a day is told of what still waits, too.
    """
    before = set(row.told_of)
    if not marks:
        return False
    if row.pace is ReminderPace.AT_ONCE and marks <= before:
        return False
    with writing():
        # Another worker may have told, the account may have been closed meanwhile.
        standing = {"is_on": True, "told": row.told, "way": row.way, "address": row.address}
        current = _rows(now).filter(pk=row.pk, **standing).first()
        if current is None or not current.can_go:
            return False
        current.told, current.told_of = now, sorted(marks)
        current.save(update_fields=["told", "told_of"])
    with _spoken(row.member, reminding.pack):
        note = _note(len(marks), reminding.desk, f"reminder-{row.pk}-{int(now.timestamp())}")
    return _went(row, note, reminding, now, taken_back={"told": row.told, "told_of": row.told_of})


def _send_link(row: ReminderRow, reminding: Reminding, now: datetime) -> None:
    secret = secrets.token_urlsafe(32)
    digest = secret_digest(secret)
    with writing():
        current = _rows(now).filter(pk=row.pk, asked=row.asked, address=row.address).first()
        if current is None:
            return
        current.asked, current.linked = None, now
        current.digest, current.expires = digest, now + VALID
        current.save(update_fields=["asked", "linked", "digest", "expires"])
    with _spoken(row.member, reminding.pack):
        link = f"{reminding.desk}{reverse('reminder-confirm', kwargs={'secret': secret})}"
        text = _(
            "Somebody at a desk wants to be told at this address that something waits. If it was "
            "you, open this link while you are signed in there; else nothing more comes:"
        )
        note = ReminderNote(
            subject=_("Confirm your address"),
            text=f"{text}\n\n{link}\n",
            key=f"confirm-{digest[:24]}",
        )
    taken_back = {"asked": now, "digest": "", "expires": None}
    _went(row, note, reminding, now, taken_back=taken_back)


def _went(
    row: ReminderRow,
    note: ReminderNote,
    reminding: Reminding,
    now: datetime,
    *,
    taken_back: Mapping[str, object],
) -> bool:
    """Send a note; what was surely not taken is as if it had not been begun."""
    found = ReminderRow.objects.filter(pk=row.pk, address=row.address)
    try:
        with ItemWork("Sending a reminder", passing=(DalelError,)) as item:
            reminding.ways[row.way](row, note, now)
        if item.failed:
            raise NotSentError(item.flaw.reason, passing=False)
    except NotSentError as error:
        _LOG.warning("A reminder was not sent: %s", _said(row, error))
        found.update(
            failures=row.failures + 1,
            retry_at=now + wait_after(row.failures + 1),
            error=_said(row, error),
            **taken_back,
        )
        return False
    except UnknownFateError as error:
        # It may have arrived: nobody is told twice.
        _LOG.warning("A reminder may have been sent or not: %s", _said(row, error))
        found.update(failures=row.failures + 1, retry_at=None, error=_said(row, error))
        return False
    found.update(failures=0, retry_at=None, error="")
    return True


def _note(count: int, desk: str, key: str) -> ReminderNote:
    """Nothing that names what waits: a mail is read by many machines on its way."""
    waits = ngettext("%(count)d item waits", "%(count)d items wait", count) % {"count": count}
    ends = _("You asked for this, and end it here:")
    text = f"{waits}.\n\n{desk}{reverse('home')}\n\n{ends}\n{desk}{reverse('reminders')}\n"
    return ReminderNote(subject=waits, text=text, key=key)


def _spoken(member: Member, pack: Pack) -> translation.override:
    """In the language of the member's screens, else the newsroom's first."""
    known = [code for code, _name in settings.LANGUAGES]
    asked = (member.language, *pack.languages, *known)
    return translation.override(next(one for one in asked if one in known))


def _said(row: ReminderRow, error: Exception) -> str:
    """What a server said, without the address, which nobody else is to read."""
    said = str(error)
    return (said.replace(row.address, "…") if row.address else said)[:_LONGEST]
