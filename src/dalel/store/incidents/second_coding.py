"""Which entries are coded a second time, by whom, and do the two agree?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from dalel.domain.errors import DalelError
from dalel.domain.states import VersionState
from dalel.steps.measure.agreement import SETS, VARIABLES, Answer, Pair, draw
from dalel.store.acting import Act, NotFoundError
from dalel.store.models import CodesRow, Member, SecondCodingRow

A_MONTH: Final = 10


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


def draw_month(month: str, act: Act) -> int:
    """Draw a month's entries, once; tells how many were drawn now.

    Drawn are entries whose codes are approved and were never drawn; the month is the seed.
    """
    with transaction.atomic():
        if SecondCodingRow.objects.filter(month=month).exists():
            return 0
        fresh = CodesRow.objects.filter(state=VersionState.APPROVED, second_codings=None)
        by_number = {row.incident.number: row for row in fresh.select_related("incident")}
        chosen = draw(by_number, month, A_MONTH)
        SecondCodingRow.objects.bulk_create(
            SecondCodingRow(month=month, first=by_number[number], drawn=act.time)
            for number in chosen
        )
        act.note("drew a sample", month, str(len(chosen)))
    return len(chosen)


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
    return _waiting(_row(key, member))


def code(key: int, answers: Mapping[str, Answer], act: Act) -> None:
    """Keep the second coder's answers; raises as ``to_code``."""
    with transaction.atomic():
        row = _row(key, act.member)
        row.answers = {
            name: sorted(value) if isinstance(value, frozenset) else value
            for name, value in answers.items()
        }
        row.coder, row.coded = act.member, act.time
        row.save()
        act.note("coded blind", row.first.incident.number, row.month)


def pairs() -> tuple[Pair, ...]:
    """Every entry that was coded twice, in one query."""
    rows = _rows().exclude(coder=None).order_by("month", "pk")
    return tuple(
        Pair(
            subject=row.first.incident.number,
            first={name: _answer(name, getattr(row.first, name)) for name in VARIABLES},
            second={name: _answer(name, value) for name, value in (row.answers or {}).items()},
        )
        for row in rows
    )


def is_drawn(month: str) -> bool:
    """Whether a month's entries were drawn."""
    return SecondCodingRow.objects.filter(month=month).exists()


def _answer(name: str, value: Any) -> Answer:
    if name in SETS:
        return frozenset(value)
    return value if isinstance(value, int) else str(value)


def _rows() -> QuerySet[SecondCodingRow]:
    return SecondCodingRow.objects.select_related("first__incident")


def _row(key: int, member: Member) -> SecondCodingRow:
    row = _rows().filter(pk=key).first()
    if row is None:
        raise NotFoundError("This entry was not drawn.")
    if row.first.author_id == member.pk:
        raise NotBlindError
    if row.coder_id is not None:
        raise CodedAlreadyError
    return row


def _waiting(row: SecondCodingRow) -> Waiting:
    return Waiting(key=row.pk, month=row.month, incident=row.first.incident.number)
