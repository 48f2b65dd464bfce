"""Decisions on concerns: resolving, waiving and reopening."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db.models import Q

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.incident import Provenance
from dalel.domain.states import ConcernState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sealed_names
from dalel.newsroom.incidents.models import ConcernDecisionRow, ConcernRow, EditionWaiverRow
from dalel.newsroom.incidents.queries.legal_advice import ASKED
from dalel.newsroom.incidents.queries.usual_reasons import kind_of, usual_reasons

#: How an act is called that leaves a concern so.
_ACTS: Final = {
    ConcernState.RESOLVED: "resolved a concern",
    ConcernState.WAIVED: "waived a concern",
    ConcernState.OPEN: "reopened a concern",
}
#: The same, where the reason was chosen of those that are usual, and where several had one.
_CHOSEN: Final = " for a usual reason"
_TOGETHER: Final = " with others"


class DecisionRefusedError(DalelError):
    """The decision cannot be taken so."""


class UnusualReasonError(DalelError):
    """The reason that was chosen is none for this kind of concern."""


class OneByOneError(DalelError):
    """These concerns are decided one by one."""


class LawyerAskedError(DalelError):
    """What a lawyer was asked goes by the answer, or by two who decide against it."""


def decide(
    number: str,
    key: str,
    state: ConcernState,
    *,
    member: Member,
    reason: str,
    now: datetime,
    usual: str = "",
) -> None:
    """Resolve, waive or reopen a concern of an incident, and record who, when and why.

    ``usual`` is the code of the reason, where it was chosen of those that are offered.

    :raises NotFoundError: when the incident has no such concern.
    :raises UnusualReasonError: when the reason that was chosen is none of this kind of concern.
    :raises DecisionRefusedError: when the member may not, or gives no reason.
    :raises SealedNameError: when a sealed source is named in the reason.
    :raises LawyerAskedError: when it is that a lawyer was asked.
    :raises ForbiddenMoveError: when the state may not follow.
    """
    act = Act(member=member, time=now)
    _check(member, reason)
    sealed_names.refuse(number, [reason], act)
    with writing():
        rows = _rows(number, key)
        _check_usual(rows, usual)
        _move(rows, state, reason, act)
        act.note(_ACTS[state] + _CHOSEN * bool(usual), number, reason)


def let_stand_together(
    number: str,
    keys: Collection[str],
    *,
    member: Member,
    reason: str,
    now: datetime,
    usual: str = "",
) -> None:
    """Waive several concerns of one kind in an incident for one reason; all of them or none.

    Each has its decision and its line in the audit log. ``usual`` is as in ``decide``.

    :raises NotFoundError: when the incident lacks one of them.
    :raises OneByOneError: when they are of several kinds, or of one that is decided one by one.
    :raises UnusualReasonError: when the reason that was chosen is none of this kind of concern.
    :raises DecisionRefusedError: when the member may not, gives no reason or ticked none.
    :raises SealedNameError: when a sealed source is named in the reason.
    :raises LawyerAskedError: when one is that a lawyer was asked.
    """
    act = Act(member=member, time=now)
    _check(member, reason)
    if not keys:
        raise DecisionRefusedError("Nothing was ticked.")
    sealed_names.refuse(number, [reason], act)
    deed = _ACTS[ConcernState.WAIVED] + _TOGETHER + _CHOSEN * bool(usual)
    with writing():
        found = [_rows(number, key) for key in dict.fromkeys(keys)]
        kinds = {kind_of(row) for rows in found for row in rows}
        if len(kinds) > 1 or "" in kinds:
            raise OneByOneError
        for rows in found:
            _check_usual(rows, usual)
            _move(rows, ConcernState.WAIVED, reason, act)
            act.note(deed, number, reason)


def waive_rule(edition: int, rule: str, *, member: Member, reason: str, now: datetime) -> int:
    """Waive one rule for all that was imported into an edition; tells how many were open.

    What the rule finds there later is waived too. Entries written here are not touched.

    :raises NotFoundError: when there is no such edition.
    :raises DecisionRefusedError: when the member may not, gives no reason, or it is waived already.
    :raises LawyerAskedError: when the rule is that a lawyer was asked.
    """
    _check(member, reason)
    if rule == ASKED:
        raise LawyerAskedError
    with writing():
        row = EditionRow.objects.filter(number=edition).first()
        if row is None:
            raise NotFoundError(f"There is no edition {edition}.")
        if row.waivers.filter(rule=rule).exists():
            raise DecisionRefusedError(f"{rule} is waived for edition {edition} already.")
        EditionWaiverRow.objects.create(
            edition=row, rule=rule, member=member, time=now, reason=reason
        )
        concerns = ConcernRow.objects.filter(
            Q(incident__provenance=Provenance.IMPORTED) | Q(incident=None),
            Q(edition=row) | Q(incident__entries__edition=row),
            rule=rule,
            state=ConcernState.OPEN,
        ).distinct()
        found = list(concerns)
        for concern in found:
            move_row(concern, ConcernState.WAIVED)
            _record(concern, member, reason, now)
        act = Act(member=member, time=now)
        act.note("waived a rule", f"edition {edition}", f"{rule}: {reason}")
    return len(found)


def _rows(number: str, key: str) -> list[ConcernRow]:
    rows = list(ConcernRow.objects.filter(incident__number=number, key=key))
    if not rows:
        raise NotFoundError(f"{number} has no concern {key}.")
    if any(row.rule == ASKED for row in rows):
        raise LawyerAskedError
    return rows


def _check_usual(rows: Iterable[ConcernRow], usual: str) -> None:
    if usual and any(usual not in usual_reasons(row) for row in rows):
        raise UnusualReasonError


def _move(rows: Iterable[ConcernRow], state: ConcernState, reason: str, act: Act) -> None:
    for row in rows:
        move_row(row, state)
        _record(row, act.member, reason, act.time)


def _check(member: Member, reason: str) -> None:
    if not may(member, Action.APPROVE):
        raise DecisionRefusedError("Only an editor or a publisher decides about concerns.")
    if not reason.strip():
        raise DecisionRefusedError("A decision needs a reason.")


def _record(row: ConcernRow, member: Member, reason: str, now: datetime) -> None:
    ConcernDecisionRow.objects.create(
        concern=row, state=row.state, member=member, time=now, reason=reason
    )
