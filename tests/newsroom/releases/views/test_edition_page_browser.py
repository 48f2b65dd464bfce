"""Does the page of an edition show its entries, and what they lack in few lines?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.states import EditionState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
#: Pixels of a phone's page; with a line an entry of what lacks it was 15,700.
MOST = 12_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_thirty_eight_entries_stand_before_what_they_lack(
    browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    at_work = room()
    prepare(pack(), now=datetime.now(UTC))
    edition = EditionRow.objects.get()
    EditionRow.objects.update(state=EditionState.OPEN, released=None)
    page = sit_down(browser, live_server, at_work.members[Role.PUBLISHER])
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/editions/{edition.number}/")
    expect(page.locator(".ledger .line")).to_have_count(38)
    tall = page.evaluate("document.documentElement.scrollHeight")
    assert tall < MOST
    # What lacks is told once a kind, with how many entries lack it; each leads to its entry.
    kinds = page.locator(".ready details.lack")
    expect(kinds).to_have_count(3)
    codes = kinds.filter(has_text="коды не утверждены")
    expect(codes.locator("summary small")).to_have_text("38")
    expect(codes.get_by_role("link").first).to_be_hidden()
    codes.locator("summary").click()
    expect(codes.get_by_role("link")).to_have_count(38)
    assert page.evaluate(
        "document.querySelector('.ledger').compareDocumentPosition(document.querySelector('.ready'))"
        " & Node.DOCUMENT_POSITION_FOLLOWING"
    )
    page.get_by_role("link", name="Чего не хватает для выпуска").click()
    expect(page.locator("#ready")).to_be_in_viewport()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page, f"edition-{scheme}") == []
