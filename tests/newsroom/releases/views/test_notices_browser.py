"""Can everybody use the pages by which the newsroom speaks, also on a narrow screen?"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.message import Voices
from dalel.domain.notice import NoticeKind
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import notices, outbox
from dalel.newsroom.releases.actions.notices import NewNotice
from dalel.newsroom.releases.models import MessageRow
from dalel.pack import Pack
from newsroom.browsing import chromium, sit_down
from released import announce, channel_settings, reader, release

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST = "XT-2031-0001"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def publisher(settings: Settings, tiny_pack: Pack, tmp_path: Path, now: datetime) -> Member:
    """A newsroom in which everything that the pages show is there."""
    ways = channel_settings("http://127.0.0.1:1", "smtp+plain://127.0.0.1:1")
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, **ways})
    release(now)
    announce(tiny_pack, Voices(channels=frozenset({"ru", "en"})), now)
    row = MessageRow.objects.order_by("pk")[0]
    outbox.claim(row.key, outbox.stand(), now)
    outbox.mark_uncertain(row.key, "the connection broke off")
    editor = Member.objects.create_user("editor", role=Role.EDITOR, reads=["ru", "en"])
    texts = {"ru": "Мы ничего не блокировали. " * 8, "en": "We blocked nothing. " * 8}
    by = {"ru": "порт озера", "en": "the port of the lake"}
    new = NewNotice(key=uuid4(), kind=NoticeKind.REPLY, texts=texts, by=by)
    notices.propose(FIRST, new, ("ru", "en"), Act(member=editor, time=now))
    outputs = tmp_path / "site" / "en" / "e" / "1"
    outputs.mkdir(parents=True)
    (outputs / "bulletin-1-en.pdf").write_bytes(b"%PDF-")
    return Member.objects.create_user("publisher", role=Role.PUBLISHER, language="ru")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_for_everybody(
    browser: Browser, live_server: LiveServer, publisher: Member, now: datetime, width: int
) -> None:
    secret = reader("dana", "ru", now).secret
    page = sit_down(browser, live_server, publisher)
    page.set_viewport_size({"width": width, "height": 800})
    for path in (
        f"/incidents/{FIRST}/notices/",
        "/messages/",
        "/editions/1/",
        "/letters/?language=ru",
        f"/letters/confirm/{secret}/",
        f"/letters/leave/{secret}/",
    ):
        page.goto(f"{live_server.url}{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, path


def test_a_reply_goes_out_and_an_uncertain_message_is_decided_with_the_mouse(
    browser: Browser, live_server: LiveServer, publisher: Member
) -> None:
    page = sit_down(browser, live_server, publisher)
    page.goto(f"{live_server.url}/incidents/{FIRST}/notices/")
    page.locator("button[name=approve]").click()
    expect(page.locator("[role=status]")).to_be_visible()
    assert page.locator("button[name=approve]").count() == 0
    page.goto(f"{live_server.url}/messages/")
    page.locator("input[name=place]").fill("https://t.me/ru_channel/5")
    page.locator("button[name=sent]").click()
    expect(page.locator("button[name=sent]")).to_have_count(0)
    assert MessageRow.objects.order_by("pk")[0].place == "@ru_channel/5"
