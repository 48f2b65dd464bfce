"""The child process of a visit: it drives Chromium, and gets every byte over its line.

Started as ``python -m dalel.outside.browser.child``; the line is its standard input and output. It
has no network of its own: each request of the page is asked for over the line, and the browser's
proxy is an address at which nothing listens.
"""

import asyncio
import ctypes
import os
import re
import resource
import signal
import socket
import sys
from collections import Counter
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from typing import Any, Final, TypeVar

from playwright.async_api import Browser, Page, Playwright, Route, async_playwright
from playwright.async_api import Error as BrowserError

from dalel.outside.browser.chromium import SWITCHES
from dalel.outside.browser.line import BrokenLineError, packed, receive

T = TypeVar("T")

#: In bytes; Chromium's shared memory counts as files.
_LARGEST_FILE: Final = 512 * 2**20
_PDEATHSIG: Final = 1
#: A page that asked for nothing for so long is quiet, in seconds.
_QUIET: Final = 0.8
_LOOK: Final = 0.1
#: A page of which nothing has come, or whose scripts run on, is not waited for longer.
_OPENING: Final = 20.0
_STEP: Final = 12.0
_SCROLLS: Final = 12
#: How high the whole page is, in CSS pixels.
_HEIGHT: Final = "Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight || 0)"
#: A page may not keep anything open that outlives it, nor ask the machine for anything.
_SHUT: Final = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "open"]) {
  try { Object.defineProperty(window, name, {value: name === "open" ? () => null : undefined}); }
  catch {}
}
"""


class ParentLine:
    """The parent's end of what is asked: questions with numbers, and their answers."""

    def __init__(self, reader: asyncio.StreamReader, out: int, most: int) -> None:
        self._reader = reader
        self._out = out
        self._most = most
        self._waiting: dict[int, asyncio.Future[tuple[dict[str, Any], bytes]]] = {}
        self.asked = 0
        self.is_shut = False

    @property
    def open(self) -> int:
        """How many questions have no answer yet."""
        return len(self._waiting)

    async def orders(self) -> dict[str, Any]:
        """What is to be done."""
        return (await receive(self._reader, 0))[0]

    def tell(self, head: Mapping[str, object], body: bytes = b"") -> None:
        """Say something."""
        message = memoryview(packed(head, body))
        while message:
            message = message[os.write(self._out, message) :]

    async def ask(self, head: Mapping[str, object]) -> tuple[dict[str, Any], bytes]:
        """Ask for an address."""
        self.asked += 1
        number = self.asked
        answer: asyncio.Future[tuple[dict[str, Any], bytes]]
        answer = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            self.tell({"ask": number, **head})
            return await answer
        finally:
            self._waiting.pop(number, None)

    async def listen(self) -> None:
        """Hand out answers until the line ends; then this process has nothing left to do."""
        while True:
            try:
                head, body = await receive(self._reader, self._most)
            except BrokenLineError:
                os._exit(1)
            answer = self._waiting.get(head["answer"])
            if answer is not None and not answer.done():
                answer.set_result((head, body))


class Guard:
    """Answers what a page asks for, and counts what it is not given."""

    def __init__(self, line: ParentLine) -> None:
        self._line = line
        self.refused: Counter[str] = Counter()

    async def answer(self, route: Route) -> None:
        """Let the parent fetch one request."""
        request = route.request
        if self._line.is_shut:
            await _quietly(route.abort())
            return
        question = {"url": request.url, "method": request.method, "type": request.resource_type}
        head, body = await self._line.ask(question)
        if "status" not in head:
            await _quietly(route.abort())
            return
        headers = {str(name): str(value) for name, value in head["headers"]}
        await _quietly(route.fulfill(status=int(head["status"]), headers=headers, body=body))

    async def close(self, page: Page) -> None:
        """Close a page that the page opened."""
        self.refused["popup"] += 1
        await _quietly(page.close())

    def count(self, what: str) -> None:
        """Count what was refused."""
        self.refused[what] += 1


async def _quietly(doing: Awaitable[object]) -> None:
    # The page may be gone by now.
    with suppress(BrowserError):
        await doing


async def _within(seconds: float, doing: Awaitable[T]) -> T | None:
    """What comes of it, or None: it took too long, or the browser could not."""
    try:
        return await asyncio.wait_for(doing, seconds)
    except (TimeoutError, BrowserError):
        return None


async def _settle(line: ParentLine, seconds: float) -> bool:
    """Wait until the page asks for nothing more; False: it never did."""
    loop = asyncio.get_running_loop()
    end, asked, quiet_since = loop.time() + seconds, line.asked, loop.time()
    while loop.time() < end:
        await asyncio.sleep(_LOOK)
        if line.open or line.asked != asked:
            asked, quiet_since = line.asked, loop.time()
        elif loop.time() - quiet_since >= _QUIET:
            return True
    return False


