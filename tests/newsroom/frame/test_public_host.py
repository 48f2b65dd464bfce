"""Do the site's host and the desk's each answer what is theirs, and nothing of the other's?"""

import re
from typing import Any

import pytest
from django.test import Client

from dalel.newsroom.accounts.models import Member
from released import channel_settings

DESK, SITE = "desk.ozernia.test", "ozernia.test"


@pytest.fixture
def hosts(settings: Any) -> None:
    """A newsroom whose desk and site have hosts of their own, and that writes letters."""
    letters = channel_settings(mail="smtp+plain://127.0.0.1") | {
        "letters_address": f"https://{SITE}",
        "desk_address": f"https://{DESK}",
    }
    settings.DALEL = settings.DALEL.model_copy(update=letters)
    settings.ALLOWED_HOSTS = [DESK, SITE, "127.0.0.1"]
    settings.PUBLIC_HOST = SITE


def at(host: str, **more: Any) -> Client:
    """A browser that asks one host."""
    return Client(headers={"host": host}, **more)


def opened(host: str, path: str) -> int:
    """How a page or file is answered that is read to its end."""
    answer = at(host).get(path)
    # To its end, where the test client closes it: by hand the database would be closed along.
    assert b"".join(answer)
    return answer.status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("hosts")
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/sign-in/", "/health/", "/api/links/", "/invitation/x/", "/guest/x/"),
        *("/letters/confirm/", "/letters/../", "/letters//", "/letters/x/y/"),
        *("/static/desk/desk.css", "/letters/static/desk/desk.js"),
    ],
)
@pytest.mark.parametrize("host", [SITE, SITE.upper(), f"{SITE}:443", f"{SITE}."])
def test_nothing_of_the_desk_is_there_under_the_sites_name(host: str, path: str) -> None:
    for answer in (at(host).get(path), at(host).post(path)):
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("text/plain")
        assert not answer.cookies
        assert b"desk" not in answer.content.lower()


@pytest.mark.django_db
@pytest.mark.usefixtures("hosts")
def test_readers_ask_and_leave_under_the_sites_name_alone() -> None:
    for path, status in (
        ("/letters/", 200),
        ("/letters/leave/a/", 200),
        ("/letters/confirm/a/", 410),
    ):
        answer = at(SITE).get(path)
        assert answer.status_code == status
        assert DESK not in answer.text
        assert at(DESK).get(path).status_code == 404
        assert at("127.0.0.1").get(path).status_code == 404
    assert at("elsewhere.test").get("/letters/").status_code == 400


@pytest.mark.django_db
@pytest.mark.usefixtures("hosts")
def test_the_files_of_these_pages_come_under_their_own_path() -> None:
    page = at(SITE).get("/letters/").text
    named = re.findall(r'(?:href|src)="(/[^"]+\.(?:css|svg))"', page)
    assert len(named) == 3
    for path in named:
        assert path.startswith("/letters/static/")
        assert opened(SITE, path) == 200
    font = "/letters/static/vendor/literata/literata-latin-wght-normal.woff2"
    assert opened(SITE, font) == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("hosts")
def test_a_members_session_means_nothing_under_the_sites_name(settings: Any) -> None:
    member = Member.objects.create_user(username="the-editor", role="editor")
    browser = at(SITE)
    browser.force_login(member)
    assert settings.SESSION_COOKIE_NAME in browser.cookies
    answer = browser.get("/letters/")
    assert set(answer.cookies) == {settings.CSRF_COOKIE_NAME}
    assert not answer.wsgi_request.user.is_authenticated
    assert "the-editor" not in answer.text


@pytest.mark.django_db
@pytest.mark.usefixtures("hosts")
def test_a_form_out_of_date_is_told_without_a_page_of_the_desk() -> None:
    browser = at(SITE, enforce_csrf_checks=True)
    answer = browser.post("/letters/", {"address": "a@reader.test"})
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/plain")
    assert "href" not in answer.text


@pytest.mark.django_db
def test_with_one_host_all_is_answered_there() -> None:
    for path in ("/sign-in/", "/letters/leave/a/", "/letters/static/desk/doors.css"):
        assert opened("127.0.0.1", path) == 200
