"""Is a picture proposed with its words, seen by a second person, and taken off by a browser?"""

from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.incidents.models import ShownPictureRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.incidents import saved_pictures as made
from newsroom.work_room import Room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = {
    "alt-kk": "Сайттың бұғатталғаны туралы хабарлама",
    "alt-ru": "Сообщение о том, что сайт заблокирован",
    "credit-kk": "Сурет: редакция",
    "credit-ru": "Фото: редакция",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_picture_is_proposed_approved_and_taken_off(
    browser: Browser,
    live_server: LiveServer,
    at_work: Room,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    language: str,
) -> None:
    monkeypatch.setattr(tesseract, "reads", lambda _languages: False)
    key = str(pyrage.x25519.Identity.generate().to_public())
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": key})
    Member.objects.update(language=language)
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    page.goto(f"{live_server.url}/incidents/{at_work.row.number}/files/")
    scan = tmp_path / "notice.png"
    scan.write_bytes(made.written("#v(40pt)\nСайт заблокирован.\n", width=1500, height=700))
    page.locator("#file").set_input_files(scan)
    page.locator("form button.main").click()
    page.locator("button[value=burn]").click()
    shown = page.locator("section[aria-labelledby=show]")
    for name, words in WORDS.items():
        shown.locator(f"[name={name}]").fill(words)
    shown.locator("[name=rights]").select_option("own")
    shown.locator("[name=is_safe]").check()
    assert faults(page, f"picture-form-{language}") == []
    shown.locator("details button").click()
    expect(page.locator(".proposals .proposed")).to_be_visible()
    assert faults(page, f"picture-waits-{language}") == []

    second = sit_down(browser, live_server, at_work.members[Role.EDITOR])
    second.goto(f"{live_server.url}/proposals/")
    expect(second.locator(".proposed")).to_be_visible()
    expect(second.locator(".proposal")).to_contain_text(WORDS["credit-ru"])
    assert faults(second, f"picture-proposal-{language}") == []
    second.locator("button[value=approve]").click()
    expect(second.locator("[role=status]").first).to_be_visible()
    assert ShownPictureRow.objects.exists()

    page.reload()
    assert faults(page, f"picture-shown-{language}") == []
    page.locator("button[value=take-off]").click()
    expect(page.locator("button[value=take-off]")).to_have_count(0)
    assert not ShownPictureRow.objects.exists()
