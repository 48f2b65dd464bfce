"""Visits of pages by the system's Chromium, those that need it and those that mean it ill."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dalel.domain.rendering import PartKind, RefusalKind, Rendering, StopReason
from dalel.outside.browser import Chromium, VisitLimits, find_chromium, visit
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


def content(rendering: Rendering, kind: PartKind) -> bytes:
    part = rendering.part(kind)
    assert part is not None, rendering
    return part.content


def test_a_page_that_is_empty_without_a_browser_is_shown_with_text_picture_and_print(
    folder: Path,
) -> None:
    rendering, shown = seen(EMPTY, folder)
    assert rendering.stopped is None, rendering.problem
    assert rendering.title == TITLE
    assert TITLE in content(rendering, PartKind.DOM).decode()
    assert content(rendering, PartKind.SCREENSHOT).startswith(b"\x89PNG")
    assert content(rendering, PartKind.PDF).startswith(b"%PDF")
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


def test_the_traps_catch_what_does_come(folder: Path) -> None:
    """Else the test before proves nothing: with its ports allowed, the same page reaches them."""

    async def run() -> Traps:
        async with traps() as held, site({"/": hostile(held)}) as shown:
            allowed = frozenset(f"127.0.0.1:{port}" for port in (shown.port, *held.ports))
            async with Fetcher(shown.policy(allow_private=allowed)) as fetcher:
                outcome = await fetcher.fetch(shown.url("/"))
                chromium = Chromium(
                    program=find_chromium(), folder=folder, limits=VisitLimits(settle=6.0)
                )
                await visit(outcome, chromium, fetcher, agent=AGENT)
            return held

    assert asyncio.run(run()).caught


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
    picture = content(rendering, PartKind.SCREENSHOT)
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
