"""What becomes of a concern that a person has decided?"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dalel.domain.concern import Concern, Weight
from dalel.domain.errors import ForbiddenMoveError, NotFoundError
from dalel.domain.incident import Provenance
from dalel.domain.states import ConcernState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.concern_decisions import (
    DecisionRefusedError,
    decide,
    waive_rule,
)
from dalel.newsroom.incidents.actions.concerns import write_checked
from dalel.newsroom.incidents.models import (
    ConcernDecisionRow,
    ConcernRow,
    EditionWaiverRow,
    IncidentRow,
)
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.open_concerns import open_errors
from newsroom.keys import long_there

pytestmark = pytest.mark.django_db
RULES = frozenset({"exam"})
NUMBER = "XT-2031-0001"
FOUND = Concern(
    rule="exam", weight=Weight.ERROR, excerpt="8 701 555 01 01", field="summary", language="ru"
)


@pytest.fixture
def editor() -> Member:
    return Member.objects.create_user("the-editor", role=Role.EDITOR, name="Айгүл")


@pytest.fixture
def incident(now: datetime) -> IncidentRow:
    return IncidentRow.objects.create(
        number=NUMBER, section=1, updated=now, provenance=Provenance.IMPORTED
    )


@pytest.fixture
def edition(now: datetime, incident: IncidentRow) -> EditionRow:
    day = now.date()
    row = EditionRow.objects.create(number=7, period_start=day, period_end=day)
    row.entries.create(incident=incident, section=1, order=1)
    return row


def write(incident: IncidentRow, *concerns: Concern, edition: EditionRow | None = None) -> bool:
    editions = {incident: edition} if edition else {}
    return write_checked({incident: concerns}, editions, RULES)


def states(number: str = NUMBER) -> list[str]:
    rows = ConcernRow.objects.filter(incident__number=number, rule__in=RULES).order_by("pk")
    return list(rows.values_list("state", flat=True))


def key() -> str:
    return ConcernRow.objects.get(incident__number=NUMBER, rule="exam").key


def test_an_incident_in_no_edition_has_concerns_too(incident: IncidentRow) -> None:
    assert write(incident, FOUND)
    assert open_errors() == {NUMBER: 1}
    assert not write(incident, FOUND)
    assert states() == ["open"]


def test_what_is_no_longer_found_is_resolved_and_what_comes_back_is_open_again(
    incident: IncidentRow, edition: EditionRow
) -> None:
    write(incident, FOUND, edition=edition)
    assert write(incident, edition=edition)
    assert states() == ["resolved"]
    assert write(incident, FOUND, edition=edition)
    assert states() == ["open"]


def test_a_waiver_survives_checks_and_unrelated_edits(
    incident: IncidentRow, editor: Member, now: datetime
) -> None:
    write(incident, FOUND)
    decide(NUMBER, key(), ConcernState.WAIVED, member=editor, reason="номер редакции", now=now)
    other = replace(FOUND, excerpt="8 701 555 02 02")
    write(incident, replace(FOUND, excerpt="8 701  555 01 01"), other)
    assert states() == ["waived", "open"]
    assert open_errors() == {NUMBER: 1}


def test_a_decision_records_who_when_and_why(
    incident: IncidentRow, editor: Member, now: datetime
) -> None:
    write(incident, FOUND)
    decide(NUMBER, key(), ConcernState.WAIVED, member=editor, reason="номер редакции", now=now)
    later = now + timedelta(hours=1)
    decide(NUMBER, key(), ConcernState.OPEN, member=editor, reason="поспешили", now=later)
    [concern] = incidents.incident(NUMBER).concerns
    assert concern.state is ConcernState.OPEN
    assert concern.decision is not None
    assert (concern.decision.member, concern.decision.reason) == ("Айгүл", "поспешили")
    assert concern.decision.time == later
    assert ConcernDecisionRow.objects.count() == 2
    with pytest.raises(ForbiddenMoveError):
        decide(NUMBER, key(), ConcernState.OPEN, member=editor, reason="ещё раз", now=later)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.ADMINISTRATOR])
def test_only_editors_and_publishers_decide(
    role: Role, incident: IncidentRow, now: datetime
) -> None:
    write(incident, FOUND)
    member = Member.objects.create_user("another", role=role)
    for one in "abc":
        Member.objects.create_user(one)
    long_there()
    with pytest.raises(DecisionRefusedError, match="Only an editor"):
        decide(NUMBER, key(), ConcernState.WAIVED, member=member, reason="так", now=now)
    assert states() == ["open"]


def test_who_has_left_decides_nothing_and_a_reason_is_needed(
    incident: IncidentRow, editor: Member, now: datetime
) -> None:
    write(incident, FOUND)
    with pytest.raises(DecisionRefusedError, match="reason"):
        decide(NUMBER, key(), ConcernState.WAIVED, member=editor, reason="  ", now=now)
    editor.is_active = False
    with pytest.raises(DecisionRefusedError):
        decide(NUMBER, key(), ConcernState.WAIVED, member=editor, reason="так", now=now)
    editor.is_active = True
    with pytest.raises(NotFoundError):
        decide(NUMBER, "none", ConcernState.WAIVED, member=editor, reason="так", now=now)


def test_a_waiver_for_an_edition_covers_what_was_imported_now_and_later(
    incident: IncidentRow, edition: EditionRow, editor: Member, now: datetime
) -> None:
    write(incident, FOUND, edition=edition)
    assert waive_rule(7, "exam", member=editor, reason="старый выпуск", now=now) == 1
    assert states() == ["waived"]
    write(incident, FOUND, replace(FOUND, excerpt="другое"), edition=edition)
    assert states() == ["waived", "waived"]
    assert open_errors() == {}
    [first, _] = incidents.incident(NUMBER).concerns
    assert first.decision is not None
    assert first.decision.reason == "старый выпуск"


def test_a_waiver_for_an_edition_leaves_what_was_written_here(
    incident: IncidentRow, edition: EditionRow, editor: Member, now: datetime
) -> None:
    written = IncidentRow.objects.create(number="XT-2031-0002", section=1, updated=now)
    edition.entries.create(incident=written, section=1, order=2)
    write(written, FOUND, edition=edition)
    assert waive_rule(7, "exam", member=editor, reason="старый выпуск", now=now) == 0
    write(written, FOUND, replace(FOUND, excerpt="другое"), edition=edition)
    assert states("XT-2031-0002") == ["open", "open"]


def test_an_edition_is_waived_once_a_rule_and_must_exist(
    edition: EditionRow, editor: Member, now: datetime
) -> None:
    waive_rule(7, "exam", member=editor, reason="старый выпуск", now=now)
    with pytest.raises(DecisionRefusedError, match="already"):
        waive_rule(7, "exam", member=editor, reason="снова", now=now)
    with pytest.raises(NotFoundError):
        waive_rule(8, "exam", member=editor, reason="снова", now=now)


def test_decisions_are_never_edited(
    incident: IncidentRow, edition: EditionRow, editor: Member, now: datetime
) -> None:
    write(incident, FOUND, edition=edition)
    waive_rule(7, "exam", member=editor, reason="старый выпуск", now=now)
    for rows in (ConcernDecisionRow.objects, EditionWaiverRow.objects):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(reason="другая")


def test_a_concern_is_about_something() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConcernRow.objects.create(key="k", rule="exam", weight=Weight.NOTE)
