"""A press of hostile outlets beside healthy ones, on one port, told apart by host."""

import asyncio
import random
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Thread

from dalel.cli.sample.press import press_reach
from dalel.domain.source import Address, AddressKind, Listing, Source
from dalel.newsroom.evidence.actions.network_policy import Reach
from hostile_answers import KINDS, MAKERS, Answer, Hostile
from small_press import CONTROLS, feed, outlet, page
from wire_server import StillClock, answer

START = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
#: So many hostile pages stand in the feed of one outlet.
PAGES = 10
HEALTHY = 4
_ARTICLES = 3
_LISTING = Listing(entry="article", time="time", next_page="a.next")
_SILENCE = 1.0
#: Where measurers are asked, and for what.
_ASKED = {str(AddressKind.IODA): "/v2/outages/events", str(AddressKind.RADAR): "/radar"}
_SPANS = {AddressKind.IODA: "?from={since}&until={until}", AddressKind.RADAR: "?location=XT"}


class EveryonesToken(dict[str, str]):
    """A token for whoever asks, so that measurers who want one are watched."""

    def __contains__(self, host: object) -> bool:
        return True

    def get(self, host: str, default: object = None) -> str:
        return "hostile-token-4711"


@dataclass(kw_only=True)
class HostilePress:
    """Everything that it answers follows from ``seed``, the address, and how often it was asked."""

    seed: str
    port: int = 0
    canary: int = 0
    now: datetime = START
    asked: Counter[str] = field(default_factory=Counter)
    #: How many hostile answers were sent, by what they answered.
    served: Counter[str] = field(default_factory=Counter)
    hosts: set[str] = field(default_factory=set)

    def answer(self, host: str, path: str) -> Answer:
        """What an address gives; paths come without a query."""
        self.hosts.add(host)
        turn = self.asked[host + path]
        self.asked[host + path] += 1
        sound = _sound(host, path)
        if sound is not None:
            return Answer(raw=sound)
        hostile = Hostile(random.Random(f"{self.seed} {host}{path} {turn}"), host, self.canary)
        kind = _kind(host, path)
        self.served[kind] += 1
        if kind == "robots":
            return hostile.wrapped(hostile.robots())
        return hostile.wrapped(
            hostile.page() if kind == "page" else MAKERS[AddressKind(kind)](hostile)
        )

    def reach(self) -> Reach:
        """The way to this press; time passes only where somebody waits."""
        still = StillClock()
        start, way = self.now, press_reach(self.port)
        lead = way.resolve

        async def resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
            return await lead(host, port)

        return replace(
            way,
            controls=CONTROLS,
            resolve=resolve,
            clock=replace(still.clock, now=lambda: start + timedelta(seconds=still.passed)),
            policy=replace(
                way.policy,
                tokens=EveryonesToken(),
                at_once=48,
                first_wait=0.01,
                longest_wait=1.0,
                longest_crawl_delay=1.0,
                # Longer than the slowest pass of a busy machine: whoever is silent here hangs up
                # by himself, so that a time-out tells of a reader that nobody woke.
                exchange_seconds=600.0,
                connect_seconds=600.0,
                max_body=2**20,
                max_content=2 * 2**20,
            ),
        )


def _kind(host: str, path: str) -> str:
    """What a hostile host is asked for: ``robots``, ``page``, or the kind of its address."""
    if path == "/robots.txt":
        return "robots"
    name = host.partition("-")[0]
    return name if name in {str(kind) for kind in KINDS} and path == _path(host) else "page"


def _path(host: str) -> str:
    name = host.partition("-")[0]
    if name == AddressKind.TELEGRAM:
        return f"/s/{_channel(host)}"
    if name == AddressKind.OONI:
        return "/api/v1/aggregation"
    return _ASKED.get(name, "/place")


def _channel(host: str) -> str:
    return host.partition(".")[0].replace("-", "_")


def _sound(host: str, path: str) -> bytes | None:
    """A healthy answer, where this address has one."""
    if f"http://{host}/" in {url for urls in CONTROLS.values() for url in urls}:
        return answer(body=b"here")
    role = host.partition("-")[0]
    if path == "/robots.txt":
        return None if role == "robots" else answer("404 Not Found")
    if path == "/rss" and role in {"ok", "robots", "pages"}:
        count = PAGES if role == "pages" else _ARTICLES
        shown = feed(*(f"http://{host}/{number}" for number in range(count)))
        return answer(body=shown.encode(), Content_Type="application/rss+xml")
    if role in {"ok", "robots"} and path.removeprefix("/").isdigit():
        body = page(f"Новость {path} издания {host}").encode()
        return answer(body=body, Content_Type="text/html; charset=utf-8")
    return None


def outlets(answers: int, name: str) -> list[Source]:
    """Hostile outlets that give so many hostile answers, and healthy ones among them."""
    found, given, number = [], 0, 0
    while given < answers:
        number += 1
        kind = number % 3
        if kind == 0:
            found.append(outlet(f"pages-{name}-{number}.test"))
            given += PAGES
        elif kind == 1 or number % 5:
            found.append(_placed(KINDS[number % len(KINDS)], f"{name}-{number}.test"))
            given += 1
        else:
            found.append(outlet(f"robots-{name}-{number}.test"))
            given += 1
    step = max(1, len(found) // HEALTHY)
    for count in range(HEALTHY):
        found.insert(count * step, outlet(f"ok-{name}-{count}.test"))
    return found


def _placed(kind: AddressKind, name: str) -> Source:
    source = outlet(f"{kind}-{name}")
    url = f"http://{source.host}{_path(str(source.host))}{_SPANS.get(kind, '')}"
    address = Address(
        url=url,
        kind=kind,
        grade=source.addresses[0].grade,
        listing=_LISTING if kind is AddressKind.LISTING else None,
    )
    return replace(source, addresses=(address,))


@contextmanager
def hostile_press(seed: str) -> Iterator[HostilePress]:
    """The press, served from a thread; beside it a port that nobody may ever knock at."""
    press = HostilePress(seed=seed)
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="hostile press", daemon=True)
    thread.start()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1].partition("?")[0]
            host = head.lower().partition("\r\nhost:")[2].partition("\r\n")[0].strip()
            given = press.answer(host.partition(":")[0], path)
            writer.write(given.raw)
            await writer.drain()
            if given.hangs:
                await asyncio.sleep(_SILENCE)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(serve, "127.0.0.1", 0, limit=2**18)

    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.setblocking(False)  # noqa: FBT003 - so the method is called
        press.canary = canary.getsockname()[1]
        server = asyncio.run_coroutine_threadsafe(start(), loop).result()
        press.port = server.sockets[0].getsockname()[1]
        try:
            yield press
            _nobody_knocked(canary)
        finally:
            asyncio.run_coroutine_threadsafe(_close(server), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def _nobody_knocked(canary: socket.socket) -> None:
    try:
        canary.accept()
    except BlockingIOError:
        return
    raise AssertionError("a hostile answer led into this machine's own network")


async def _close(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
