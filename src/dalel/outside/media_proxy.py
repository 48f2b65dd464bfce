"""A forward proxy on this machine that holds a program of others to our network policy.

It takes connections of whoever knows its word, asks the resolver itself, connects to nothing
private, to no port but those of the web and to no denied host, and lets so many bytes in.
"""

import asyncio
import threading
from base64 import b64encode
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from yarl import URL

from dalel.outside.http import Policy, Resolve, system_resolve
from dalel.outside.http.network import refusal
from dalel.outside.http.resolving import PinnedResolver

_HEAD: Final = 64 * 1024
_PIECE: Final = 64 * 1024
_PORTS: Final = {"http": 80, "https": 443}
_LINKS: Final = 200


class _RefusedError(Exception):
    """The proxy does not go there."""


class MediaProxy:
    """One proxy for one search. Use it as a context manager.

    ``refusals`` says to where it did not go, and why; ``places`` where it did.
    """

    def __init__(
        self, policy: Policy, word: str, *, most_bytes: int, resolve: Resolve = system_resolve
    ) -> None:
        self._policy = policy
        self._word = b"Basic " + b64encode(f"dalel:{word}".encode())
        self._left = most_bytes
        self._resolver = PinnedResolver(resolve, policy.allow_private)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.refusals: list[str] = []
        self.places: list[str] = []

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(30)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0, limit=_HEAD)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except _RefusedError as error:
            self.refusals.append(str(error))
            writer.write(
                b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.write(
                b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        finally:
            with suppress(OSError):
                writer.close()
            if task is not None:
                self._tasks.discard(task)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        method, target, version = head[0].split(b" ", 2)
        named = [line.partition(b":") for line in head[1:] if line]
        headers = {name.strip().lower(): value.strip() for name, _, value in named}
        if headers.get(b"proxy-authorization") != self._word:
            writer.write(
                b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n"
                b'Proxy-Authenticate: Basic realm="dalel"\r\nConnection: close\r\n\r\n'
            )
            return
        is_tunnel = method == b"CONNECT"
        told = target.decode("ascii", "strict")
        url = URL(f"https://{told}/") if is_tunnel else URL(told, encoded=True)
        there, out = await self._connect(url)
        try:
            if is_tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                out.write(_forwarded(method, url, version, head[1:]))
            await self._relay(reader, writer, there, out)
        finally:
            with suppress(OSError):
                out.close()

    async def _connect(self, url: URL) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if problem := refusal(url, self._policy):
            raise _RefusedError(problem[1])
        host, port = url.raw_host or "", url.port or 0
        is_allowed = f"{host}:{port}" in self._policy.allow_private
        if port != _PORTS.get(url.scheme) and not is_allowed:
            raise _RefusedError(f"port {port} of {host} is none of the web")
        if len(self.places) >= _LINKS:
            raise _RefusedError("more connections than a search takes")
        try:
            pinned = await self._resolver.resolve(host, port)
        except OSError as error:
            raise _RefusedError(str(error)) from error
        self.places.append(f"{host}:{port}")
        wait = self._policy.connect_seconds
        opening = asyncio.open_connection(pinned[0]["host"], pinned[0]["port"], limit=_HEAD)
        return await asyncio.wait_for(opening, wait)

    async def _relay(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there: asyncio.StreamReader,
        out: asyncio.StreamWriter,
    ) -> None:
        sending = asyncio.ensure_future(_pump(reader, out))
        try:
            while piece := await there.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _RefusedError("more came in than a search takes")
                writer.write(piece)
                await writer.drain()
        finally:
            sending.cancel()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()


def _forwarded(method: bytes, url: URL, version: bytes, lines: list[bytes]) -> bytes:
    """The head of a request as the host itself gets it; the connection ends with the answer."""
    own = (b"host:", b"connection:", b"proxy-", b"cookie:")
    kept = [line for line in lines if line and not line.lower().startswith(own)]
    path = (url.raw_path_qs or "/").encode()
    host = url.raw_authority.encode() if url.raw_authority else b""
    first = [method + b" " + path + b" " + version, b"Host: " + host, b"Connection: close"]
    return b"\r\n".join([*first, *kept]) + b"\r\n\r\n"
