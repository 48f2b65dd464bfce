"""A browser in which a member sits at the desk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from time import monotonic, sleep
from typing import Final, Literal

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member

_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
#: How long a page may take on a busy machine to show what is expected. Set here alone: it is
#: Playwright's own for all tests of a process, whichever module sets it last.
expect.set_options(timeout=300_000)


#: Browsers of tests that are not over.
_OPEN: Final[list[Browser]] = []
#: Requests that the live server still answers.
_ANSWERED: Final[set[int]] = set()
_PATIENCE: Final = 60


def _begun(**_: object) -> None:
    _ANSWERED.add(get_ident())


def _ended(**_: object) -> None:
    _ANSWERED.discard(get_ident())


request_started.connect(_begun)
request_finished.connect(_ended)


def come_to_rest() -> None:
    """Close all pages, and wait until the live server has answered what they asked for.

    A request that outlives its test would find no database, or lock the rows of the next one.
    """
    for browser in _OPEN:
        for context in browser.contexts:
            context.close()
    end = monotonic() + _PATIENCE
    while _ANSWERED - {get_ident()} and monotonic() < end:
        sleep(0.02)


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """Debian's browser, with further arguments."""
    # Playwright runs an event loop in this thread, in which Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=[*_ARGUMENTS, *arguments]
            )
            _OPEN.append(browser)
            yield browser
    finally:
        _OPEN.clear()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def sit_down(
    browser: Browser,
    live_server: LiveServer,
    member: Member,
    scheme: Literal["light", "dark"] = "light",
) -> Page:
    """A page of a member who has signed in."""
    client = Client()
    client.force_login(member)
    page = browser.new_context(color_scheme=scheme).new_page()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


#: Where pictures go, when somebody wants to look at them.
_PICTURES = os.environ.get("PICTURES", "")


def faults(page: Page, name: str) -> list[str]:
    """What is wrong with a page: serious violations, and what is wider than a small phone.

    The name is that of its pictures.
    """
    page.set_viewport_size({"width": 1280, "height": 900})
    found = [
        f"{name}: {violation['id']}: {[node['html'][:120] for node in violation['nodes']]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
    _picture(page, f"{name}-wide")
    page.set_viewport_size({"width": 320, "height": 640})
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        found.append(f"{name}: {over} px too wide")
    page.set_viewport_size({"width": 390, "height": 800})
    _picture(page, f"{name}-phone")
    return found


def _picture(page: Page, name: str) -> None:
    if _PICTURES:
        page.screenshot(path=Path(_PICTURES) / f"{name}.png", full_page=True)
