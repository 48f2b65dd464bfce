"""The outbox of messages: queueing, claiming, recording outcomes, resolving uncertain ones.

A row is ``sending`` in the database before anybody is called. So a process that dies in the call
leaves a row behind of which nobody knows whether the other side took it: that one becomes
uncertain, and only a person moves it on.
"""

from datetime import datetime

from django.db.models import F, Max

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.message import (
    LEASE,
    MOST_ATTEMPTS,
    Lane,
    MessageDeed,
    MessageKind,
    NotSentError,
    wait_after,
)
from dalel.domain.states import MessageState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.releases.models import MessageRow

#: What cut a message off, in the words of the program.
CUT_OFF = "cut off while it was being sent"


class NotWaitingError(DalelError):
    """The message waits for no decision."""


def queue(
    key: str,
    lane: Lane,
    kind: MessageKind,
    subject: str,
    language: str,
    *,
    now: datetime,
    deed: MessageDeed = MessageDeed.POST,
    of: str = "",
    reader: int | None = None,
) -> None:
    """Let a message wait for its turn; the same key again adds nothing."""
    with writing():
        if MessageRow.objects.filter(key=key).exists():
            return
        MessageRow.objects.create(
            key=key,
            lane=lane,
            deed=deed,
            kind=kind,
            subject=subject,
            language=language,
            of=MessageRow.objects.get(key=of) if of else None,
            recipient_id=reader,
            queued=now,
            not_before=now,
        )


def claim(key: str, stand: int, now: datetime, entries: str = "") -> bool:
    """Take a message for sending, before anybody is called.

    ``entries`` names those that a letter about a topic is about to hold. False when another was
    faster, or when somebody did something since ``stand``: then what it says may no longer hold.
    """
    with writing():
        if outdated(stand):
            return False
        move(MessageState.QUEUED, MessageState.SENDING)
        rows = MessageRow.objects.filter(key=key, state=MessageState.QUEUED)
        taken = rows.update(
            state=MessageState.SENDING,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            entries=entries,
        )
    return taken == 1


def mark_sent(key: str, *, place: str, told: str, now: datetime) -> None:
    """The other side took it. An answer that came after the lease counts, too."""
    with writing():
        row = MessageRow.objects.get(key=key)
        row.state = move(row.state, MessageState.SENT)
        row.place, row.told, row.sent, row.error = place, told, now, ""
        _leave(row)


def mark_failed(key: str, error: NotSentError, now: datetime) -> None:
    """It was not taken: it waits when that may pass, and else rests until a person looks."""
    with writing():
        row = MessageRow.objects.get(key=key)
        row.state = move(row.state, MessageState.FAILED)
        row.error = str(error)
        # To be asked to wait is no failure: it is obeyed as often as it takes.
        if error.passing and (error.wait is not None or row.attempts < MOST_ATTEMPTS):
            row.state = move(MessageState.FAILED, MessageState.QUEUED)
            row.not_before = now + (error.wait or wait_after(row.attempts))
            if error.wait is not None:
                row.attempts -= 1
        _leave(row)


def mark_uncertain(key: str, error: str) -> None:
    """Nobody knows whether it was taken."""
    with writing():
        row = MessageRow.objects.get(key=key)
        row.state = move(row.state, MessageState.UNCERTAIN)
        row.error = error
        _leave(row)


def find_cut_off(now: datetime) -> int:
    """Make uncertain what was being sent by a process that is no more; tells how many."""
    with writing():
        found = MessageRow.objects.filter(state=MessageState.SENDING, lease_until__lt=now)
        move(MessageState.SENDING, MessageState.UNCERTAIN)
        return found.update(state=MessageState.UNCERTAIN, lease_until=None, error=CUT_OFF)


def call_off(key: str) -> None:
    """Forget a message that was never sent, and of which nothing may be said any more."""
    with writing():
        rows = MessageRow.objects.filter(state=MessageState.QUEUED)
        rows.filter(of__key=key).delete()
        rows.filter(key=key).delete()


def send_again(key: str, act: Act) -> None:
    """A person sends what failed or is uncertain once more; in full knowledge that it may double.

    :raises NotWaitingError: when it waits for no decision.
    """
    _decide(key, act, MessageState.QUEUED)


def it_is_there(key: str, act: Act, place: str = "") -> None:
    """A person saw that an uncertain message is there; ``place`` is where, as far as known.

    :raises NotWaitingError: when it waits for no decision.
    """
    _decide(key, act, MessageState.SENT, place)


def _decide(key: str, act: Act, state: MessageState, place: str = "") -> None:
    with writing():
        row = MessageRow.objects.filter(key=key).first()
        if row is None:
            raise NotFoundError("There is no such message.")
        if row.state not in {MessageState.UNCERTAIN, MessageState.FAILED}:
            raise NotWaitingError
        row.state = move(row.state, state)
        row.not_before, row.attempts = act.time, 0
        if state is MessageState.SENT:
            row.sent, row.place, row.error = act.time, place, ""
        row.save()
        act.note("sent again" if state is MessageState.QUEUED else "saw it sent", row.key[:200])


def stand() -> int:
    """What moves whenever a person did something: then what is public may have changed."""
    found: int | None = AuditRow.objects.aggregate(last=Max("pk"))["last"]
    return found or 0


def outdated(stand: int) -> bool:
    """Whether anybody did anything since."""
    return AuditRow.objects.filter(pk__gt=stand).exists()


def _leave(row: MessageRow) -> None:
    row.lease_until = None
    row.save()
