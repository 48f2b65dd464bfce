"""Can everybody use the desk: with a screen reader, on a phone, by keyboard?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack, default_folder
from newsroom.browsing import chromium, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/",
    "/inbox/",
    "/search/?q=суд",
    "/searches/",
    "/diary/",
    "/handover/",
    "/codebook/",
    "/editions/",
    "/editions/1/",
    "/incidents/",
    "/incidents/?section=1&state=withdrawn",
    "/incidents/KZ-2026-0001/",
    "/incidents/KZ-2026-0038/",
    "/account/password/",
    "/nowhere/",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def desk_of_kazakhstan(settings: Settings, kz_pack: Pack, now: datetime) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    prepare(kz_pack, now=now)


def signed_in(
    browser: Browser, live_server: LiveServer, language: str, scheme: Literal["light", "dark"]
) -> Page:
    member = Member.objects.create_user("aigul", language=language)
    return sit_down(browser, live_server, member, scheme)


@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("kk", "light"),
        pytest.param("kk", "dark", marks=pytest.mark.long),
        pytest.param("ru", "light", marks=pytest.mark.long),
        ("ru", "dark"),
        pytest.param("en", "light", marks=pytest.mark.long),
        pytest.param("en", "dark", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, live_server: LiveServer, language: str, scheme: Literal["light", "dark"]
) -> None:
    page = signed_in(browser, live_server, language, scheme)
    stranger = browser.new_context(color_scheme=scheme).new_page()
    found: list[str] = []
    for path in (*PAGES, "/sign-in/"):
        shown = stranger if path == "/sign-in/" else page
        shown.goto(live_server.url + path)
        for detail in shown.locator("details").all():
            detail.evaluate("box => { box.open = true }")
        for violation in Axe().run(shown).response["violations"]:
            if violation["impact"] in {"serious", "critical"}:
                nodes = [node["html"][:120] for node in violation["nodes"]]
                found.append(f"{path}: {violation['id']}: {nodes}")
    assert found == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nothing_is_wider_than_a_small_phone(
    browser: Browser, live_server: LiveServer, language: str
) -> None:
    page = signed_in(browser, live_server, language, "light")
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in PAGES:
        page.goto(live_server.url + path)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide.append(f"{path}: {over} px")
    assert wide == []


def test_a_member_signs_in_changes_language_and_leaves_by_keyboard(
    browser: Browser, live_server: LiveServer
) -> None:
    Member.objects.create_user("serik", "Тұлпар-2031-шабыс")
    page = browser.new_context().new_page()
    page.goto(live_server.url)
    page.keyboard.type("serik")
    page.keyboard.press("Tab")
    page.keyboard.type("Тұлпар-2031-шабыс")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="English").wait_for()
    with translation.override("en"):
        page.get_by_role("button", name="English").press("Enter")
        page.get_by_role("heading", name="Today", exact=True).wait_for()
        page.get_by_role("button", name="Sign out").press("Enter")
    page.wait_for_url("**/sign-in/")


def test_a_page_loads_nothing_from_elsewhere_and_breaks_no_rule(
    browser: Browser, live_server: LiveServer
) -> None:
    page = signed_in(browser, live_server, "kk", "light")
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in PAGES[:-1]:
        page.goto(live_server.url + path)
    assert {url for url in asked if not url.startswith(live_server.url)} == set()
    assert complaints == []
    assert any(url.endswith(".woff2") for url in asked)
