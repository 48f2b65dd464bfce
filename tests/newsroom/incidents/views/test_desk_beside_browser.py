"""Are the lists, the buttons of a draft and the way to its sources used by mouse and keyboard?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import DraftRow, TextVersionRow
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.incidents.views.test_editor_notes import OTHER
from newsroom.work_room import KK, RU, Room, room, texts
from story_rows import kept_article

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
#: What stands between a title and the box of the article that it leads to.
LIT = "[...CSS.highlights.get('passage')].map(String).join('')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    at_work = room(language="kk")
    now = datetime.now(UTC)
    second = kept_article("police", now, title="Обыск в «Толқын»", text=OTHER)
    MembershipRow.objects.create(article=second, story=StoryRow.objects.get(), time=now)
    return at_work


def open_editor(browser: Browser, live_server: LiveServer, at_work: Room, scheme: str) -> Page:
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER], scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    return page


def sentences(language: str = "ru") -> list[str]:
    return [each["text"] for each in DraftRow.objects.get().texts[language]["sentences"]]


def test_a_drafts_buttons_change_it_in_place_and_its_sentences_lead_to_their_source(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = open_editor(browser, live_server, at_work, "light")
    page.get_by_role("button", name="Мақалалардан нобай жасау").click()
    card = page.locator(".drafts form.card").last
    expect(card.locator(".pick .jump").first).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page, f"draft-buttons-{scheme}") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    before = sentences()
    shorter = card.get_by_role("button", name="Қысқарақ")
    shorter.focus()
    page.keyboard.press("Enter")
    expect(card.locator("[name=sentence]")).to_have_count(len(before) - 1)
    # The keys stay where they were.
    assert page.evaluate("document.activeElement.id").startswith("shorter-")
    card.get_by_role("button", name="Толығырақ").click()
    expect(card.locator("[name=sentence]")).to_have_count(len(before))
    first = sentences()[0]
    card.get_by_role("button", name="Басқа сөйлем").first.click()
    expect(card.locator(".pick", has_text=first)).to_have_count(0)
    one = DraftRow.objects.get().texts["ru"]["sentences"][0]
    card.locator(".pick .jump").first.click()
    lit = page.evaluate(LIT)
    assert lit.rstrip(".") == one["text"].rstrip(".")
    assert page.evaluate("document.activeElement.id") == f"kept-{one['version']}"
    page.keyboard.press("Escape")
    assert "on" in page.evaluate("document.activeElement.className")
    # Enter on a tick takes what is ticked, and does not change the draft.
    card.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Мәтінге қосылды").wait_for()
    assert TextVersionRow.objects.count() == 1
    # What the page still asks for would lock the rows that the next test clears.
    page.wait_for_load_state("networkidle")


def test_the_lists_and_what_has_to_follow_are_read_and_pressed(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    address = f"/incidents/{at_work.number}/edit/"
    at_work.reporter.post(address, texts())
    at_work.reporter.post(address, texts(KK, RU.replace("78 640", "80 000"), seen=1))
    found = []
    for scheme in ("light", "dark"):
        for language in ("kk", "ru"):
            member = at_work.members[Role.REPORTER]
            member.language = language
            member.save()
            page = open_editor(browser, live_server, at_work, scheme)
            expect(page.locator("#notes details")).to_have_count(3)
            found += faults(page, f"beside-{language}-{scheme}")
    assert found == []
    page = open_editor(browser, live_server, at_work, "light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#notes .jump").first.click()
    assert page.evaluate(LIT) in OTHER
    page.get_by_role("button", name="Сот «Толқын» басылымының").click()
    assert page.evaluate("getSelection().toString()").startswith("Сот «Толқын»")
    page.get_by_role("button", name="Принять предложенное").click()
    page.wait_for_url("**/edit/#in-kk")
    expect(page.locator("#kk-1")).to_have_value(KK.replace("78 640", "80\xa0000"))
    # What is typed now has to be followed as soon as one rests.
    page.locator("#kk-1").fill(KK.replace("12 мамырда", "13 мамырда"))
    expect(page.locator("#follow-ru li").first).to_be_visible()
    page.get_by_role("link", name="Обновить").click()
    expect(page.locator("#notes details")).to_have_count(3)
    page.wait_for_load_state("networkidle")


def test_the_lists_are_read_without_javascript(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    cookies = page.context.cookies()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.context.add_cookies([dict(one) for one in cookies])  # type: ignore[misc]
    plain.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    plain.get_by_role("button", name="Мақалалардан нобай жасау").click()
    plain.get_by_role("button", name="Қысқарақ").last.click()
    plain.locator(".drafts .pick .jump").first.click()
    assert "#kept-" in plain.url
    plain.get_by_role("link", name="Нобайға ескертпелер").click()
    assert plain.locator("#notes li").count() > 0


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_the_page_opens_where_one_pressed(
    browser: Browser, live_server: LiveServer, at_work: Room, width: int
) -> None:
    cookies = sit_down(browser, live_server, at_work.members[Role.REPORTER]).context.cookies()
    plain = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    ).new_page()
    plain.context.add_cookies([dict(one) for one in cookies])  # type: ignore[misc]
    plain.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    plain.get_by_role("button", name="Мақалалардан нобай жасау").click()
    card = plain.locator("#drafts-ru")
    for box in card.get_by_role("checkbox").all():
        box.uncheck()
    card.get_by_role("button", name="Белгіленгенін қосу").last.click()
    assert plain.url.endswith("#said-drafts-ru")
    expect(plain.locator("#said-drafts-ru")).to_be_in_viewport()
    # The keys go on from what is said.
    plain.keyboard.press("Tab")
    assert plain.locator("#drafts-ru :focus").count() == 1
    fields, drafts = (
        plain.locator(name).bounding_box() for name in ("#ru-more", "#drafts-ru form.card")
    )
    assert fields is not None
    assert drafts is not None
    # Right under the field of its language, at every width.
    assert 0 < drafts["y"] - fields["y"] - fields["height"] < 120
    assert abs(drafts["x"] - fields["x"]) < 40
