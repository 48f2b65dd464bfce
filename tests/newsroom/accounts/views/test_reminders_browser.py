"""Are reminders set and confirmed on any screen, in both languages?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member, ReminderRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.keys import SESAME, long_there

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_member_turns_reminders_on_and_confirms_the_address(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    tiny_desk: None,
    language: str,
) -> None:
    mail = {"mail_url": "smtp://127.0.0.1:9", "mail_from": "desk@post.test"}
    settings.DALEL = settings.DALEL.model_copy(
        update={"pack": default_folder(), "desk_address": "https://desk.test", **mail}
    )
    member = Member.objects.create_user(
        "aigul", SESAME, name="Айгүл", role=Role.REPORTER, language=language, reads=["kk"]
    )
    long_there()
    page = sit_down(browser, live_server, member)
    page.goto(f"{live_server.url}/account/")
    page.locator("a[href='/account/reminders/']").click()
    assert faults(page, f"reminders-off-{language}") == []
    page.locator("#id_is_on").check()
    page.locator("form button[data-save]").click()
    expect(page.locator("#id_address_error")).to_be_visible()
    page.locator("#id_address").fill("aigul@post.test")
    page.locator("form button[data-save]").click()
    expect(page.locator("#standing")).to_contain_text("aigul@post.test")
    assert faults(page, f"reminders-waiting-{language}") == []

    later = datetime.now(UTC) + timedelta(hours=1)
    ReminderRow.objects.update(digest=secret_digest("a-secret"), expires=later)
    page.goto(f"{live_server.url}/account/reminders/confirm/a-secret/")
    assert faults(page, f"reminders-confirm-{language}") == []
    page.locator("main form button.main").click()
    expect(page.locator("#standing")).to_be_visible()
    assert faults(page, f"reminders-on-{language}") == []
    assert ReminderRow.objects.get().confirmed is not None
