"""Is a draft taken by keyboard and reader alike, on a desk and on a phone?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.incidents.models import DraftRow, TextVersionRow
from dalel.pack import default_folder
from newsroom.browsing import chromium
from newsroom.work_room import Room, room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAME = django_settings.SESSION_COOKIE_NAME


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    return room(language="kk")


def test_a_draft_is_asked_for_read_and_taken(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    cookie = at_work.reporter.cookies[NAME].value
    page.context.add_cookies([{"name": NAME, "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    page.get_by_role("button", name="Мақалалардан нобай жасау").click()
    page.wait_for_selector(".drafts fieldset")
    assert DraftRow.objects.count() == 1
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = Axe().run(page).response["violations"]
        serious = [v for v in violations if v["impact"] in {"serious", "critical"}]
        assert serious == []
    # Nothing that the machine said is ticked before somebody ticks it.
    boxes = page.locator(".drafts fieldset").first.get_by_role("checkbox")
    assert not any(box.is_checked() for box in boxes.all())
    boxes.nth(1).check()
    card = page.locator("form[data-draft]").first
    card.get_by_role("button", name="Белгіленгенін қосу").click()
    page.get_by_text("Мәтінге қосылды").wait_for()
    version = TextVersionRow.objects.get()
    assert version.language == "kk"
    assert version.title is None
    # What the page still asks for would lock the rows that the next test clears.
    page.wait_for_load_state("networkidle")
