"""Is a change of what the public reads made by two, as it was read, once?"""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dalel.domain.attention import Choice
from dalel.domain.conduct import Basis
from dalel.domain.count_board import Kind, Level
from dalel.domain.diary import DiaryKind
from dalel.domain.errors import ForbiddenMoveError, NotFoundError
from dalel.domain.public_change import (
    CHANGES,
    Attribute,
    ChangeKind,
    ChooseLine,
    KeepOutlet,
    ProposalState,
    RenameCase,
    SetLevel,
    ShowDay,
    StateEffect,
    decode,
    encode,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import cases, proposals
from dalel.newsroom.incidents.actions.proposals import NothingChangesError, OwnProposalError
from dalel.newsroom.incidents.models import AttributionRow, CaseRow, ProposalRow

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
NAMES = {"ru": "Дело «Берег»", "en": "The Shore"}


@pytest.fixture
def aliya(db: None) -> Act:
    return Act(member=Member.objects.create_user("aliya", role=Role.REPORTER), time=NOW)


@pytest.fixture
def saule(db: None) -> Act:
    return Act(member=Member.objects.create_user("saule", role=Role.EDITOR), time=NOW)


@pytest.fixture
def case(db: None) -> int:
    return CaseRow.objects.create(names={"ru": "Дело", "en": "A case"}).pk


@pytest.mark.parametrize(
    "change",
    [
        Attribute(incident="XT-1", actor="court", basis=Basis.SIGNED, by="x", on=date(2031, 1, 2)),
        Attribute(incident="XT-1", actor="court", basis=Basis.ALLEGED, by="x", on=None),
        KeepOutlet(outlet=None, names=NAMES, host="shore.test", source=""),
        SetLevel(row=Kind.RIGHT, code="x", period="2031-Q2", level=Level.GRAVE, reason="."),
        SetLevel(row=Kind.ALL, code="", period="2031-Q2", level=None, reason="."),
        ChooseLine(line="x", choice=Choice.PINNED, reason="."),
        StateEffect(incident="XT-1", people=7, remedied=date(2031, 1, 2), note=""),
        ShowDay(entry=1, incident="XT-1", day=None, day_kind=DiaryKind.HEARING),
    ],
)
def test_a_change_is_kept_as_plain_values_and_read_as_it_was(change: Any) -> None:
    kept = encode(change)
    assert all(isinstance(one, str | int | bool | dict | None) for one in kept.values())
    assert decode(change.kind, kept) == change


def test_every_kind_has_its_record() -> None:
    assert set(CHANGES) == set(ChangeKind)
    assert all(fields(made) for made in CHANGES.values())


def test_who_proposes_does_not_approve_and_another_one_does_once(
    aliya: Act, saule: Act, case: int
) -> None:
    key = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    with pytest.raises(NothingChangesError):
        proposals.propose(RenameCase(case=case, names=NAMES), saule)
    with pytest.raises(OwnProposalError):
        proposals.approve(key, aliya)
    assert cases.case_row(case).names == {"ru": "Дело", "en": "A case"}
    assert proposals.approve(key, saule) is ProposalState.APPROVED
    assert cases.case_row(case).names == NAMES
    with pytest.raises(ForbiddenMoveError):
        proposals.approve(key, saule)
    with pytest.raises(NothingChangesError):
        proposals.propose(RenameCase(case=case, names=NAMES), aliya)


def test_an_account_that_the_proposer_alone_made_is_no_second_person(
    aliya: Act, saule: Act, case: int
) -> None:
    Member.objects.filter(pk=saule.member.pk).update(brought_by=aliya.member)
    key = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    with pytest.raises(OwnProposalError):
        proposals.approve(key, saule)
    Member.objects.filter(pk=saule.member.pk).update(is_confirmed=True)
    assert proposals.approve(key, saule) is ProposalState.APPROVED


def test_what_changed_since_is_not_overwritten(aliya: Act, saule: Act, case: int) -> None:
    first = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    other = {"ru": "Иное", "en": "Another"}
    second = proposals.propose(RenameCase(case=case, names=other), aliya)
    assert proposals.approve(second, saule) is ProposalState.APPROVED
    assert proposals.approve(first, saule) is ProposalState.STALE
    assert cases.case_row(case).names == other
    CaseRow.objects.all().delete()


def test_what_is_gone_makes_a_proposal_stale(aliya: Act, saule: Act, case: int) -> None:
    key = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    CaseRow.objects.all().delete()
    assert proposals.approve(key, saule) is ProposalState.STALE
    with pytest.raises(NotFoundError):
        proposals.propose(RenameCase(case=case, names=NAMES), aliya)


def test_a_refusal_says_why_and_only_the_own_is_taken_back(
    aliya: Act, saule: Act, case: int
) -> None:
    key = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    with pytest.raises(NotFoundError):
        proposals.take_back(key, saule)
    proposals.refuse(key, "Вина не доказана.", saule)
    [told] = proposals.decided()
    assert (told.state, told.reason) == (ProposalState.REFUSED, "Вина не доказана.")
    again = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    proposals.take_back(again, aliya)
    assert proposals.waiting() == ()
    assert cases.case_row(case).names == {"ru": "Дело", "en": "A case"}


def test_a_newsroom_of_one_approves_its_own(aliya: Act, case: int) -> None:
    key = proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    assert proposals.approve(key, aliya, alone=True) is ProposalState.APPROVED


def test_what_a_closed_account_proposed_waits_no_more(aliya: Act, saule: Act, case: int) -> None:
    proposals.propose(RenameCase(case=case, names=NAMES), aliya)
    suspension.suspend("aliya", "", saule)
    assert proposals.waiting() == ()
    assert ProposalRow.objects.get().state == ProposalState.TAKEN_BACK
    assert AttributionRow.objects.count() == 0
