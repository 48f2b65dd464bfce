"""Does the owner of an account learn that others try it, and nobody at the door?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from dalel.cli.doctor.door_examination import door_findings
from dalel.domain.try_limits import SLIPS, SLIPS_FORGOTTEN, TOLD_FOR
from dalel.newsroom.accounts.actions.sign_in_tries import Caller, give_back, spend_code
from dalel.newsroom.accounts.actions.sign_in_tries import spend_password as spend
from dalel.newsroom.accounts.actions.wrong_tries import forget_wrong, tried
from dalel.newsroom.accounts.models import Member, WrongTriesRow
from dalel.newsroom.frame.context import pack
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
_TOLD = "в вашу учётную запись пытались войти"
_TOLD_OTHERS = "в эту учётную запись пытались войти"


@pytest.fixture
def editor(cast: dict[str, Member]) -> Member:
    return cast["editor"]


def guess(member: Member, times: int, since: datetime) -> None:
    """Somebody tries from everywhere, no faster than is let through."""
    for number in range(times):
        caller = Caller(address=f"10.0.{number}.1", username=f"#{member.pk}", member=member)
        now = since + timedelta(minutes=6 * number)
        assert (spend if number % 5 else spend_code)(caller, now)


def sign_in(member: Member, password: str = SESAME) -> Client:
    browser = Client(REMOTE_ADDR="198.51.100.7")
    browser.post("/sign-in/", {"login": member.username, "password": password})
    return browser


def test_who_comes_in_reads_once_how_often_the_account_was_tried_and_since_when(
    editor: Member,
) -> None:
    begun = datetime.now(UTC) - timedelta(days=2)
    guess(editor, SLIPS + 1, begun)
    door = sign_in(editor, "wrong")
    assert "пытались войти" not in door.get("/sign-in/").text
    browser = sign_in(editor)
    page = browser.get("/account/").text
    assert f"{_TOLD} с неверными данными {SLIPS + 2} раза." in page
    assert f"С {begun.astimezone(ZoneInfo(pack().zone)):%d.%m.%Y} {_TOLD}" in page
    assert _TOLD not in browser.get("/account/").text
    # Whoever guessed the password has not read it away.
    assert _TOLD in sign_in(editor).get("/account/").text
    WrongTriesRow.objects.update(told=datetime.now(UTC) - TOLD_FOR - timedelta(minutes=1))
    assert _TOLD not in sign_in(editor).get("/account/").text
    assert not WrongTriesRow.objects.filter(count__gt=1).exists()


def test_slips_are_told_to_nobody_and_forgotten(editor: Member, cast: dict[str, Member]) -> None:
    begun = datetime.now(UTC) - timedelta(days=2)
    guess(editor, SLIPS, begun)
    assert _TOLD not in sign_in(editor).get("/account/").text
    assert not tried().exists()
    assert _TOLD_OTHERS not in sign_in(cast["administrator"]).get("/").text
    assert WrongTriesRow.objects.get().count == SLIPS
    assert forget_wrong(begun + SLIPS_FORGOTTEN) == 0
    assert forget_wrong(begun + SLIPS_FORGOTTEN + timedelta(seconds=1)) == 1


def test_a_right_password_and_a_right_code_are_no_wrong_tries(editor: Member) -> None:
    sign_in(editor)
    assert not WrongTriesRow.objects.exists()
    now = datetime.now(UTC)
    caller = Caller(address="10.0.0.1", username=f"#{editor.pk}", member=editor)
    wrong, right = spend_code(caller, now), spend_code(caller, now)
    assert wrong
    assert right
    give_back(right)
    assert WrongTriesRow.objects.get().count == 1


def test_what_is_told_to_the_owner_waits_for_the_second_factor(editor: Member) -> None:
    guess(editor, SLIPS + 1, datetime.now(UTC) - timedelta(days=2))
    Authenticator.objects.create(user=editor, type="totp", data={"secret": "ABCDEFGH"})
    browser = sign_in(editor)
    assert _TOLD not in browser.get("/sign-in/second/").text
    assert WrongTriesRow.objects.get().told is None


def test_who_runs_accounts_and_the_doctor_are_told_and_others_are_not(
    editor: Member, cast: dict[str, Member]
) -> None:
    guess(editor, SLIPS + 1, datetime.now(UTC) - timedelta(days=2))
    page = sign_in(cast["administrator"]).get("/").text
    assert f"{_TOLD_OTHERS} с неверными данными {SLIPS + 1} раз." in page
    assert f'href="/newsroom/members/{editor.username}/"' in page
    assert _TOLD_OTHERS not in sign_in(cast["publisher"]).get("/").text
    [found] = door_findings()
    assert found.state == editor.username
    assert f"{SLIPS + 1} wrong tries since" in found.advice


def test_names_that_are_nobodys_are_not_counted(editor: Member) -> None:
    sign_in(Member(username="nobody"), "wrong")
    assert not WrongTriesRow.objects.exists()
