"""Is a channel's history looked at, ticked by month and brought in on any screen?"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from channel_exports import RU, export, link, message, pair
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import ChannelPostRow, IncidentRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark")])
def test_a_month_is_ticked_and_brought_in(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
    language: str,
    scheme: str,
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    reporter = Member.objects.create_user(
        "reporter", role=Role.REPORTER, language=language, reads=["kk", "ru"]
    )
    file = tmp_path / "result.json"
    asked = [RU.replace("78 640", "12 000"), link("тут", "https://strange.test/some/page")]
    file.write_bytes(
        export(
            *pair(),
            message(5, "", photo="x"),
            message(6, asked, after=4000),
            message(7, "Переслано: суд принял решение о сайте", after=5000, forwarded_from="X"),
            *(message(n, f"{RU} {n}", after=60_000 + 300 * n) for n in range(20, 26)),
        )
    )
    page = sit_down(browser, live_server, reporter, "dark" if scheme == "dark" else "light")
    page.goto(live_server.url + "/editions/")
    page.locator('a[href="/channel/"]').click()
    assert not faults(page, f"channel-{language}-{scheme}")
    page.set_input_files("#file", file)
    page.locator("#channel button.main").click()
    expect(page.locator(".posts > li")).to_have_count(10)
    assert not faults(page, f"channel-look-{language}-{scheme}")
    month = page.locator('input[name="month"][value="2026-03"]')
    month.check()
    ticked = page.locator('input[data-of="m-2026-03"]:checked')
    expect(ticked).to_have_count(page.locator('input[data-of="m-2026-03"]').count())
    # One post is left out: the month no longer comes whole.
    page.locator('input[name="post"][value="6"]').uncheck()
    expect(month).not_to_be_checked()
    page.locator('input[name="post"][value="6"]').check()
    expect(month).to_be_checked()
    assert not IncidentRow.objects.exists()
    page.select_option("#section", "1")
    page.locator(".keep button.main").click()
    page.wait_for_load_state()
    expect(page.locator("#lacking")).to_be_visible()
    assert ChannelPostRow.objects.count() >= 3
    assert not ChannelPostRow.objects.filter(number=7).exists()
    assert not faults(page, f"channel-kept-{language}-{scheme}")
    for box in page.locator('.choice input[name="link"]').all():
        box.check()
    page.locator('button[name="do"][value="visit"]').click()
    expect(page.locator('.choice input[name="link"]')).to_have_count(0)


def test_a_conversation_is_refused_where_it_was_dropped(
    browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    reporter = Member.objects.create_user("reporter", role=Role.REPORTER, language="ru")
    file = tmp_path / "result.json"
    told = json.loads(export(message(1, RU)))
    file.write_text(json.dumps(told | {"type": "personal_chat"}))
    page = sit_down(browser, live_server, reporter)
    page.goto(live_server.url + "/channel/")
    page.set_input_files("#file", file)
    page.locator("#channel button.main").click()
    expect(page.locator("#looked .wrong")).to_contain_text("не канала")
    assert not IncidentRow.objects.exists()
