"""Who lets codes, section, date and links of an incident stand, once they changed by themselves?

With a text goes what was sent with it (``dalel.store.incidents.editing.approve``). What somebody
changed after that, or what the approver of the text had a hand in, is approved here.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from dalel.domain.approval import Candidate, Refusal, hands, refusals
from dalel.domain.concern import Weight
from dalel.domain.states import ConcernState, VersionState
from dalel.store.acting import Act, incident_row
from dalel.store.incidents.editing import (
    APPROVED_CODES,
    APPROVED_FRAME,
    ApprovalRefusedError,
    show_correction,
    touch,
)
from dalel.store.incidents.superseding import StaleEditError, put_in_force
from dalel.store.models import CodesRow, ConcernRow, FrameRow
from dalel.store.models.columns import Version
from dalel.store.transactions import writing

V = TypeVar("V", bound=Version)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What waits for approval: the newest codes and frame by number, 0 where they do not.

    ``against``: why this member may not approve them.
    """

    codes: int
    frame: int
    against: tuple[Refusal, ...]

    @property
    def waits(self) -> bool:
        """Whether anything does."""
        return bool(self.codes or self.frame)


def asked(number: str, act: Act, *, alone: bool = False) -> Asked:
    """What of an incident waits beside its texts, in three queries."""
    codes, frame = _read(_codes(number)), _read(_frames(number))
    holding = ConcernRow.objects.filter(
        incident__number=number, state=ConcernState.OPEN, weight=Weight.ERROR, language=""
    )
    # Codes and links are in no language: everybody reads them.
    candidate = Candidate(
        language="",
        state=VersionState.IN_REVIEW if codes.asked or frame.asked else VersionState.DRAFT,
        authors=codes.hands | frame.hands,
        holding=holding.count(),
    )
    why = refusals(candidate, member=act.member.username, reads=frozenset({""}), alone=alone)
    return Asked(codes=codes.asked, frame=frame.asked, against=why)


def approve(number: str, *, codes: int, frame: int, act: Act, alone: bool = False) -> None:
    """Approve exactly these versions of codes, section, date and links.

    :raises StaleEditError: when others wait by now.
    :raises ApprovalRefusedError: when something stands against it.
    """
    with writing():
        now = asked(number, act, alone=alone)
        if now.against:
            raise ApprovalRefusedError(now.against)
        _put_in_force(_codes(number), seen=codes, asked=now.codes)
        _put_in_force(_frames(number), seen=frame, asked=now.frame)
        incident = incident_row(number)
        show_correction(incident)
        touch(incident, act)
        for deed, version in ((APPROVED_CODES, now.codes), (APPROVED_FRAME, now.frame)):
            if version:
                act.note(deed, incident.number, str(version))


@dataclass(frozen=True, kw_only=True)
class _Read:
    asked: int
    hands: frozenset[str]


def _codes(number: str) -> "QuerySet[CodesRow]":
    return CodesRow.objects.filter(incident__number=number).order_by("number")


def _frames(number: str) -> "QuerySet[FrameRow]":
    return FrameRow.objects.filter(incident__number=number).order_by("number")


def _read(rows: "QuerySet[V]") -> _Read:
    """The number of the newest version if it waits, and who had a hand in it."""
    found = list(rows.values_list("number", "state", "author__username"))
    if not found or found[-1][1] != VersionState.IN_REVIEW:
        return _Read(asked=0, hands=frozenset())
    made_by = hands((VersionState(state), username or "") for _, state, username in found)
    return _Read(asked=found[-1][0], hands=made_by)


def _put_in_force(rows: "QuerySet[V]", *, seen: int, asked: int) -> None:
    newest = rows.last()
    if newest is not None and seen != asked:
        raise StaleEditError(newest)
    if newest is not None and asked:
        put_in_force(newest, rows)