async def _height(page: Page) -> int:
    said = await _within(_STEP / 4, page.evaluate(_HEIGHT))
    return int(said) if isinstance(said, int | float) and 0 < said < 1e9 else 1024


async def _scroll(page: Page, orders: Mapping[str, Any]) -> None:
    """Go down the page, for what is loaded only where it is looked at, and back."""
    height = min(await _height(page), int(orders["height"]))
    for place in range(0, height, max(800, height // _SCROLLS)):
        if await _within(2, page.evaluate("y => { window.scrollTo(0, y); return 1 }", place)) != 1:
            return
        await asyncio.sleep(_LOOK)
    await _within(2, page.evaluate("window.scrollTo(0, 0)"))


async def _start(playwright: Playwright, orders: Mapping[str, Any], dead: int) -> Browser:
    return await playwright.chromium.launch(
        executable_path=str(orders["program"]),
        args=[*SWITCHES, f"--proxy-server=http://127.0.0.1:{dead}"],
        ignore_default_args=["--disable-popup-blocking"],
        chromium_sandbox=bool(orders["boxed"]),
        timeout=30_000,
    )


async def _open(browser: Browser, guard: Guard, orders: Mapping[str, Any]) -> Page:
    """A page in a context of its own in which nothing is allowed."""
    context = await browser.new_context(
        viewport={"width": int(orders["width"]), "height": 1024},
        user_agent=str(orders["agent"]),
        accept_downloads=False,
        service_workers="block",
        reduced_motion="reduce",
        permissions=[],
    )
    await context.add_init_script(_SHUT)
    await context.route("**/*", guard.answer)

    async def shut(socket_: Any) -> None:
        guard.count("socket")
        await _quietly(socket_.close())

    await context.route_web_socket(re.compile(""), shut)
    page = await context.new_page()
    context.on("page", lambda other: asyncio.ensure_future(guard.close(other)))
    page.on("dialog", lambda dialog: asyncio.ensure_future(_quietly(dialog.dismiss())))
    page.on("download", lambda _download: guard.count("download"))
    return page


async def _keep(page: Page, line: ParentLine, orders: Mapping[str, Any]) -> None:
    """Tell what the page shows, part by part, so that one which hangs costs only itself."""
    dom = await _within(_STEP, page.content())
    if dom is not None:
        line.tell({"part": "dom"}, dom.encode("utf-8", "replace"))
    height = min(await _height(page), int(orders["height"]))
    picture = await _within(
        _STEP,
        page.screenshot(
            full_page=True,
            animations="disabled",
            clip={"x": 0, "y": 0, "width": int(orders["width"]), "height": height},
            timeout=_STEP * 1000,
        ),
    )
    if picture is not None:
        line.tell({"part": "screenshot"}, picture)
    pages = f"1-{int(orders['printed'])}"
    printed = await _within(_STEP, page.pdf(format="A4", print_background=True, page_ranges=pages))
    if printed is not None:
        line.tell({"part": "pdf"}, printed)


async def _visit(line: ParentLine, orders: Mapping[str, Any], dead: int) -> None:
    guard = Guard(line)
    async with async_playwright() as playwright:
        browser = await _start(playwright, orders, dead)
        page = await _open(browser, guard, orders)
        await _within(_OPENING, page.goto(str(orders["url"]), wait_until="commit"))
        await _within(_OPENING / 2, page.wait_for_load_state("domcontentloaded"))
        rested = await _settle(line, float(orders["settle"]))
        await _scroll(page, orders)
        rested = await _settle(line, float(orders["settle"]) / 3) and rested
        line.is_shut = True
        await _keep(page, line, orders)
        title = await _within(2, page.title()) or ""
        end = {"end": page.url, "title": title[:1000], "rested": rested, "refused": guard.refused}
        line.tell(end)
        await _within(_STEP / 4, browser.close())


async def _run(out: int, dead: int) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=2**20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    line = ParentLine(reader, out, int(sys.argv[1]))
    orders = await line.orders()
    listening = asyncio.create_task(line.listen())
    try:
        await _visit(line, orders, dead)
    except BrowserError as error:
        line.tell({"broken": str(error)[:2000]})
    finally:
        listening.cancel()


def _shut_in() -> None:
    """Die with the parent; no core, no large file."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Visit one page and end."""
    _shut_in()
    # Whatever a library prints must not stand on the line.
    out = os.dup(1)
    os.dup2(2, 1)
    with socket.socket() as held:
        # Bound and never listening: nobody else can have the port, and nothing answers at it.
        held.bind(("127.0.0.1", 0))
        asyncio.run(_run(out, held.getsockname()[1]))
    os._exit(0)


if __name__ == "__main__":
    main()
