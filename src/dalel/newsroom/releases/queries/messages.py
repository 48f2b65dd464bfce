"""Queries for outgoing messages and their states."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from dalel.domain.message import Lane, MessageDeed, MessageKind
from dalel.domain.states import MessageState
from dalel.newsroom.releases.models import MessageRow
from dalel.publish.messages import STEP_MARK

#: Only a person moves these on.
_UNDECIDED: Final = (MessageState.UNCERTAIN, MessageState.FAILED)


def waiting(lane: Lane, languages: Collection[str], now: datetime, most: int) -> list[MessageRow]:
    """What may go now, the longest waiting first.

    In a channel one comes after the other, so that a digest never overtakes its entries: the first
    of each language, once the one before is through. What changes a message waits until that one
    is there.
    """
    rows = _rows().filter(lane=lane, state=MessageState.QUEUED, language__in=languages)
    rows = rows.filter(Q(of=None) | Q(of__state=MessageState.SENT)).order_by("pk")
    if lane is Lane.MAIL:
        return list(rows.filter(not_before__lte=now)[:most])
    underway = MessageRow.objects.filter(
        lane=lane, language=OuterRef("language"), state=MessageState.SENDING
    )
    heads: dict[str, MessageRow] = {}
    for row in rows.filter(~Exists(underway)):
        heads.setdefault(row.language, row)
    return [row for row in heads.values() if row.not_before <= now][:most]


def posts() -> list[MessageRow]:
    """Everything that was said in channels, or is to be, the earliest first."""
    return list(_rows().filter(lane=Lane.TELEGRAM, deed=MessageDeed.POST))


def posts_about(number: str) -> list[MessageRow]:
    """What was said in channels about an incident."""
    rows = _rows().filter(lane=Lane.TELEGRAM, deed=MessageDeed.POST, state=MessageState.SENT)
    about = Q(subject=number) | Q(subject__startswith=f"{number}#")
    return list(rows.filter(about))


def changes() -> list[MessageRow]:
    """Every change of what was said in channels, the earliest first."""
    return list(_rows().exclude(deed=MessageDeed.POST).order_by("pk"))


def undecided() -> list[MessageRow]:
    """What failed or is uncertain, the latest first."""
    return list(_rows().filter(state__in=_UNDECIDED).order_by("-pk"))


def count_undecided() -> int:
    """How many messages wait for a decision."""
    return MessageRow.objects.filter(state__in=_UNDECIDED).count()


def latest(most: int) -> list[MessageRow]:
    """The latest messages, without letters: those are counted."""
    return list(_rows().filter(lane=Lane.TELEGRAM).order_by("-pk")[:most])


def letters() -> dict[MessageState, int]:
    """How many letters stand in each state."""
    counted: dict[MessageState, int] = {}
    for state in MessageRow.objects.filter(lane=Lane.MAIL).values_list("state", flat=True):
        counted[MessageState(state)] = counted.get(MessageState(state), 0) + 1
    return counted


def readers_of(number: str, editions: Collection[int], language: str) -> set[int]:
    """Who got a letter that held an entry of these editions, or may have.

    A letter about a topic held only the entries that it names.
    """
    in_edition = Q(kind=MessageKind.LETTER, subject__in=[str(edition) for edition in editions])
    of_step = Q(kind=MessageKind.STEP) & (
        Q(subject=number) | Q(subject__startswith=f"{number}{STEP_MARK}")
    )
    rows = MessageRow.objects.filter(
        in_edition | of_step,
        language=language,
        state__in=[MessageState.SENT, MessageState.UNCERTAIN],
        recipient__isnull=False,
    )
    told = rows.values_list("recipient_id", "entries")
    return {key for key, held in told if key is not None and (not held or number in held.split())}


def _rows() -> QuerySet[MessageRow]:
    return MessageRow.objects.select_related("of", "recipient").order_by("pk")
