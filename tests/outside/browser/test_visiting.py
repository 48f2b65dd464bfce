"""Visits of pages by the system's Chromium, those that need it and those that mean it ill."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.async_api import async_playwright

from dalel.domain.rendering import RefusalKind, RenderedKind, Rendering, StopReason
from dalel.outside.browser.chromium import Chromium, find_chromium
from dalel.outside.browser.limits import VisitLimits
from dalel.outside.browser.processes import naming
from dalel.outside.browser.profiles import sweep
from dalel.outside.browser.visit import visit
from dalel.outside.http import Fetcher
from hostile_pages import (
    AGENT,
    AWAY,
    BUSY,
    EMPTY,
    GREEDY,
    TALL,
    TITLE,
    Site,
    Traps,
    hostile,
    site,
    traps,
)

pytestmark = pytest.mark.slow


@pytest.fixture(name="folder")
def _folder() -> Iterator[Path]:
    """Sockets stand in it, whose names may not be long."""
    with TemporaryDirectory(prefix="d-") as place:
        yield Path(place)


_WORKER = """
import asyncio, sys
from pathlib import Path
from dalel.outside.browser.chromium import Chromium, find_chromium
from dalel.outside.browser.visit import visit
from dalel.outside.http import Fetcher, Policy
place = f"127.0.0.1:{sys.argv[1]}"
async def run():
    policy = Policy(user_agent="D/1 (+http://a.test/)", allow_private=frozenset({place}))
    async with Fetcher(policy) as fetcher:
        chromium = Chromium(program=find_chromium(), folder=Path(sys.argv[2]))
        outcome = await fetcher.fetch(f"http://{place}/")
        await visit(outcome, chromium, fetcher, agent="D/1")
