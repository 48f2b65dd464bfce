"""Does whoever writes see the like, and put it in where the cursor is, without losing a letter?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
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


#: What is pasted, by language: its last sentence is like one of the memory.
PASTED = {
    "kk": "Шешім 319 б. 2 бойынша шықты. Сот басылымның редакциясына 78 640 теңге айыппұл салды.",
    "ru": "Решение вынесено по ст. 319 УК. Суд оштрафовал редакцию издания на 78 640 тенге.",
}
#: How it is pasted, and what stands behind it there.
WAYS = {"fill": "\n", "clipboard": "\n\n", "insertText": " ", "value": ""}


def nearest_asked(page: Page, url: str) -> list[str]:
    """The sentences for which the page asks, filled as it does."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/nearest/"):
            asked.append(parse_qs(request.post_data or "")["text"][0])

    page.on("request", note)
    page.goto(url)
    return asked


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_whole_text_that_is_pasted_is_answered(
    browser: Browser, live_server: LiveServer, filled: Room, language: str, way: str
) -> None:
    page = sit_down(browser, live_server, filled.members[Role.REPORTER])
    asked = nearest_asked(page, f"{live_server.url}/incidents/{filled.number}/edit/")
    field = page.locator(f"#{language}-more")
    paste(page, field, PASTED[language] + WAYS[way], way)
    assert {"kk": RU, "ru": KK}[language] in offers(page)
    assert asked == [PASTED[language].split(". ")[-1]]
    # No answer takes who writes out of the field.
    page.wait_for_load_state("networkidle")
    assert way == "value" or field.evaluate("one => one === document.activeElement")


def paste(page: Page, field: Locator, text: str, way: str) -> None:
    if way == "fill":
        field.fill(text)
    elif way == "value":
        # As a program beside the browser sets it: nobody stands in the field.
        field.evaluate(
            """(one, text) => {
              one.value = text;
              one.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            text,
        )
    elif way == "insertText":
        field.focus()
        page.keyboard.insert_text(text)
    else:
        # A box of its own is copied from, so that the browser's clipboard is what is pasted.
        page.evaluate(
            """(text) => {
              const box = document.body.appendChild(document.createElement("textarea"));
              box.value = text;
              box.select();
              document.execCommand("copy");
              box.remove();
            }""",
            text,
        )
        field.focus()
        page.keyboard.press("Control+v")
        expect(field).to_have_value(text)


def test_who_pastes_and_goes_on_at_once_is_answered_too(
    browser: Browser, live_server: LiveServer, filled: Room
) -> None:
    page = sit_down(browser, live_server, filled.members[Role.REPORTER])
    asked = nearest_asked(page, f"{live_server.url}/incidents/{filled.number}/edit/")
    page.locator("#kk-more").fill(PASTED["kk"] + "\n")
    page.locator("#ru-more").focus()
    assert RU in offers(page)
    # Standing elsewhere asks for nothing again, and what is written next is asked for.
    page.locator("#ru-more").fill(PASTED["ru"])
    expect(page.locator(f'#nearest [data-insert="{KK}"]')).to_be_visible()
    assert [one.split()[0] for one in asked] == ["Сот", "Суд"]


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


def test_the_panel_follows_who_writes_and_leaves_who_reads(
    browser: Browser, live_server: LiveServer, filled: Room
) -> None:
    page = sit_down(browser, live_server, filled.members[Role.REPORTER])
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{live_server.url}/incidents/{filled.number}/edit/")
    page.locator("#kk-more").fill(PASTED["kk"] + "\n" * 80)
    offers(page)
    page.evaluate("scrollTo(0, 300)")
    expect(page.locator("#nearest")).to_be_in_viewport(ratio=0.9)
    page.locator("#nearest [data-insert]").first.focus()
    expect(page.locator("#nearest")).to_be_in_viewport(ratio=0.9)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("#nearest")).not_to_be_in_viewport()


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
    # What is still on its way is dimmed, and would be told as too pale.
    page.wait_for_load_state("networkidle")
    found += faults(page, f"nearest-{language}-{scheme}")
    assert found == []
