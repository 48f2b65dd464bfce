"""Does a link reach a colleague's computer, and may whoever came by it set the factor up later?"""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import invitations
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.opens_here import opens_here_only
from dalel.newsroom.frame.roles import Role
from dalel.pack import default_folder
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("localhost", True),
        ("desk.localhost:8000", True),
        ("192.168.0.7:8000", False),
        ("desk.example", False),
    ],
)
def test_a_name_of_this_computer_is_told_from_others(
    rf: RequestFactory, settings: Settings, host: str, *, only_here: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert opens_here_only(rf.get("/", headers={"Host": host})) is only_here


def test_an_editor_is_invited_unless_another_role_is_chosen(
    client: Client, cast: dict[str, Member]
) -> None:
    client.force_login(cast["administrator"])
    page = client.get("/newsroom/invitations/").text
    assert '<option value="editor" selected>' in page
    assert page.split('name="role"')[1].split("</select>")[0].count("selected") == 1


@pytest.mark.parametrize(
    ("language", "first", "invited", "made"),
    [
        ("kk", "Алғашқы тіркелгі", "Жаңа тіркелгіңіз", "Тіркелгі ашу"),
        ("ru", "Первая учётная запись", "Ваша новая учётная запись", "Создать учётную запись"),
    ],
)
def test_who_makes_an_account_is_not_told_to_sign_in(
    settings: Settings, language: str, first: str, invited: str, made: str
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    browser = Client(headers={"Accept-Language": language})

    def shown(secret: str | None) -> tuple[str, str]:
        page = browser.get(f"/invitation/{secret}/").text
        assert f"<title>{heading(page)} ·" in page
        return heading(page), re.findall(r'<button class="main">([^<]+)', page)[0]

    assert shown(invitations.first_link(["kk"], NOW)) == (first, made)
    timur = Member.objects.create_user("timur", SESAME, role=Role.ADMINISTRATOR)
    act = Act(member=timur, time=NOW)
    assert shown(invitations.invite("", Role.REPORTER, ["kk"], act)) == (invited, made)
    again = shown(invitations.link_for("timur", act))
    assert not {first, invited, made} & set(again)


def heading(page: str) -> str:
    return str(re.findall(r"<h1>([^<]+)</h1>", page)[0])


def test_whoever_may_set_the_factor_up_later_is_led_to_today(reporter: Client) -> None:
    page = reporter.get("/account/factors/").text
    assert 'href="/">Позже: на страницу «Сегодня»</a>' in page
