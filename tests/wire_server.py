"""A local server that answers with exact bytes, and a clock that never waits."""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from dalel.domain.exchange import Answer, FetchFailure, Outcome
from dalel.outside.http import Clock, Fetcher, Policy

Play = bytes | Callable[[bytes], bytes] | Callable[[bytes], Awaitable[bytes]]

START = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
ROBOTS = "/robots.txt"


class StillClock:
    """Time that only sleeping moves."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.sleeps: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=lambda: self.passed, sleep=self.sleep)


def answer(
    status: str = "200 OK", body: bytes = b"", *, length: int | None = None, **headers: str
) -> bytes:
    """A whole HTTP/1.1 response; ``length`` overrides the honest Content-Length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def redirect(to: str) -> bytes:
    return answer("302 Found", Location=to)


class WireServer:
    """Plays the answer that stands beside a path; 404 for any other. Closes after each."""

    def __init__(self, plays: Mapping[str, Play], tls: ssl.SSLContext | None = None) -> None:
        self.plays: dict[str, Play] = dict(plays)
        self.heads: list[bytes] = []
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            if length := re.search(rb"(?i)content-length: *([0-9]+)", head):
                await reader.readexactly(int(length[1]))
            writer.write(await self._play(head))
            await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _play(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        play = self.plays.get(path, answer("404 Not Found"))
        if isinstance(play, bytes):
            return play
        played = play(head)
        return played if isinstance(played, bytes) else await played

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        asked = [head.split(b" ", 2)[1].decode() for head in self.heads]
        return [path for path in asked if path != ROBOTS]

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"{'https' if self._tls else 'http'}://{self.place}{path}"

    def policy(self, **changes: object) -> Policy:
        settings: dict[str, object] = {
            "user_agent": "Dalel/0.1 (+https://newsroom.test/bot)",
            "delay": 0.0,
            "allow_private": frozenset({self.place}),
        }
        return Policy(**(settings | changes))  # type: ignore[arg-type]

    def fetcher(self, still: StillClock | None = None, **changes: object) -> Fetcher:
        return Fetcher(
            self.policy(**changes),
            clock=(still or StillClock()).clock,
            chance=lambda: 1.0,
        )


def good(outcome: Outcome) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome


def bad(outcome: object) -> FetchFailure:
    assert isinstance(outcome, FetchFailure), outcome
    return outcome
