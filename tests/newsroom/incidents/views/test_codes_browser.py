"""Are codes chosen as chips, by mouse and by keys alone, on the page of codes and in the editor?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import CodesRow, TextVersionRow
from dalel.newsroom.stories.models import StoryRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room, room
from story_rows import judge

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
#: What a person can write or tick in among the codes, as far as it is seen.
FIELDS = "#code-fields :is(input:not([type=hidden]), select, textarea)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    found = room()
    judge(
        StoryRow.objects.get(),
        section=5,
        event_type="administrative_case",
        severity="3",
        actors=["court"],
        places=[pack().places[0].code],
    )
    return found


def opened(browser: Browser, live_server: LiveServer, at_work: Room, tail: str) -> Page:
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    page.set_default_timeout(60_000)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/{tail}/")
    return page


def shown(page: Page) -> int:
    return sum(field.is_visible() for field in page.locator(FIELDS).all())


def search(page: Page, name: str, query: str) -> list[str]:
    """What a search box finds; it is left empty and closed."""
    box = page.locator(f"#{name}-search")
    box.press_sequentially(query)
    found = page.locator(f"#{name}-found [role=option]").all_text_contents()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(box).to_have_attribute("aria-expanded", "false")
    return found


def test_the_boxes_shown_are_one_a_field_and_without_a_script_all_lists_stand_there(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = opened(browser, live_server, at_work, "codes")
    assert page.locator(FIELDS).count() > 314
    assert shown(page) <= 16
    kept = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=kept).new_page()
    plain.goto(page.url)
    plain.locator("details[data-pick=places] summary").click()
    expect(plain.locator("[name=places]").first).to_be_visible()
    expect(plain.locator("select#event_type")).to_be_visible()
    plain.locator('button[value="actors:court"]').click()
    expect(plain.locator("[name=actors][value=court]")).to_be_checked()


def test_a_code_is_found_by_label_and_code_in_both_languages_and_letters(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = opened(browser, live_server, at_work, "codes")
    for query in ("алмат", "ALMAT", "Алматы"):
        assert any("Алматы" in one for one in search(page, "places", query)), query
    for query in ("telegr", "телегр", "TELEGRAM"):
        assert search(page, "platforms", query)[0] == "Telegram", query
    court = pack().codebook.term_by_code["actor"]["court"].labels
    for query in ("court", court["kk"], court["ru"], "sot"):
        assert court["ru"] in search(page, "actors", query), query
    assert search(page, "places", "щщщщ") == ["Так ничего не называется."]


def test_keys_alone_choose_leave_and_drop(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = opened(browser, live_server, at_work, "codes")
    box = page.locator("#targets-search")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    second = page.locator("#targets-found [aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    label, code = second.text_content() or "", second.get_attribute("data-code")
    page.keyboard.press("Enter")
    expect(page.locator(f"[name=targets][value={code}]")).to_be_checked()
    chip = page.locator("[data-drop][data-field=targets]")
    expect(chip).to_contain_text(label)
    expect(page.locator("#code-fields > [role=status]")).to_contain_text(label)
    # What is chosen is not offered again, and Enter in an empty box sends nothing.
    assert label not in search(page, "targets", label[:4])
    page.keyboard.press("Enter")
    assert CodesRow.objects.count() == 0
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"[name=targets][value={code}]")).not_to_be_checked()
    expect(box).to_be_focused()


def test_each_suggestion_is_pressed_by_itself_and_what_goes_together_at_once(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = opened(browser, live_server, at_work, "edit")
    page.keyboard.press("y")
    marks = {
        name: page.locator(f'.stands[data-field="{name}"]')
        for name in ("section", "event_type", "places", "severity", "actors", "direction")
    }
    told = {name: mark.get_attribute("data-stands") for name, mark in marks.items()}
    assert told == {
        "section": "chosen",
        "event_type": "chosen",
        "places": "chosen",
        "severity": "suggested",
        "actors": "suggested",
        "direction": "open",
    }
    page.locator('.chip[data-code="court"]').click()
    expect(marks["actors"]).to_have_attribute("data-stands", "chosen")
    # A reload of the page loses nothing, and pressing again drops it.
    page.reload()
    expect(marks["actors"]).to_have_attribute("data-stands", "chosen")
    page.locator('.chip[data-code="court"]').click()
    expect(marks["actors"]).to_have_attribute("data-stands", "suggested")
    page.locator("#ru-more").fill("Суд оштрафовал редакцию.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    row = CodesRow.objects.get()
    assert row.decided == ["section", "event_type", "places"]
    assert (row.event_type, row.actors, row.severity) == ("administrative_case", [], 0)
    assert TextVersionRow.objects.get().language == "ru"


def test_what_is_chosen_says_at_once_that_it_is_decided_and_leaves_the_list_of_what_is_open(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    at_work.reporter.post(
        f"/incidents/{at_work.number}/codes/",
        {"seen": "0", "section": "5", "direction": "negative"},
    )
    page = opened(browser, live_server, at_work, "edit")
    left = page.locator("#open-codes")
    expect(left.locator("a[data-open=verification]")).to_be_visible()
    mark = page.locator('.stands[data-field="verification"]')
    expect(mark).to_have_text("не решено")
    page.locator("select#verification").select_option("V1")
    expect(mark).to_have_text("решено, сохранится вместе с текстом")
    expect(left.locator("a[data-open=verification]")).to_have_count(0)
    expect(page.locator('.stands[data-field="direction"]')).to_have_text("решено")
    page.locator("select#verification").select_option("")
    expect(mark).to_have_text("не решено")
    expect(left.locator("a[data-open=verification]")).to_be_visible()


@pytest.mark.parametrize("tail", ["codes", "edit"])
def test_nothing_is_amiss_for_readers_of_screens_nor_on_a_phone(
    browser: Browser, live_server: LiveServer, at_work: Room, tail: str
) -> None:
    for language, scheme in (("kk", "light"), ("ru", "dark")):
        member = at_work.members[Role.REPORTER]
        member.language = language
        member.save()
        page = sit_down(browser, live_server, member, scheme=scheme)  # type: ignore[arg-type]
        page.set_default_timeout(60_000)
        page.goto(f"{live_server.url}/incidents/{at_work.number}/{tail}/")
        page.locator("#places-search").press_sequentially("а")
        page.locator('.chip[data-code="court"]').click()
        page.locator("#rights-search").press_sequentially("а")
        assert faults(page, f"codes-{tail}-{language}-{scheme}") == []
        page.set_viewport_size({"width": 1920, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= 1920
