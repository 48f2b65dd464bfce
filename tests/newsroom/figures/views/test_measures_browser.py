"""Are the pages of figures open to everybody, wide and narrow, light and dark?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack, default_folder
from newsroom.browsing import chromium, faults, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def editor(settings: Settings, kz_pack: Pack, now: datetime) -> Member:
    """An editor before the bulletin of Kazakhstan."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    cache.clear()
    prepare(kz_pack, now=now)
    return Member.objects.create_user("saule", name="Сәуле", role=Role.EDITOR)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_board_and_list_are_open_to_everybody(
    browser: Browser, live_server: LiveServer, editor: Member, scheme: Literal["light", "dark"]
) -> None:
    page = sit_down(browser, live_server, editor, scheme)
    found: list[str] = []
    for language in ("kk", "ru", "en"):
        Member.objects.filter(pk=editor.pk).update(language=language)
        for name, path in (
            ("board", "/measures/"),
            ("attention", "/measures/attention/"),
            ("threats", "/measures/threats/"),
            ("change", "/measures/change/"),
            ("official", "/measures/official/"),
        ):
            page.goto(live_server.url + path)
            assert page.locator("html").get_attribute("lang") == language
            assert page.locator("main section, main table, main .empty").count()
            for detail in page.locator("main details").all():
                detail.evaluate("box => { box.open = true }")
            found += faults(page, f"{name}-{language}-{scheme}")
            # They leave the page as wide as a phone.
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found == []
