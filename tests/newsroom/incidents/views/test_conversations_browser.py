"""Is a conversation noted, its source shown, and its words put into the text, in a real browser?"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import TextVersionRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room, texts

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAME = "Сәуле Жұмаділова"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def faults_in_both(page: Page, name: str) -> list[str]:
    """What is wrong with a page, light and dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += faults(page, f"{name}-{scheme}")
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_conversation_is_noted_and_its_words_are_put_in_by_a_press(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str
) -> None:
    Member.objects.update(language=language)
    at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", texts())
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    here = f"{live_server.url}/incidents/{at_work.row.number}"
    page.goto(f"{here}/conversations/")
    page.locator("#held-new").fill("2026-05-15")
    page.locator("#name-new").fill(NAME)
    page.locator("#contact-new").fill("+7 701 555 44 33")
    page.locator("#described-kk-new").fill("редакцияның адвокаты")
    page.locator("#described-ru-new").fill("адвокат редакции")
    page.locator("#words-new").fill("Изъяли 3 ноутбука.")
    page.locator("#language-new").select_option("ru")
    page.locator("#translation-new").fill("3 ноутбукті алып қойды.")
    assert faults_in_both(page, f"conversation-new-{language}") == []
    page.locator("[name=may_quote]").last.check()
    page.locator("button.main").last.click()
    expect(page.locator("article.party")).to_have_count(1)
    expect(page.get_by_text(NAME)).to_have_count(0)
    page.locator("article.party button[name=note]").first.click()
    expect(page.locator(".unsealed")).to_contain_text(NAME)
    assert faults_in_both(page, f"conversation-{language}") == []
    # Nothing is written before somebody presses, and nothing is saved by the press.
    versions = TextVersionRow.objects.count()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{here}/edit/")
    field = page.locator("#ru-1")
    before = field.input_value()
    page.locator("[data-sentence][data-into=ru][data-beside]").click()
    expect(field).to_have_value(
        f"{before} Собеседник редакции (адвокат редакции) сказал: «Изъяли 3 ноутбука»."
    )
    assert faults(page, f"conversation-beside-{language}") == []
    assert TextVersionRow.objects.count() == versions
    # A name that is typed is not kept, and the page says so.
    field.fill(f"{before} Звонила Жұмаділова.")
    sentence = "скрытое имя" if language == "ru" else "жасырын есім"
    expect(page.locator("#saved")).to_contain_text(sentence, timeout=20_000)
    page.wait_for_load_state("networkidle")
