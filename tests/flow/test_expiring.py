"""Is everything forgotten that should be, and nothing that may not be?"""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession

from dalel.flow.expiring import let_go
from dalel.store import demands
from dalel.store.demands import NewDemand
from dalel.store.editing import Act
from dalel.store.models import IncidentRow, Member

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def test_browsers_that_are_gone_are_forgotten_and_held_incidents_are_named() -> None:
    member = Member.objects.create(username="saule")
    UserSession.objects.create(user_id=member.pk, ip="127.0.0.1", session_key="gone")
    IncidentRow.objects.create(number="XT-2031-0001", section=1, updated=NOW)
    act = Act(member=member, time=NOW)
    new = NewDemand(
        key="one",
        kind="court",
        party="Кто-то",
        claim="Уберите.",
        received=date(2031, 6, 1),
        due=date(2031, 6, 2),
        incident="XT-2031-0001",
        language="",
        version=None,
    )
    demands.hold(demands.register(new, act), act, is_held=True)
    asked: list[tuple[datetime, Collection[str]]] = []

    def expire(before: datetime, held: Collection[str]) -> int:
        asked.append((before, held))
        return 3

    assert let_go(NOW + timedelta(days=1), [expire]) == 4
    assert asked == [(NOW + timedelta(days=1), {"XT-2031-0001"})]
