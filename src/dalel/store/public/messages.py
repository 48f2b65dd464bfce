"""Which messages are there, and how far has each come?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from dalel.domain.message import Deed, Lane, MessageKind
from dalel.domain.states import MessageState
from dalel.store.models import MessageRow

#: Only a person moves these on.
_UNDECIDED: Final = (MessageState.UNCERTAIN, MessageState.FAILED)


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message as the rest of the house sees it.

    ``place`` is where it stands on the other side, ``of`` the place of the message that it
    changes, ``recipient`` the address of a reader, ``secret`` that reader's own word.
    """

    key: str
    lane: Lane
    deed: Deed
    kind: MessageKind
    subject: str
    language: str
    state: MessageState
    queued: datetime
    not_before: datetime
    sent: datetime | None
    attempts: int
    error: str
    told: str
    place: str
    of: str
    of_key: str
    recipient: str
    secret: str


def waiting(lane: Lane, languages: Collection[str], now: datetime, most: int) -> list[Message]:
    """What may go now, the longest waiting first.

    In a channel one comes after the other, so that a digest never overtakes its entries: the first
    of each language, once the one before is through. What changes a message waits until that one
    is there.
    """
    rows = _rows().filter(lane=lane, state=MessageState.QUEUED, language__in=languages)
    rows = rows.filter(Q(of=None) | Q(of__state=MessageState.SENT)).order_by("pk")
    if lane is Lane.MAIL:
        return [_message(row) for row in rows.filter(not_before__lte=now)[:most]]
    underway = MessageRow.objects.filter(
        lane=lane, language=OuterRef("language"), state=MessageState.SENDING
    )
    heads: dict[str, MessageRow] = {}
    for row in rows.filter(~Exists(underway)):
        heads.setdefault(row.language, row)
    return [_message(row) for row in heads.values() if row.not_before <= now][:most]


def posts() -> list[Message]:
    """Everything that was said in channels, or is to be, the earliest first."""
    return [_message(row) for row in _rows().filter(lane=Lane.TELEGRAM, deed=Deed.POST)]


def posts_about(number: str) -> list[Message]:
    """What was said in channels about an incident."""
    rows = _rows().filter(lane=Lane.TELEGRAM, deed=Deed.POST, state=MessageState.SENT)
    about = Q(subject=number) | Q(subject__startswith=f"{number}#")
    return [_message(row) for row in rows.filter(about)]


def changes() -> list[Message]:
    """Every change of what was said in channels, the earliest first."""
    return [_message(row) for row in _rows().exclude(deed=Deed.POST).order_by("pk")]


def undecided() -> list[Message]:
    """What failed or is uncertain, the latest first."""
    return [_message(row) for row in _rows().filter(state__in=_UNDECIDED).order_by("-pk")]


def count_undecided() -> int:
    """How many messages wait for a decision."""
    return MessageRow.objects.filter(state__in=_UNDECIDED).count()


def latest(most: int) -> list[Message]:
    """The latest messages, without letters: those are counted."""
    return [_message(row) for row in _rows().filter(lane=Lane.TELEGRAM).order_by("-pk")[:most]]


def letters() -> dict[MessageState, int]:
    """How many letters stand in each state."""
    counted: dict[MessageState, int] = {}
    for state in MessageRow.objects.filter(lane=Lane.MAIL).values_list("state", flat=True):
        counted[MessageState(state)] = counted.get(MessageState(state), 0) + 1
    return counted


def readers_of(editions: Collection[int], language: str) -> set[int]:
    """Who got a letter about one of these editions, or may have."""
    rows = MessageRow.objects.filter(
        kind=MessageKind.LETTER,
        subject__in=[str(number) for number in editions],
        language=language,
        state__in=[MessageState.SENT, MessageState.UNCERTAIN],
        recipient__isnull=False,
    )
    return {key for key in rows.values_list("recipient_id", flat=True) if key is not None}


def _rows() -> QuerySet[MessageRow]:
    return MessageRow.objects.select_related("of", "recipient").order_by("pk")


def _message(row: MessageRow) -> Message:
    return Message(
        key=row.key,
        lane=Lane(row.lane),
        deed=Deed(row.deed),
        kind=MessageKind(row.kind),
        subject=row.subject,
        language=row.language,
        state=MessageState(row.state),
        queued=row.queued,
        not_before=row.not_before,
        sent=row.sent,
        attempts=row.attempts,
        error=row.error,
        told=row.told,
        place=row.place,
        of=row.of.place if row.of else "",
        of_key=row.of.key if row.of else "",
        recipient=row.recipient.address if row.recipient else "",
        secret=row.recipient.secret if row.recipient else "",
    )
