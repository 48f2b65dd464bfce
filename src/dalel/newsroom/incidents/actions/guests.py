"""Guests: whoever is alone asks somebody without an account to read exactly these entries.

A link shows its guest the versions that stood when it was made, and no more of the desk. The guest
approves an entry as it was shown, or sends it back with a reason; each answer is given once.
"""

import re
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import TypeAlias

from dalel.domain.errors import DalelError, NotFoundError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.invitations import VALID, LinkDeadError
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.state_moves import OvertakenError
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import proposals, remarks, texts
from dalel.newsroom.incidents.actions.approve_entry import approve_entry, reviewed
from dalel.newsroom.incidents.models import GuestAnswer, GuestEntryRow, GuestReadingRow
from dalel.newsroom.incidents.queries.guests import in_review
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.review_parts import ReviewPart
from dalel.newsroom.incidents.queries.seen_versions import ShownVersions, shown_versions
from dalel.pack import Pack

_Parts: TypeAlias = tuple[ReviewPart, ...]


class NotAloneError(DalelError):
    """There is, or lately was, a colleague: he or she reads it, and no guest."""


class NothingToReadError(DalelError):
    """None of the entries that were named waits for approval."""


def may_ask_guests(now: datetime) -> bool:
    """Whether nobody else belongs to the newsroom, or did in the last 30 days."""
    return Member.objects.team(now).count() == 1


def ask_guest(name: str, numbers: Collection[str], act: Act, pack: Pack) -> str:
    """Make a link to these entries as they stand; gives its secret, which is told only now.

    The guest is somebody who reads all languages of publication.

    :raises NotAloneError: when a colleague could read them.
    :raises NothingToReadError: when none of them is in review.
    """
    with writing():
        if not may_ask_guests(act.time):
            raise NotAloneError
        chosen = [row for row in in_review() if row.number in numbers]
        read = {row.number: shown_versions(row.number) for row in chosen}
        waiting = [row for row in chosen if read[row.number].texts]
        if not waiting:
            raise NothingToReadError
        guest = Member.objects.create_guest(
            _username(name),
            name=name,
            reads=list(pack.languages),
            brought_by=act.member,
        )
        secret = secrets.token_urlsafe(32)
        reading = GuestReadingRow.objects.create(
            digest=secret_digest(secret),
            guest=guest,
            by=act.member,
            time=act.time,
            expires=act.time + VALID,
        )
        for incident in waiting:
            shown = read[incident.number]
            GuestEntryRow.objects.create(
                reading=reading,
                incident=incident,
                texts=dict(shown.texts),
                codes=shown.codes,
                frame=shown.frame,
                proposals=[one.key for one in proposals.waiting(incident=incident.number)],
            )
        act.note("asked a guest", name, " ".join(row.number for row in waiting))
    return secret


def offered(secret: str, now: datetime) -> GuestReadingRow:
    """What a link offers that nobody opened yet.

    :raises LinkDeadError: when it was opened, withdrawn or is too old.
    :raises NothingToReadError: when every entry changed since the link was made.
    """
    reading = _alive(now, digest=secret_digest(secret), browser="")
    entries = reading.entries.select_related("incident")
    if all(entry.answer or has_changed(entry) for entry in entries):
        raise NothingToReadError
    return reading


def begin(secret: str, now: datetime) -> str:
    """Open a link, once; gives the secret by which the browser that did so goes on.

    What it offers is looked at first: a link that leads to nothing is not used up.

    :raises LinkDeadError: as ``offered``.
    :raises NothingToReadError: as ``offered``.
    """
    with writing():
        reading = offered(secret, now)
        reading.browser = secret_digest(kept := secrets.token_urlsafe(32))
        reading.save(update_fields=["browser"])
        _act(reading, now).note("came in as a guest", str(reading.guest), str(reading.by))
    return kept


