"""Does the lawyer answer by a press or by keys, on a phone too, and does the sheet print on A4?"""

from collections.abc import Iterator
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import LegalNoteRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.edition_steps import write
from newsroom.work_room import RU, Room, texts

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_question_goes_to_the_lawyer_and_comes_back_by_a_press(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str
) -> None:
    lawyer = Member.objects.create_user(
        "the-lawyer", name="Марат", role=Role.REPORTER, may_advise=True
    )
    Member.objects.update(language=language)
    write(at_work)
    here = f"{live_server.url}/incidents/{at_work.row.number}"
    desk = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    desk.goto(f"{here}/")
    desk.locator(".ask-lawyer summary").click()
    desk.locator("#legal-question").fill("Можно ли назвать редакцию обвиняемой?")
    desk.locator(".ask-lawyer button").click()
    expect(desk.locator(".legal-line")).to_be_visible()
    for scheme in SCHEMES:
        desk.emulate_media(color_scheme=scheme)
        assert faults(desk, f"legal-asked-{language}-{scheme}") == []
    page = sit_down(browser, live_server, lawyer)
    page.add_init_script("window.print = () => {}")
    page.goto(f"{live_server.url}/")
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator("a[href='/legal/'].main").click()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert faults(page, f"legal-sheet-{language}-{scheme}") == []
    # The sheet for somebody outside prints alone, on A4.
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("form[action='/legal/print/'] button").click()
    expect(page.locator(".boxes")).to_have_count(1)
    assert faults(page, f"legal-paper-{language}") == []
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator("[data-print-page]")).to_be_hidden()
    assert len(page.pdf(format="A4")) > 1000
    page.emulate_media(media="screen")
    # Words and a press; then, after a change, the difference and one key.
    page.goto(f"{live_server.url}/legal/")
    page.locator("article.legal .answer textarea").fill("Написать «оштрафована».")
    page.locator("button[value=change]").first.click()
    expect(page.locator(".legal-state[data-state=change]")).to_be_visible()
    at_work.reporter.post(
        f"/incidents/{at_work.row.number}/edit/", texts(ru=RU + " Она не согласна.", seen=1)
    )
    at_work.reporter.post(f"/incidents/{at_work.row.number}/review/")
    page.reload()
    expect(page.locator(".since ins").first).to_be_visible()
    assert faults(page, f"legal-again-{language}") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    expect(page.locator(".legal-state[data-state=cleared]")).to_be_visible()
    assert LegalNoteRow.objects.filter(verdict="no objection").count() == 1
    page.goto(f"{here}/legal/")
    assert faults(page, f"legal-entry-{language}") == []
    page.wait_for_load_state("networkidle")
