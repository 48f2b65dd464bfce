"""Does a bookmark fill in an address without adding it, and do the pages of added links fit?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.actions import telegram_ties
from dalel.newsroom.accounts.models import Member, MembersBotRow
from dalel.newsroom.evidence.models import FindingRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from story_rows import kept_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PASTED = """https://lake.test/two
https://lake.test/one
https://strange.test/a/very/long/path/to/some/page-with-many-words
https://lake.test/x?token=abc
https://me:secret@lake.test/
http://127.0.0.1/"""


@pytest.fixture(autouse=True)
def desk_of_kazakhstan(settings: Settings, tmp_path: Path) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_the_pages_fit_and_a_bookmark_only_fills_in(
    browser: Browser, live_server: LiveServer, now: datetime
) -> None:
    kept_article("one", now, title="Весть")
    for language, scheme in (("kk", "light"), ("ru", "dark")):
        member = Member.objects.create_user(f"by-{language}", language=language, name="Айгерим")
        page = sit_down(browser, live_server, member, "dark" if scheme == "dark" else "light")
        page.goto(f"{live_server.url}/links/#https%3A%2F%2Flake.test%2Fread%3Fa%3D1")
        expect(page.locator("#text")).to_have_value("https://lake.test/read?a=1")
        assert "#" not in page.url
        assert not FindingRow.objects.filter(url__contains="read").exists()
        page.fill("#text", PASTED)
        page.click("form.wide-form button.main")
        expect(page.locator("#refused")).to_be_visible()
        page.click("details summary")
        wrong = faults(page, f"links-{language}")
        for name, path in (("today", "/"), ("inbox", "/inbox/"), ("begin", "/incidents/new/")):
            page.goto(f"{live_server.url}{path}")
            if name != "begin":
                page.click("details.adding summary")
            wrong += faults(page, f"added-{name}-{language}")
        assert wrong == []


def test_the_pages_of_keys_and_of_what_came_with_them_fit(
    browser: Browser, live_server: LiveServer, now: datetime
) -> None:
    for language, scheme in (("kk", "dark"), ("ru", "light")):
        member = Member.objects.create_user(f"by-{language}", language=language, name="Айгерим")
        page = sit_down(browser, live_server, member, "dark" if scheme == "dark" else "light")
        page.goto(f"{live_server.url}/account/")
        page.click("a[href='/account/tokens/']")
        page.fill("#id_name", "менің телефоным")
        page.click("main form button.main")
        key = page.locator("#key").input_value()
        for place in range(page.locator("details").count()):
            page.locator("details summary").nth(place).click()
        wrong = faults(page, f"keys-{language}")
        answer = page.request.post(
            f"{live_server.url}/api/links",
            headers={"Authorization": f"Bearer {key}"},
            data={"links": PASTED.splitlines(), "note": "чаттан"},
        )
        assert answer.ok
        page.goto(f"{live_server.url}/links/")
        expect(page.locator("#waiting")).to_contain_text("чаттан")
        wrong += faults(page, f"asked-{language}")
        assert wrong == []


def test_the_page_of_telegram_fits(
    browser: Browser, live_server: LiveServer, settings: Settings
) -> None:
    told = {"members_bot": "123456:a-token-of-twenty-letters"}
    settings.DALEL = settings.DALEL.model_copy(update=told)
    MembersBotRow.objects.create(pk=1, name="links_of_ours_bot")
    for language, scheme in (("kk", "light"), ("ru", "dark")):
        member = Member.objects.create_user(f"by-{language}", language=language, name="Айгерим")
        page = sit_down(browser, live_server, member, "dark" if scheme == "dark" else "light")
        page.goto(f"{live_server.url}/account/telegram/")
        page.click("main form button")
        wrong = faults(page, f"telegram-code-{language}")
        code = page.locator("#code").input_value().removeprefix("/start ")
        assert telegram_ties.tie(5 + len(language) + ord(language[0]), code, datetime.now(UTC))
        page.goto(f"{live_server.url}/account/telegram/")
        expect(page.locator("form[action$='/end/']")).to_be_visible()
        wrong += faults(page, f"telegram-{language}")
        assert wrong == []
