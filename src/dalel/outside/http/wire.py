"""Sends single HTTP requests and records exactly what went over the wire."""

import asyncio
import ssl
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp_socks import ProxyConnector
from yarl import URL

from dalel.domain.content_encoding import Inflater, TooLargeError
from dalel.domain.exchange import DIRECT, Exchange, FailureKind, FetchFailure, Tls
from dalel.outside.http.clock import Clock
from dalel.outside.http.failures import NET_ERRORS, kind_of
from dalel.outside.http.policy import Policy
from dalel.outside.http.resolving import PinnedResolver, Resolve

#: The header that no record keeps.
CONFIDENTIAL: Final = "Authorization"


class _Response(aiohttp.ClientResponse):
    """A response that remembers who sent it, for the connection may be gone soon.

    aiohttp closes a connection on which nonsense comes, without a word to whoever reads a body
    that had begun: he would wait until the whole exchange takes too long.
    """

    peer: str | None = None

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        transport = connection.transport
        address = transport.get_extra_info("peername") if transport else None
        if address:
            host, port = address[:2]
            self.peer = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        await super().start(connection)
        if connection.protocol is not None:
            self._end_with(connection.protocol)
        return self

    def _end_with(self, protocol: ResponseHandler) -> None:
        def tell(closed: asyncio.Future[None] | None) -> None:
            if closed and not closed.cancelled():
                # Nobody else asks why it was closed, which asyncio would complain of.
                closed.exception()
            nonsense, body = protocol.exception(), self.content
            is_told = body.is_eof() or body.exception() is not None
            if isinstance(nonsense, HttpProcessingError) and not is_told:
                body.set_exception(aiohttp.ClientPayloadError(nonsense.message), nonsense)

        if closed := protocol.closed:
            closed.add_done_callback(tell)
        else:
            tell(closed)


