"""Does a link reach a colleague's computer, and may whoever came by it set the factor up later?"""

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.opens_here import opens_here_only

pytestmark = pytest.mark.django_db


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


def test_whoever_may_set_the_factor_up_later_is_led_to_today(reporter: Client) -> None:
    page = reporter.get("/account/factors/").text
    assert 'href="/">Позже: на страницу «Сегодня»</a>' in page