def reading_of(kept: str, now: datetime) -> GuestReadingRow:
    """What the browser that holds this secret may read.

    :raises LinkDeadError: when it is over.
    """
    if not kept:
        raise LinkDeadError
    return _alive(now, browser=secret_digest(kept))


def approve(kept: str, number: str, now: datetime, pack: Pack) -> None:
    """Approve an entry as the link shows it, all of it or nothing.

    :raises LinkDeadError: as ``reading_of``.
    :raises NotFoundError: when the link does not show it.
    :raises OvertakenError: when it changed since, or was answered already.
    :raises EntryRefusedError: when something stands against it.
    """
    with writing():
        entry = _open_entry(kept, number, now)
        shown = ShownVersions(texts=entry.texts, codes=entry.codes, frame=entry.frame)
        act = _act(entry.reading, now)
        approve_entry(entry.incident.number, shown, entry.proposals, act=act, pack=pack)
        _answer(entry, GuestAnswer.APPROVED, now)


def send_back(kept: str, number: str, reason: str, now: datetime) -> None:
    """Send an entry back to its writer with a reason, which stands among the comments.

    :raises LinkDeadError: as ``reading_of``.
    :raises NotFoundError: when the link does not show it.
    :raises OvertakenError: when it was answered already.
    :raises EmptyRemarkError: when no reason is given.
    """
    with writing():
        entry = _open_entry(kept, number, now)
        act = _act(entry.reading, now)
        remarks.add(entry.incident.number, reason, act)
        if not has_changed(entry):
            texts.call_back(entry.incident.number, act, reason)
        _answer(entry, GuestAnswer.RETURNED, now)


def withdraw(key: int, act: Act) -> None:
    """End a guest's reading; one that is over stays so."""
    with writing():
        if GuestReadingRow.objects.filter(pk=key, ended=None).update(ended=act.time):
            act.note("ended a guest's reading", str(key))


def has_changed(entry: GuestEntryRow) -> bool:
    """Whether an entry is no longer as the link shows it."""
    shown = ShownVersions(texts=entry.texts, codes=entry.codes, frame=entry.frame)
    return shown_versions(incident_row(entry.incident.number).number) != shown


def against(number: str, pack: Pack, now: datetime, guest: Member | None = None) -> _Parts:
    """What keeps a guest, or whoever would come as one, from approving an entry."""
    act = Act(member=guest or Member(reads=list(pack.languages)), time=now)
    waiting = proposals.waiting(incident=number)
    found = reviewed(number, act, pack, waiting, alone=False)
    return () if found.may_try else found.refused


def _username(name: str) -> str:
    """A name for the audit log by which the guest is known, and no other."""
    called = re.sub(r"[^\w]+", "-", name).strip("-")[:40]
    return f"guest-{called}-{secrets.token_hex(3)}"


def _open_entry(kept: str, number: str, now: datetime) -> GuestEntryRow:
    reading = reading_of(kept, now)
    incident = incident_row(number)
    entry = reading.entries.filter(incident=incident).select_related("incident").first()
    if entry is None:
        raise NotFoundError(f"The link does not show {number}.")
    if entry.answer:
        raise OvertakenError
    return entry


def _answer(entry: GuestEntryRow, answer: GuestAnswer, now: datetime) -> None:
    entry.answer, entry.answered = answer, now
    entry.save(update_fields=["answer", "answered"])
    reading = entry.reading
    if not reading.entries.filter(answer=GuestAnswer.NONE).exists():
        reading.ended = now
        reading.save(update_fields=["ended"])


def _alive(now: datetime, **which: str) -> GuestReadingRow:
    found = GuestReadingRow.objects.filter(ended=None, expires__gt=now, **which)
    reading = found.select_related("guest", "by").first()
    if reading is None or not reading.by.is_active:
        raise LinkDeadError
    return reading


def _act(reading: GuestReadingRow, now: datetime) -> Act:
    return Act(member=reading.guest, time=now)
