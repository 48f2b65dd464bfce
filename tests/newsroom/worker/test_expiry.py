"""Is everything forgotten that should be, and nothing that may not be?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import demands
from dalel.newsroom.incidents.actions.demands import NewDemand
from dalel.newsroom.incidents.models import AutosaveRow, IncidentRow, RemarkRow
from dalel.newsroom.worker.actions.expire import AUTOSAVES, REMARKS, let_go

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def saule() -> Member:
    return Member.objects.create(username="saule")


def worked_on(number: str, member: Member, time: datetime) -> None:
    """An incident with a comment and an unsaved text."""
    incident = IncidentRow.objects.create(number=number, section=1, updated=time)
    RemarkRow.objects.create(incident=incident, member=member, time=time, text="Кто звонил?")
    AutosaveRow.objects.create(
        incident=incident, member=member, time=time, language="ru", paragraphs=["Текст."], seen=0
    )


def held(number: str, member: Member) -> None:
    act = Act(member=member, time=NOW)
    new = NewDemand(
        key="one",
        kind="court",
        party="Кто-то",
        claim="Уберите.",
        received=date(2031, 6, 1),
        due=date(2031, 6, 2),
        incident=number,
        language="",
        version=None,
    )
    demands.hold(demands.register(new, act), act, is_held=True)


def left() -> set[tuple[str, str]]:
    return {
        (type(row).__name__, row.incident.number)
        for table in (RemarkRow, AutosaveRow)
        for row in table.objects.select_related("incident")
    }


def test_a_browser_that_is_gone_is_forgotten(saule: Member) -> None:
    UserSession.objects.create(user_id=saule.pk, ip="127.0.0.1", session_key="gone")
    assert let_go(NOW) == 1


def test_old_words_go_each_in_its_time_but_not_those_of_a_held_incident(saule: Member) -> None:
    for number in ("XT-2031-0001", "XT-2031-0002"):
        worked_on(number, saule, NOW)
    held("XT-2031-0001", saule)
    assert let_go(NOW + AUTOSAVES) == 0
    assert let_go(NOW + AUTOSAVES + timedelta(seconds=1)) == 1
    assert let_go(NOW + REMARKS + timedelta(seconds=1)) == 1
    assert left() == {("RemarkRow", "XT-2031-0001"), ("AutosaveRow", "XT-2031-0001")}
    demands.hold(1, Act(member=saule, time=NOW), is_held=False)
    assert let_go(NOW + REMARKS + timedelta(seconds=1)) == 2
    assert left() == set()
