"""Entries that were drawn to be coded a second time: which wait, and what both coders answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dalel.domain.errors import DalelError, NotFoundError
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import SecondCodingRow
from dalel.steps.measure.agreement import SETS, VARIABLES, Answer, CodedPair


class NotBlindError(DalelError):
    """Who coded an entry first cannot code it blind."""


class CodedAlreadyError(DalelError):
    """Somebody else coded this entry meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A drawn entry that waits for its second coder."""

    key: int
    month: str
    incident: str


def waiting(member: Member) -> tuple[Waiting, ...]:
    """The drawn entries that this member may code: those that he or she did not code first."""
    rows = _rows().filter(coder=None).exclude(first__author=member).order_by("month", "pk")
    return tuple(_waiting(row) for row in rows)


def to_code(key: int, member: Member) -> Waiting:
    """One of them.

    :raises NotFoundError: when it was not drawn.
    :raises NotBlindError: when the member coded it first.
    :raises CodedAlreadyError: when somebody was faster.
    """
    return _waiting(row_to_code(key, member))


def pairs() -> tuple[CodedPair, ...]:
    """Every entry that was coded twice, in one query."""
    rows = _rows().exclude(coder=None).order_by("month", "pk")
    return tuple(
        CodedPair(
            subject=row.first.incident.number,
            first={name: _answer(name, getattr(row.first, name)) for name in VARIABLES},
            second={name: _answer(name, value) for name, value in (row.answers or {}).items()},
        )
        for row in rows
    )


def is_drawn(month: str) -> bool:
    """Whether a month's entries were drawn."""
    return SecondCodingRow.objects.filter(month=month).exists()


def row_to_code(key: int, member: Member) -> SecondCodingRow:
    """Its row; raises as ``to_code``."""
    row = _rows().filter(pk=key).first()
    if row is None:
        raise NotFoundError("This entry was not drawn.")
    if row.first.author_id == member.pk:
        raise NotBlindError
    if row.coder_id is not None:
        raise CodedAlreadyError
    return row


def _rows() -> QuerySet[SecondCodingRow]:
    return SecondCodingRow.objects.select_related("first__incident")


def _waiting(row: SecondCodingRow) -> Waiting:
    return Waiting(key=row.pk, month=row.month, incident=row.first.incident.number)


def _answer(name: str, value: Any) -> Answer:
    if name in SETS:
        return frozenset(value)
    return value if isinstance(value, int) else str(value)
