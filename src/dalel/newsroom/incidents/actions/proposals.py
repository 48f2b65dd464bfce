"""Proposals: changes of what the public reads that wait for a second person, and what they decide.

A proposal changes nothing by itself. Approved, it is made as it was read: what stands now has to be
what stood when it was proposed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from dalel.domain.errors import DalelError, ForbiddenMoveError, NotFoundError
from dalel.domain.public_change import (
    ChangeKind,
    DropDevelopment,
    ProposalState,
    PublicChange,
    ShowDay,
    decode,
    encode,
    incident_of,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.persons import is_another
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.proposal_effects import make, standing
from dalel.newsroom.incidents.models import ProposalRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row

#: So many decided ones are listed.
_DECIDED: Final = 20
#: Forms take numbers of nine digits; an old row may hold one that no column does.
_HIGHEST: Final = 999_999_999


class OwnProposalError(DalelError):
    """Who proposed a change does not approve it."""


class UnlikelyProposalError(DalelError):
    """A number in the change cannot be meant; it can only be refused."""


class NothingChangesError(DalelError):
    """It stands so already, or the same waits for approval."""


@dataclass(frozen=True, kw_only=True)
class ChangeProposal:
    """A change with what stood before, who proposed it, and what became of it."""

    key: int
    before: PublicChange | None
    after: PublicChange
    incident: str
    by: str
    username: str
    time: datetime
    state: ProposalState
    decided_by: str
    decided: datetime | None
    reason: str


def propose(change: PublicChange, act: Act) -> int:
    """Keep a change until a second person approves it; gives the proposal's key.

    :raises NothingChangesError: when it stands so already, or the same waits.
    :raises NotFoundError: when what it is about is not there.
    """
    with writing():
        before = standing(change)
        if _is_so(change, before):
            raise NothingChangesError
        after, number = encode(change), incident_of(change)
        same = ProposalRow.objects.filter(kind=change.kind, state=ProposalState.WAITING)
        if any(row.after == after for row in same):
            raise NothingChangesError
        incident = incident_row(number) if number else None
        row = ProposalRow.objects.create(
            kind=change.kind,
            incident=incident,
            before=encode(before) if before else None,
            after=after,
            member=act.member,
            time=act.time,
        )
        act.note("proposed a change", incident.number if incident else "", str(change.kind))
    return row.pk


def approve(key: int, act: Act, *, alone: bool = False) -> ProposalState:
    """Stand behind a change, which is made at once; stale: what it would change has changed since.

    ``alone``: the newsroom is one person.

    :raises NotFoundError: when there is no such proposal.
    :raises OwnProposalError: when the same person proposed it.
    :raises UnlikelyProposalError: when it holds a number that no form takes.
    :raises ForbiddenMoveError: when it was decided already.
    """
    with writing():
        row = _row(key)
        if not alone and not is_another(act.member, row.member):
            raise OwnProposalError
        change, before = _after(row), _before(row)
        if any(isinstance(value, int) and value > _HIGHEST for value in encode(change).values()):
            raise UnlikelyProposalError
        state = ProposalState.STALE if _is_stale(change, before) else ProposalState.APPROVED
        _decide(row, state, act)
        if state is ProposalState.APPROVED:
            make(change, Act(member=row.member, time=act.time))
            act.note("approved a change", _subject(row), row.kind)
    return state


def refuse(key: int, reason: str, act: Act) -> None:
    """Refuse a change; it stays written down. Raises as ``approve``, but for one's own."""
    with writing():
        row = _row(key)
        _decide(row, ProposalState.REFUSED, act, reason)
        act.note("refused a change", _subject(row), row.kind)


def take_back(key: int, act: Act) -> None:
    """Take one's own proposal back.

    :raises NotFoundError: when there is no such proposal of this member.
    :raises ForbiddenMoveError: when it was decided already.
    """
    with writing():
        row = _row(key)
        if row.member_id != act.member.pk:
            raise NotFoundError(f"There is no proposal {key} of yours.")
        _decide(row, ProposalState.TAKEN_BACK, act)
        act.note("took a proposal back", _subject(row), row.kind)


def proposal(key: int) -> ChangeProposal:
    """One proposal. Raises as ``take_back``."""
    return _kept(_row(key))


def waiting(*kinds: ChangeKind, incident: str = "") -> tuple[ChangeProposal, ...]:
    """The proposals that wait, the oldest first: all, or those of some kinds or of an incident."""
    rows = _rows().filter(state=ProposalState.WAITING)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if incident:
        rows = rows.filter(incident__number=incident)
    return tuple(_kept(row) for row in rows)


def decided() -> tuple[ChangeProposal, ...]:
    """What was decided last, the latest first."""
    rows = _rows().exclude(state=ProposalState.WAITING).order_by("-decided", "-pk")
    return tuple(_kept(row) for row in rows[:_DECIDED])


def _decide(row: ProposalRow, state: ProposalState, act: Act, reason: str = "") -> None:
    """Move a proposal on; the same press twice, or two persons at once, decide once."""
    found = ProposalRow.objects.filter(pk=row.pk, state=ProposalState.WAITING)
    if not found.update(state=state, decided_by=act.member, decided=act.time, reason=reason):
        raise ForbiddenMoveError(f"proposal {row.pk} is decided already")


def _is_so(change: PublicChange, before: PublicChange | None) -> bool:
    """Whether it stands already as the change would have it."""
    if isinstance(change, DropDevelopment):
        return before is None
    if isinstance(change, ShowDay) and change.day is None:
        return before is None
    return before == change


def _is_stale(change: PublicChange, before: PublicChange | None) -> bool:
    try:
        return standing(change) != before
    except NotFoundError:
        return True


def _rows() -> "QuerySet[ProposalRow]":
    return ProposalRow.objects.select_related("member", "decided_by", "incident")


def _row(key: int) -> ProposalRow:
    row = _rows().filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no proposal {key}.")
    return row


def _after(row: ProposalRow) -> PublicChange:
    return decode(ChangeKind(row.kind), row.after)


def _before(row: ProposalRow) -> PublicChange | None:
    return None if row.before is None else decode(ChangeKind(row.kind), row.before)


def _subject(row: ProposalRow) -> str:
    return row.incident.number if row.incident else ""


def _kept(row: ProposalRow) -> ChangeProposal:
    return ChangeProposal(
        key=row.pk,
        before=_before(row),
        after=_after(row),
        incident=_subject(row),
        by=str(row.member),
        username=row.member.username,
        time=row.time,
        state=ProposalState(row.state),
        decided_by=str(row.decided_by or ""),
        decided=row.decided,
        reason=row.reason,
    )
