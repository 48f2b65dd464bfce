"""Does a member find the desk as they left it?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import own_desk
from dalel.newsroom.accounts.actions.own_desk import AWAY, StaleNoteError
from dalel.newsroom.accounts.models import DeskSession, HandoverRow, Member

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def aliya() -> Member:
    return Member.objects.create(username="aliya", name="Әлия")


def test_a_visit_ends_when_one_is_away_and_not_before(aliya: Member) -> None:
    assert own_desk.arrive(aliya, NOW).left is None
    during = NOW + timedelta(minutes=10)
    assert own_desk.arrive(aliya, during).left is None
    back = during + AWAY
    assert own_desk.arrive(aliya, back).left == during
    assert own_desk.arrive(aliya, back + timedelta(minutes=10)).left == during


def test_a_visit_is_not_noted_at_every_click(aliya: Member) -> None:
    assert own_desk.arrive(aliya, NOW).is_first
    assert not own_desk.arrive(aliya, NOW + timedelta(seconds=30)).is_first
    assert DeskSession.objects.get().here == NOW


def test_a_note_is_added_to_and_nobodys_is_overwritten(aliya: Member) -> None:
    act = Act(member=aliya, time=NOW)
    assert (own_desk.note().number, own_desk.note().time) == (0, None)
    own_desk.write_note("", 0, act)
    assert not HandoverRow.objects.exists()
    own_desk.write_note("Ждём ответа", 0, act)
    own_desk.write_note("Ждём ответа", 0, act)
    with pytest.raises(StaleNoteError):
        own_desk.write_note("Другое", 0, act)
    own_desk.write_note("Другое", 1, act)
    assert [(one.number, one.text, one.who) for one in own_desk.notes()] == [
        (2, "Другое", "Әлия"),
        (1, "Ждём ответа", "Әлия"),
    ]
    assert own_desk.note().number == 2


def test_a_question_is_kept_by_its_name_for_its_owner_alone(aliya: Member) -> None:
    other = Member.objects.create(username="other")
    own_desk.save_search(aliya, "Суды", "inbox", "section=3", NOW)
    own_desk.save_search(aliya, "Суды", "inbox", "section=2", NOW)
    (kept,) = own_desk.searches(aliya)
    assert (kept.name, kept.room, kept.query) == ("Суды", "inbox", "section=2")
    own_desk.forget_search(other, kept.key)
    assert len(own_desk.searches(aliya)) == 1
    own_desk.forget_search(aliya, kept.key)
    assert own_desk.searches(aliya) == ()
