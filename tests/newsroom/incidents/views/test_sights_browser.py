"""Is what a member saw handed in, and what was taken out of it shown, by a browser?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import SavedFileRow
from dalel.steps.archive.encrypted_backup import new_key
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGE = (
    "<!DOCTYPE html><html><body><p>Вы вошли: Жұлдызай</p><script>x</script>"
    "<p>Редакции назначен штраф 91 570 тенге.</p></body></html>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_page_is_handed_in_and_tells_what_was_taken_out(
    browser: Browser, live_server: LiveServer, at_work: Room, tmp_path: Path, language: str
) -> None:
    Member.objects.update(language=language)
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": new_key()[1]})
    page = sit_down(browser, live_server, at_work.members[Role.PUBLISHER])
    page.goto(f"{live_server.url}/incidents/{at_work.row.number}/files/seen/")
    assert faults(page, f"sight-form-{language}") == []
    saved = tmp_path / "page.html"
    saved.write_text(PAGE, encoding="utf-8")
    page.locator("#file").set_input_files(saved)
    page.locator("#address").fill("https://tolqyn.kz/a?id=7")
    page.locator("#seen").fill("2026-05-19T10:30")
    page.locator("#names").fill("Жұлдызай")
    page.locator("form button.main").click()
    words = page.locator("#words")
    expect(words).to_have_value(re.compile("штраф 91 570 тенге"))
    assert words.input_value().startswith("Вы вошли: █████")
    assert SavedFileRow.objects.get().kind == "html"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page, f"sight-{language}-{scheme}") == []
