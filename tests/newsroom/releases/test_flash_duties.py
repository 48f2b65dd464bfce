"""Does one person alone release a flash only where another's account could stand behind it?"""

import pytest
from pytest_django import Settings

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions.first_release import Duty, flash_duties

pytestmark = pytest.mark.django_db


def lacks_second(member: Member) -> bool:
    return Duty.SECOND_PERSON in flash_duties(member)


def test_a_flash_needs_an_open_account_of_another_person(settings: Settings) -> None:
    aliya = Member.objects.create_user("aliya", role=Role.EDITOR)
    marat = Member.objects.create_user("marat", role=Role.REPORTER)
    assert lacks_second(aliya)
    marat.role = Role.EDITOR
    marat.save()
    assert not lacks_second(aliya)
    marat.is_active = False
    marat.save()
    assert lacks_second(aliya)
    # Who keeps the machine has said that one person does everything.
    settings.DALEL = settings.DALEL.model_copy(update={"newsroom_of_one": True})
    assert not lacks_second(aliya)


def test_an_account_that_only_its_inviter_stands_behind_is_no_other_person() -> None:
    aliya = Member.objects.create_user("aliya", role=Role.EDITOR)
    Member.objects.create_user("marat", role=Role.EDITOR, brought_by=aliya)
    assert lacks_second(aliya)
