"""Is a letter copied, printed and opened as mail as it stands, and an answer put in by a press?"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import InquiryRow, TextVersionRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room, texts

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WHOM = "Суд города"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_letter_goes_out_by_hand_and_its_silence_into_the_text_by_a_press(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str
) -> None:
    Member.objects.update(language=language)
    at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", texts())
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    here = f"{live_server.url}/incidents/{at_work.row.number}"
    page.goto(f"{here}/letters/")
    page.locator("#whom").fill(WHOM)
    page.locator("#whom").press("Enter")
    letter = page.locator("[data-letter=ru]")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page, f"letter-{language}-{scheme}") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    # What is changed in the field is what goes out.
    letter.locator("textarea").fill("Здравствуйте! Вопрос один.")
    address = letter.locator("[data-mail]").get_attribute("href") or ""
    assert unquote(address).endswith("&body=Здравствуйте! Вопрос один.")
    # Printed is the letter alone, as it stands in its field.
    page.evaluate("window.print = () => {}")
    letter.locator("[data-print]").click()
    page.emulate_media(media="print")
    expect(letter.locator(".printed")).to_have_text("Здравствуйте! Вопрос один.")
    expect(letter.locator(".printed")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    # No heading of the desk is left on the sheet, nor room for one.
    assert page.evaluate("document.body.scrollHeight") < 300
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    # Ctrl P prints both letters; a heading with nothing under it is dropped.
    letter.locator("textarea").fill(
        "Суд города\n\nТекст:\n\n…\n\nВопросы:\n\n1. Так ли это?\n\nСвязь: …"
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".printed")).to_have_count(2)
    expect(letter.locator(".printed")).to_have_text("Суд города\n\nВопросы:\n\n1. Так ли это?")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    letter.locator("textarea").fill("Здравствуйте! Вопрос один.")
    page.emulate_media(media="screen")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("form button.main").last.click()
    expect(page.locator("article.party")).to_have_count(1)
    InquiryRow.objects.update(sent=date(2026, 6, 1), due=date(2026, 6, 8))
    page.reload()
    assert faults(page, f"letter-waits-{language}") == []
    page.locator("button[name=letter]").click()
    expect(page.locator(".told q")).to_have_count(2)
    # It is written nowhere until somebody presses: then behind the paragraph that names them.
    versions = TextVersionRow.objects.count()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{here}/edit/")
    field = page.locator("#ru-1")
    before = field.input_value()
    page.locator("[data-sentence][data-into=ru][data-beside]").click()
    expect(field).to_have_value(
        f"{before} Редакция 1 июня 2026 года направила запрос (адресат: {WHOM}). "
        "До 8 июня 2026 года ответ не поступил."
    )
    assert faults(page, f"letter-beside-{language}") == []
    assert TextVersionRow.objects.count() == versions
    page.wait_for_load_state("networkidle")