asyncio.run(run())
"""
_PATIENT = VisitLimits(settle=20.0)


async def look(shown: Site, path: str, folder: Path, limits: VisitLimits = _PATIENT) -> Rendering:
    async with Fetcher(shown.policy()) as fetcher:
        outcome = await fetcher.fetch(shown.url(path))
        chromium = Chromium(program=find_chromium(), folder=folder, limits=limits)
        return await visit(outcome, chromium, fetcher, agent=AGENT)


def seen(
    page: str, folder: Path, limits: VisitLimits = _PATIENT, more: Mapping[str, str] = {}
) -> tuple[Rendering, Site]:
    async def run() -> tuple[Rendering, Site]:
        async with site({"/": page, **more}) as shown:
            return await look(shown, "/", folder, limits), shown

    return asyncio.run(run())


def content(rendering: Rendering, kind: RenderedKind) -> bytes:
    part = rendering.part(kind)
    assert part is not None, rendering
    return part.content


def test_a_page_that_is_empty_without_a_browser_is_shown_with_text_picture_and_print(
    folder: Path,
) -> None:
    rendering, shown = seen(EMPTY, folder)
    assert rendering.stopped is None, rendering.problem
    assert rendering.title == TITLE
    assert TITLE in content(rendering, RenderedKind.DOM).decode()
    assert content(rendering, RenderedKind.SCREENSHOT).startswith(b"\x89PNG")
    assert content(rendering, RenderedKind.PDF).startswith(b"%PDF")
    paths = [exchange.url.removeprefix(shown.url("")) for exchange in rendering.exchanges]
    assert paths == ["/", "/app.js", "/story.json", "/lake.svg"]
    assert rendering.page is rendering.exchanges[0]
    assert shown.agents == {AGENT}
    assert list(folder.iterdir()) == []


def test_a_hostile_page_is_bounded_and_reaches_nothing(folder: Path) -> None:
    limits = VisitLimits(settle=6.0, requests=60, total=12 * 2**20)

    async def run() -> tuple[Rendering, Site, Traps]:
        async with traps() as held, site({"/": hostile(held)}) as shown:
            rendering = await look(shown, "/", folder, limits)
            await asyncio.sleep(0.5)
            return rendering, shown, held

    rendering, shown, held = asyncio.run(run())
    assert len(held.ports) == 20
    assert held.caught == []
    # Whatever did come to the site itself came from the fetcher.
    assert shown.agents == {AGENT}
    assert shown.methods == {"GET"}
    asked = sum(shown.asked.values()) - shown.asked["/robots.txt"]
    assert asked <= limits.requests + 1
    assert shown.asked["/worker.js"] == 0
    assert shown.sent < 100 * 2**20
    assert sum(len(exchange.body) for exchange in rendering.exchanges) <= 2 * limits.total
    assert rendering.refused[RefusalKind.TOO_MANY] > 0
    assert rendering.refused[RefusalKind.FETCHER] > 0
    assert rendering.refused[RefusalKind.MEDIA] > 0
    assert rendering.stopped is StopReason.RESTLESS
    assert list(folder.iterdir()) == []


def test_the_traps_catch_a_browser_that_nobody_guards() -> None:
    """Else the test before proves nothing: any reader's browser meets them on that page.

    Only over TCP: no browser sends a STUN packet to loopback where it knows of another network.
    """

    async def run() -> Traps:
        async with (
            traps() as held,
            site({"/": hostile(held)}) as shown,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            page = await browser.new_page()
            await page.goto(shown.url("/"), wait_until="commit")
            for _ in range(100):
                await asyncio.sleep(0.1)
                if held.caught:
                    break
            await browser.close()
            return held

    assert asyncio.run(run()).caught


def test_a_visit_whose_worker_was_killed_leaves_no_process_and_the_next_start_cleans_up(
    folder: Path,
) -> None:
    async def run() -> None:
        async with site({"/": BUSY}) as shown:
            worker = await asyncio.create_subprocess_exec(
                sys.executable, "-c", _WORKER, str(shown.port), str(folder)
            )
            while len(naming(folder)) < 6:
                assert worker.returncode is None
                await asyncio.sleep(0.05)
            assert sweep(folder) == 0
            worker.kill()
            await worker.wait()
            for _ in range(200):
                if not naming(folder):
                    break
                await asyncio.sleep(0.05)

    asyncio.run(run())
    assert len(list(folder.iterdir())) == 1
    assert sweep(folder) == 1
    assert naming(folder) == frozenset()
    assert list(folder.iterdir()) == []


def test_a_page_whose_scripts_run_on_ends_by_time(folder: Path) -> None:
    rendering, _ = seen(BUSY, folder, VisitLimits(seconds=12.0, settle=2.0))
    assert rendering.stopped is StopReason.TIME
    assert rendering.parts == ()
    assert [exchange.status for exchange in rendering.exchanges] == [200]
    assert list(folder.iterdir()) == []


def test_a_page_that_takes_too_much_memory_is_killed(folder: Path) -> None:
    rendering, _ = seen(GREEDY, folder, VisitLimits(memory=900 * 2**20, settle=30.0))
    assert rendering.stopped is StopReason.MEMORY, rendering
    assert list(folder.iterdir()) == []


def test_a_page_without_end_is_pictured_as_far_as_a_picture_goes(folder: Path) -> None:
    limits = replace(_PATIENT, height=4000)
    rendering, _ = seen(TALL, folder, limits)
    picture = content(rendering, RenderedKind.SCREENSHOT)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1280, 4000)


def test_a_page_that_leaves_for_no_page_shows_nothing(folder: Path) -> None:
    rendering, _ = seen(AWAY, folder)
    assert rendering.stopped is StopReason.LEFT
    assert rendering.parts == ()


def test_a_program_that_is_no_browser_is_told_of(folder: Path) -> None:
    async def run() -> Rendering:
        async with site({"/": EMPTY}) as shown, Fetcher(shown.policy()) as fetcher:
            outcome = await fetcher.fetch(shown.url("/"))
            chromium = Chromium(program="/bin/false", folder=folder)
            return await visit(outcome, chromium, fetcher, agent=AGENT)

    rendering = asyncio.run(run())
    assert rendering.stopped is StopReason.BROKEN
    assert rendering.problem
    assert list(folder.iterdir()) == []
