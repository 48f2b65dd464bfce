"""Does whoever writes see the like, and put it in where the cursor is, without losing a letter?"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.sentence_memory import import_sentences
from dalel.newsroom.incidents.models import TextVersionRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KK = "Сот басылымның редакциясына 43 252 теңге айыппұл салды."
RU = "Суд оштрафовал редакцию издания на 43 252 тенге."
TMX = (
    '<tmx version="1.4"><header srclang="kk"/><body>'
    f'<tu><tuv xml:lang="kk"><seg>{KK}</seg></tuv><tuv xml:lang="ru"><seg>{RU}</seg></tuv></tu>'
    '<tu><tuv xml:lang="kk"><seg>Қала соты блогер Айдос Сарымовқа айыппұл салды.</seg></tuv>'
    '<tuv xml:lang="ru"><seg>Городской суд оштрафовал блогера Айдоса Сарымова.</seg></tuv></tu>'
    "</body></tmx>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def filled(at_work: Room) -> Room:
    import_sentences(TMX.encode(), "bulletin.tmx", ("kk", "ru"), datetime.now(UTC))
    return at_work


def offers(page: Page) -> str:
    expect(page.locator("#nearest [data-insert]").first).to_be_visible(timeout=60_000)
    return page.locator("#nearest").inner_text()


def test_the_like_is_offered_and_put_in_at_the_cursor(
    browser: Browser, live_server: LiveServer, filled: Room
) -> None:
    page = sit_down(browser, live_server, filled.members[Role.REPORTER])
    page.goto(f"{live_server.url}/incidents/{filled.number}/edit/")
    target = page.locator("#ru-more")
    target.fill("Начало. Конец.")
    target.evaluate("one => { one.focus(); one.setSelectionRange(7, 13); }")
    page.wait_for_timeout(100)
    page.locator("#kk-more").press_sequentially("Сот басылымның редакциясына 78 640 теңге")
    assert "bulletin.tmx" in offers(page)
    # Reached and pressed by keyboard alone.
    page.locator("#nearest [data-insert]").first.focus()
    page.keyboard.press("Enter")
    expect(target).to_have_value(f"Начало. Конец {RU} .")
    assert page.locator("#kk-more").input_value().endswith("78 640 теңге")
    page.keyboard.press("Control+z")
    expect(target).to_have_value("Начало. Конец.")
    assert not TextVersionRow.objects.exists()


def test_a_sentence_marked_in_the_evidence_is_sought_too(
    browser: Browser, live_server: LiveServer, filled: Room
) -> None:
    page = sit_down(browser, live_server, filled.members[Role.REPORTER])
    page.goto(f"{live_server.url}/incidents/{filled.number}/edit/")
    page.evaluate(
        """() => {
          document.querySelectorAll("#desk .proof details").forEach((one) => { one.open = true; });
          const source = [...document.querySelectorAll("#desk .source p")]
            .find((one) => one.textContent.includes("78 640"));
          const words = source.firstChild;
          const range = document.createRange();
          range.setStart(words, 0);
          range.setEnd(words, words.data.indexOf("тенге.") + 6);
          document.activeElement.blur();
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    assert "Сот басылымның" in offers(page)
    page.locator("#nearest [data-insert]").first.click()
    assert KK in page.locator("#kk-more").input_value()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_panel_and_page_serve_everybody(
    browser: Browser, live_server: LiveServer, filled: Room, language: str, scheme: str
) -> None:
    member = filled.members[Role.EDITOR]
    member.language = language
    member.save()
    page = sit_down(browser, live_server, member, "dark" if scheme == "dark" else "light")
    page.goto(f"{live_server.url}/memory/")
    found = faults(page, f"memory-{language}-{scheme}")
    page.goto(f"{live_server.url}/incidents/{filled.number}/edit/")
    page.locator("#kk-more").press_sequentially(
        "Қала соты блогер Ерлан Нұровқа 78 640 теңге айыппұл салды."
    )
    offers(page)
    found += faults(page, f"nearest-{language}-{scheme}")
    assert found == []
