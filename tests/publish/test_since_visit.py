"""Does the site tell what changed since it was read last, and tell nobody else?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Page, sync_playwright

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from publish.probing import ask, with_incident


def at_later_release(snapshot: Snapshot) -> Snapshot:
    """The record a day later, with one entry changed."""
    later = snapshot.time + timedelta(days=1)
    return replace(with_incident(snapshot, 2, updated=later), time=later)


def test_without_a_script_nothing_is_said_of_visits(tmp_path: Path) -> None:
    build(invented(3), tmp_path / "site")
    for folder in ("", "updated/"):
        tree = html.fromstring((tmp_path / f"site/ru/{folder}index.html").read_bytes())
        (place,) = ask(tree, "//*[@id='since-visit']")
        assert place.get("hidden") is not None
        times = place.get("data-times").split()
        assert times == sorted(times, reverse=True)
        assert all(time <= place.get("data-release") for time in times)


@pytest.fixture
def context() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        arguments = ["--headless", "--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser.new_context()
        browser.close()


def told(page: Page, file: Path) -> str | None:
    page.goto(file.as_uri())
    place = page.locator("#since-visit")
    return place.locator("b").text_content() if place.is_visible() else None


@pytest.mark.slow
def test_a_reader_who_comes_back_is_told_what_changed(
    tmp_path: Path, context: BrowserContext
) -> None:
    site, first = tmp_path / "site", invented(3)
    build(first, site)
    page = context.new_page()
    assert told(page, site / "ru/index.html") is None
    # The same state again is no news.
    assert told(page, site / "ru/index.html") is None
    build(at_later_release(first), site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert told(page, site / "ru/updated/index.html") == "1"
    assert page.locator(".unseen").count() == 1
    # It stays until the next state, in either language.
    assert told(page, site / "kk/index.html") == "1"
    assert all(url.startswith("file://") for url in asked)
    assert not context.cookies()
