"""Is a bulletin that was looked at kept without choosing its file again, on any screen?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.roles import Role
from dalel.pack import Pack
from newsroom.browsing import chromium, faults, sit_down
from newsroom.printed_bulletins import save, small

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_a_file_is_looked_at_and_then_kept(
    browser: Browser, live_server: LiveServer, tiny_pack: Pack, tmp_path: Path
) -> None:
    editor = Member.objects.create_user("editor", role=Role.EDITOR, language="kk", reads=["ru"])
    page = sit_down(browser, live_server, editor)
    page.goto(live_server.url + "/editions/")
    page.locator('a[href="/editions/bulletin/"]').click()
    page.set_input_files("#file", save(tmp_path, small(tiny_pack)))
    page.locator("#bulletin button.main").click()
    expect(page.locator(".printed > li")).to_have_count(3)
    assert not EditionRow.objects.exists()
    assert not faults(page, "last-bulletin")
    page.fill("#start", "2026-01-01")
    page.fill("#end", "2026-01-31")
    page.locator(".keep button").click()
    page.wait_for_url("**/editions/1/")
    assert EditionRow.objects.get().entries.count() == 3