class Wire:
    """Sends single requests, through one session for each vantage point."""

    def __init__(
        self,
        policy: Policy,
        clock: Clock,
        resolve: Resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy
        self._clock = clock
        self._resolver = PinnedResolver(resolve, policy.allow_private)
        self._tls = tls or ssl.create_default_context()
        self._of_hosts: dict[str, ssl.SSLContext] = {}
        self._sessions: dict[str, aiohttp.ClientSession] = {}

    async def send(
        self,
        url: URL,
        headers: Mapping[str, str],
        vantage: str,
        *,
        enough: int | None = None,
        body: bytes | None = None,
    ) -> Exchange | FetchFailure:
        """One GET, or one POST of a JSON ``body``, no redirect followed, and what came of it.

        ``enough``: stop reading when there is so much content, and keep what has come.
        """
        started = self._clock.now()
        if body is not None:
            headers = {**headers, "Content-Type": "application/json"}
        try:
            return await self._ask(url, headers, vantage, started, enough=enough, sent=body)
        except NET_ERRORS as error:
            kind, reason = kind_of(error)
            host = (url.raw_host or "").removeprefix("www.")
            is_excused = host in self._policy.broken_tls_hosts and CONFIDENTIAL not in headers
            if kind is not FailureKind.TLS or not is_excused:
                return self._failure(url, vantage, kind, reason)
        try:
            return await self._exchange(
                url, headers, vantage, started, enough=enough, sent=body, verified=False
            )
        except NET_ERRORS as error:
            return self._failure(url, vantage, *kind_of(error))

    async def _ask(
        self,
        url: URL,
        headers: Mapping[str, str],
        vantage: str,
        started: datetime,
        *,
        enough: int | None,
        sent: bytes | None,
    ) -> Exchange:
        try:
            return await self._exchange(url, headers, vantage, started, enough=enough, sent=sent)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            # A kept connection may have ended meanwhile. aiohttp asks a second time by itself, but
            # never what is sent by POST; our questions change nothing there.
            if sent is None:
                raise
            return await self._exchange(url, headers, vantage, started, enough=enough, sent=sent)

    def _failure(self, url: URL, vantage: str, kind: FailureKind, reason: str) -> FetchFailure:
        lasting = {
            FailureKind.BAD_ADDRESS,
            FailureKind.PRIVATE_NETWORK,
            FailureKind.TOO_LARGE,
            FailureKind.BOMB,
        }
        return FetchFailure(
            url=str(url),
            kind=kind,
            reason=reason,
            time=self._clock.now(),
            permanent=kind in lasting,
            vantage=vantage,
        )

    async def _exchange(
        self,
        url: URL,
        headers: Mapping[str, str],
        vantage: str,
        started: datetime,
        *,
        enough: int | None,
        sent: bytes | None,
        verified: bool = True,
    ) -> Exchange:
        begin = self._clock.monotonic()
        proxy = self._http_proxy(vantage)
        method = "GET" if sent is None else "POST"
        async with self._session(vantage).request(
            method,
            url,
            headers=headers,
            data=sent,
            allow_redirects=False,
            proxy=proxy,
            ssl=self._trusted(url) if verified else False,
        ) as response:
            body, content = await self._body(response, enough)
            return Exchange(
                url=str(url),
                started=started,
                seconds=self._clock.monotonic() - begin,
                request_head=_request_head(response, absolute=bool(proxy) and url.scheme == "http"),
                response_head=_response_head(response),
                status=response.status,
                body=body,
                content=content,
                peer=response.peer if isinstance(response, _Response) else None,
                vantage=vantage,
                tls=_tls(url, verified=verified),
                method=method,
                request_body=sent or b"",
            )

    def _trusted(self, url: URL) -> ssl.SSLContext:
        """Whom to believe who a host is; an authority of its own is believed for it alone."""
        host = (url.raw_host or "").removeprefix("www.")
        root = self._policy.roots.get(host)
        if root is None:
            return self._tls
        if host not in self._of_hosts:
            self._of_hosts[host] = ssl.create_default_context(cadata=root)
        return self._of_hosts[host]

    async def _body(
        self, response: aiohttp.ClientResponse, enough: int | None
    ) -> tuple[bytes, bytes]:
        coding = response.headers.get("Content-Encoding", "")
        inflater = Inflater(
            coding, max_size=self._policy.max_content, max_ratio=self._policy.max_ratio
        )
        pieces: list[bytes] = []
        size = 0
        # `content.read(n)` silently cuts some bodies; only the iterator runs to the end.
        async for piece in response.content.iter_any():
            size += len(piece)
            if size > self._policy.max_body:
                raise TooLargeError(f"more than {self._policy.max_body} bytes")
            pieces.append(piece)
            inflater.feed(piece)
            if enough is not None and inflater.size >= enough:
                response.close()
                return b"".join(pieces), inflater.so_far()[:enough]
        _compare_lengths(response, size)
        body = b"".join(pieces)
        return body, inflater.end() if inflater.codes else body

    def _session(self, vantage: str) -> aiohttp.ClientSession:
        if vantage not in self._sessions:
            self._sessions[vantage] = aiohttp.ClientSession(
                connector=self._connector(vantage),
                response_class=_Response,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(
                    total=self._policy.exchange_seconds,
                    connect=None,
                    sock_connect=self._policy.connect_seconds,
                ),
                max_line_size=2**14,
                max_field_size=2**15,
                trust_env=False,
            )
        return self._sessions[vantage]

    def _connector(self, vantage: str) -> aiohttp.BaseConnector:
        limit = self._policy.at_once
        if vantage == DIRECT:
            return aiohttp.TCPConnector(limit=limit, resolver=self._resolver, use_dns_cache=False)
        if self._http_proxy(vantage):
            # Only the proxy's own name is resolved here, and a proxy may well be a local one.
            return aiohttp.TCPConnector(limit=limit)
        return ProxyConnector.from_url(self._policy.proxies[vantage], rdns=True, limit=limit)

    def _http_proxy(self, vantage: str) -> str | None:
        address = self._policy.proxies.get(vantage, "")
        return address if address.startswith("http://") else None

    async def close(self) -> None:
        """Close every connection."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()


def _compare_lengths(response: aiohttp.ClientResponse, size: int) -> None:
    announced = response.content_length
    if announced is not None and "Transfer-Encoding" not in response.headers and announced != size:
        raise aiohttp.ClientPayloadError(f"{announced} bytes announced, {size} came")


def _tls(url: URL, *, verified: bool) -> Tls:
    if url.scheme == "http":
        return Tls.NONE
    return Tls.VERIFIED if verified else Tls.UNVERIFIED


def _request_head(response: aiohttp.ClientResponse, *, absolute: bool) -> bytes:
    asked = response.request_info
    target = str(asked.url) if absolute else asked.url.raw_path_qs
    lines = [f"{asked.method} {target} HTTP/1.1"]
    lines += [
        f"{name}: {'(not kept)' if name.lower() == CONFIDENTIAL.lower() else value}"
        for name, value in asked.headers.items()
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _response_head(response: aiohttp.ClientResponse) -> bytes:
    version = response.version or aiohttp.HttpVersion11
    first = f"HTTP/{version.major}.{version.minor} {response.status} {response.reason or ''}"
    lines = [first.rstrip().encode("utf-8", "surrogateescape")]
    lines += [name + b": " + value for name, value in response.raw_headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"
