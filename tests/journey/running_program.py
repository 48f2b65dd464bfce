"""``dalel up`` as somebody starts it: a process of its own, real ports, a browser before it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

DALEL = (sys.executable, "-c", "from dalel.cli.main import main; main()")
#: For whatever a busy machine does at last, in seconds.
PATIENCE = 600.0


@dataclass
class Program:
    """The program that runs: its addresses, the link to the first account and the paper code."""

    environment: dict[str, str]
    home: Path
    process: "subprocess.Popen[str]"
    desk: str = ""
    site: str = ""
    first_link: str = ""
    paper_code: str = ""

    def listen(self) -> None:
        """Read what it says until it has named its addresses; the rest is let go."""
        assert self.process.stdout is not None
        told = []
        for line in self.process.stdout:
            told.append(line)
            name, _colon, rest = line.strip().lstrip("0123456789. ").partition(": ")
            if name == "Desk":
                self.desk = rest.rstrip("/")
            elif name == "Site":
                self.site = rest.rstrip("/")
            elif name == "First account":
                self.first_link = rest
            elif name == "Paper code":
                self.paper_code = rest
            elif line.startswith("Ctrl-C"):
                break
        assert self.desk, "".join(told)
        Thread(target=self.process.stdout.read, daemon=True).start()

    def answers(self) -> bool:
        """Whether the desk listens; it does some moments after its address was printed."""
        place = urlsplit(self.desk)
        with socket() as probe:
            return probe.connect_ex((place.hostname, place.port)) == 0

    def processes(self, *words: str) -> list[int]:
        """The processes of this program whose command ends so."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                said = (folder / "cmdline").read_bytes().decode().split("\0")[:-1]
                here = f"DALEL_HOME={self.home}".encode() in (folder / "environ").read_bytes()
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            if here and said[-len(words) :] == [*words]:
                found.append(int(folder.name))
        return found

    def add_member(self, name: str, role: str) -> str:
        """An account made on the command line; gives its password."""
        done = subprocess.run(  # noqa: S603 - our own command
            [*DALEL, "user", "add", name, "--role", role, "--reads", "ru"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()[-1]

    def end(self) -> None:
        """Ctrl-C, as at a terminal."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        finally:
            self.process.kill()


@contextmanager
def started(home: Path, *options: str, **settings: str) -> Iterator[Program]:
    """Start ``dalel up`` on a home, and end it."""
    ports = {"DALEL_DESK_PORT": "18400", "DALEL_SITE_PORT": "18500"}
    environment = {**os.environ, **ports, **settings, "DALEL_HOME": str(home)}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    place = home / "sample" if "--sample" in options else home
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*DALEL, "up", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=None,
        text=True,
    )
    program = Program({**environment, "DALEL_HOME": str(place)}, place, process)
    try:
        program.listen()
        wait_for("the desk", program.answers)
        yield program
    finally:
        program.end()
        if process.stdout is not None:
            process.stdout.close()


def wait_for(what: str, is_so: Callable[[], object], *, every: float = 0.02) -> None:
    """Look until something is so, every so many seconds.

    :raises AssertionError: when it never is.
    """
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if is_so():
            return
        sleep(every)
    raise AssertionError(f"never: {what}")


def sign_in(browser: Browser, program: Program, name: str, password: str) -> Page:
    """A page of a member who came in by name and password."""
    page = browser.new_context(base_url=program.desk, locale="ru-RU").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.set_default_navigation_timeout(PATIENCE * 1000)
    reach(page, "/sign-in/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    press(page, "main form:has([name=password]) button")
    assert "/sign-in/" not in page.url
    return page


def reach(page: Page, path: str) -> None:
    """Go to a page, which is there."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status < 500, (path, answer.status)


def press(page: Page, control: str) -> None:
    """Press something that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.locator(control).first.click()


def post(page: Page, path: str, **form: str) -> None:
    """What a form of the desk sends, from the page that is open."""
    status = page.evaluate(
        """async ([path, form]) => {
            const headers = JSON.parse(document.body.getAttribute("hx-headers"));
            const body = new URLSearchParams(form);
            return (await fetch(path, {method: "POST", headers, body})).status;
        }""",
        [path, form],
    )
    assert status == 200, (path, status)


def number_in(text: str) -> str:
    """The number of an incident that stands in a text."""
    found = re.search(r"KZ-\d{4}-\d{4}", text)
    assert found, text
    return found[0]
