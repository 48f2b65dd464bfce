"""The program as it is started: builds beside a desk that answers, and those that die."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from journey.running_program import PATIENCE, Program, press, reach, sign_in, started, wait_for
from newsroom.browsing import chromium

pytestmark = pytest.mark.slow
TINY = Path(__file__).parents[1] / "packs" / "tiny"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program on a new home, with the pack of an invented country."""
    home = tmp_path_factory.mktemp("home")
    with started(home, DALEL_PACK=str(TINY)) as running:
        yield running


@pytest.fixture(scope="module")
def editor(browser: Browser, program: Program) -> Page:
    """An editor who has signed in."""
    return sign_in(browser, program, "the-editor", program.add_member("the-editor", "editor"))


@pytest.fixture
def at_rest(editor: Page, program: Program) -> Page:
    """The page of the edition, when nothing is being built any more."""
    wait_for("the first site", (program.home / "site" / "index.html").exists)
    reach(editor, "/editions/1/")
    expect(editor.locator("#builds[hx-get]")).to_have_count(0)
    return editor


def test_the_first_site_comes_while_desk_and_waiting_page_answer(
    browser: Browser, program: Program
) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    answer = page.goto(f"{program.site}/ru/")
    assert answer is not None
    assert answer.status in {200, 503}
    # The waiting page looks again by itself.
    expect(page.locator("header.opening")).to_be_visible()
    assert (program.home / "site" / "manifest.json").exists()


def test_the_preview_is_built_in_a_process_of_its_own(at_rest: Page, program: Program) -> None:
    press(at_rest, 'form[action$="/preview/"] button')
    wait_for("a process for it", lambda: at_rest.locator("#build-link").count() or builds(program))
    press(at_rest, "#build-link")
    assert "/preview/" in at_rest.url
    expect(at_rest.locator("main")).to_be_visible()


def test_a_build_that_is_killed_is_seen_and_can_be_tried_again(
    at_rest: Page, program: Program
) -> None:
    before = manifest(program)
    press(at_rest, 'form[action$="/preview/"] button')
    kill(program, "build")
    again = at_rest.locator("[id^=build-repeat]")
    expect(again).to_be_visible()
    assert manifest(program) == before
    press(at_rest, "[id^=build-repeat]")
    expect(at_rest.locator("#build-link")).to_be_visible()


def test_a_builder_that_is_killed_takes_its_build_along_and_comes_back(
    at_rest: Page, program: Program
) -> None:
    press(at_rest, 'form[action$="/preview/"] button')
    wait_for("a build", lambda: builds(program))
    [first] = builds(program)
    kill(program, "builder")
    wait_for("the end of its build", lambda: first not in builds(program))
    # The next builder begins it again by itself.
    expect(at_rest.locator("#build-link")).to_be_visible()


def test_a_build_that_is_cancelled_leaves_what_stood_there(at_rest: Page, program: Program) -> None:
    before = manifest(program)
    press(at_rest, 'form[action$="/preview/"] button')
    press(at_rest, "[id^=build-cancel]")
    expect(at_rest.locator("[id^=build-repeat]")).to_be_visible()
    wait_for("the end of its process", lambda: not builds(program))
    assert manifest(program) == before


def test_a_builder_and_its_build_end_with_the_program(tmp_path: Path) -> None:
    with started(tmp_path, DALEL_PACK=str(TINY)) as program:
        wait_for("the builder", lambda: program.processes("builder"))
    assert program.process.returncode == 0
    assert program.processes("builder") == builds(program) == []


def manifest(program: Program) -> bytes:
    """What stands in the preview; nothing before the first one."""
    file = program.home / "preview" / "manifest.json"
    return file.read_bytes() if file.exists() else b""


def builds(program: Program) -> list[int]:
    """The processes that make a build at this moment."""
    return [one for key in range(1, 50) for one in program.processes("build", str(key))]


def kill(program: Program, name: str) -> None:
    """Kill the process of a build or the builder, as a lack of memory does."""
    found: list[int] = []

    def is_there() -> bool:
        found[:] = builds(program) if name == "build" else program.processes(name)
        return bool(found)

    wait_for(name, is_there)
    os.kill(found[0], signal.SIGKILL)
