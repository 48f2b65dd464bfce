"""Decisions on concerns: resolving, waiving and reopening."""

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
from dalel.newsroom.incidents.models import ConcernDecisionRow, ConcernRow, EditionWaiverRow

#: How an act is called that leaves a concern so.
_ACTS: Final = {
    ConcernState.RESOLVED: "resolved",
    ConcernState.WAIVED: "waived",
    ConcernState.OPEN: "reopened",
}


class DecisionRefusedError(DalelError):
    """The decision cannot be taken so."""


def decide(
    number: str, key: str, state: ConcernState, *, member: Member, reason: str, now: datetime
) -> None:
    """Resolve, waive or reopen a concern of an incident, and record who, when and why.

    :raises NotFoundError: when the incident has no such concern.
    :raises DecisionRefusedError: when the member may not, or gives no reason.
    :raises ForbiddenMoveError: when the state may not follow.
    """
    _check(member, reason)
    with writing():
        rows = ConcernRow.objects.filter(incident__number=number, key=key)
        if not rows:
            raise NotFoundError(f"{number} has no concern {key}.")
        for row in rows:
            move_row(row, state)
            _record(row, member, reason, now)
        Act(member=member, time=now).note(f"{_ACTS[state]} a concern", number, reason)


def waive_rule(edition: int, rule: str, *, member: Member, reason: str, now: datetime) -> int:
    """Waive one rule for all that was imported into an edition; tells how many were open.

    What the rule finds there later is waived too. Entries written here are not touched.

    :raises NotFoundError: when there is no such edition.
    :raises DecisionRefusedError: when the member may not, gives no reason, or it is waived already.
    """
    _check(member, reason)
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


def _check(member: Member, reason: str) -> None:
    if not may(member, Action.APPROVE):
        raise DecisionRefusedError("Only an editor or a publisher decides about concerns.")
    if not reason.strip():
        raise DecisionRefusedError("A decision needs a reason.")


def _record(row: ConcernRow, member: Member, reason: str, now: datetime) -> None:
    ConcernDecisionRow.objects.create(
        concern=row, state=row.state, member=member, time=now, reason=reason
    )
