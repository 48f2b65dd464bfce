"""Does a guest get from a link to an approved entry on any screen, without an account?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.states import VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import ConcernRow, TextVersionRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.first_desk import first_desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize(("language", "scheme"), [("kk", "dark"), ("ru", "light")])
def test_a_link_leads_a_guest_through_what_was_chosen_and_no_further(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    tiny_desk: None,
    pack_folder: Path,
    tmp_path: Path,
    language: str,
    scheme: str,
) -> None:
    first = first_desk(settings, pack_folder, tmp_path)
    first.writes()
    for row in ConcernRow.objects.filter(state="open", weight="error"):
        waived = {"state": "waived", "reason": "проверено по телефону"}
        first.client.post(f"{first.path}/concerns/{row.key}/", waived)
    Member.objects.update(language=language)
    page = sit_down(browser, live_server, Member.objects.get())
    page.goto(f"{live_server.url}/guests/")
    page.locator("#guest-name").fill("Сәуле")
    page.locator("[name=reads_all]").check()
    assert faults(page, f"guests-{language}") == []
    page.locator("form button.main").click()
    link = page.locator("#link").input_value()
    assert re.fullmatch(rf"{live_server.url}/guest/[\w-]+/", link)

    locale = {"kk": "kk-KZ", "ru": "ru-RU"}[language]
    visitor = browser.new_context(
        locale=locale, color_scheme="dark" if scheme == "dark" else "light"
    ).new_page()
    visitor.goto(link)
    assert faults(visitor, f"guest-door-{language}") == []
    visitor.locator("form button.main").click()
    assert faults(visitor, f"guest-list-{language}") == []
    visitor.locator("main li a").click()
    expect(visitor.locator(".read")).to_have_count(2)
    assert faults(visitor, f"guest-entry-{language}") == []
    visitor.locator("button[value=return]").click()
    # The browser itself asks for the reason.
    expect(visitor.locator("#reason")).to_be_focused()
    visitor.locator("button[value=approve]").click()
    visitor.wait_for_url("**/guest/done/")
    assert faults(visitor, f"guest-done-{language}") == []
    states = {
        TextVersionRow.objects.filter(language=one).latest("number").state for one in ("kk", "ru")
    }
    assert states == {VersionState.APPROVED}
    page.wait_for_load_state("networkidle")
