"""Is every page between the street and the desk fit to be seen, in each language?"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import invitations
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults
from newsroom.keys import SESAME

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
#: Where a second factor leads; what stands between is asked on the way.
FACTORS = "/account/factors"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def link(settings: Settings) -> str:
    """A link by which somebody new comes in."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    cache.clear()
    timur = Member.objects.create_user("timur", SESAME, role=Role.ADMINISTRATOR)
    act = Act(member=timur, time=datetime.now(UTC))
    return f"/invitation/{invitations.invite('', Role.EDITOR, ['kk'], act)}/"


def code(secret: str) -> str:
    """What an app shows whose clock is a little fast."""
    *_earlier, counter = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


def send(page: Page, fields: Mapping[str, str]) -> None:
    """Fill a form in and send it."""
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    with page.expect_navigation():
        page.locator("main button").first.click()


@pytest.mark.parametrize(("language", "scheme"), [("kk", "dark"), ("ru", "light"), ("en", "dark")])
def test_the_way_in_by_a_link_with_an_app_and_by_its_code(
    browser: Browser,
    live_server: LiveServer,
    link: str,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    page = browser.new_context(color_scheme=scheme).new_page()
    page.context.add_cookies(
        [{"name": "dalel_language", "value": language, "url": live_server.url}]
    )
    found: list[str] = []

    def look(name: str) -> None:
        shown = page.locator("html").get_attribute("lang")
        assert (name, shown) == (name, language)
        found.extend(faults(page, f"{language}-in-{name}"))

    for name, path in (
        ("door", "/sign-in/"),
        ("refused", "/sign-in/?passkey=refused"),
        ("closed", "/sign-in/closed/"),
        ("dead-link", "/invitation/dead/"),
        ("link", link),
    ):
        page.goto(live_server.url + path)
        look(name)
    send(page, {"username": "a b", "password1": "12345678", "password2": "1234"})
    assert page.locator("[name=username][aria-invalid]").count() == 1
    look("link-wrong")
    send(page, {"username": "nur", "password1": SESAME, "password2": SESAME})
    Member.objects.filter(username="nur").update(language=language)
    page.goto(f"{live_server.url}{FACTORS}/app/")
    look("app")
    secret = re.findall(r"<code class=\"address\">(\w+)</code>", page.content())[0]
    for other in ("kk", "ru", "en", language):
        with page.expect_navigation():
            page.click(f".tongues button[value={other}]")
        assert secret in page.content()
    send(page, {"code": "000000"})
    look("app-wrong")
    secret = re.findall(r"<code class=\"address\">(\w+)</code>", page.content())[0]
    send(page, {"code": code(secret)})
    look("codes-once")
    shown = page.locator(".codes-list code").all_inner_texts()
    assert len(shown) == 2
    for other in ("kk", "ru", "en", language):
        with page.expect_navigation():
            page.click(f".tongues button[value={other}]")
        assert page.locator("html").get_attribute("lang") == other
        assert page.locator(".codes-list code").all_inner_texts() == shown
        page.reload()
        assert page.locator(".codes-list code").all_inner_texts() == shown
    # On paper they are dark on white, whatever the screen prefers.
    page.emulate_media(media="print")
    ink = page.locator(".codes-list code").first.evaluate("one => getComputedStyle(one).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 90
    page.emulate_media(media="screen")
    with page.expect_navigation():
        page.locator("main form button").click()
    for name, path in (
        ("factors", "/"),
        ("codes", "/codes/"),
        ("codes-new", "/codes/new/"),
        ("app-remove", "/app/remove/"),
        ("key", "/keys/add/"),
    ):
        page.goto(f"{live_server.url}{FACTORS}{path}")
        look(name)
    page.goto(f"{live_server.url}/account/")
    look("account")
    assert "Chrome, Linux" in page.content()
    page.context.clear_cookies(name="sessionid")
    page.goto(f"{live_server.url}/sign-in/")
    send(page, {"login": "nur", "password": "wrong"})
    look("door-wrong")
    send(page, {"login": "nur", "password": SESAME})
    look("second")
    # Who has no passkey is not offered one.
    assert page.locator("#passkey-second").count() == 0
    send(page, {"code": "000000"})
    look("second-wrong")
    send(page, {"code": code(secret)})
    assert page.url == f"{live_server.url}/"
    assert found == []
