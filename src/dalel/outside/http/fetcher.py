"""Fetches addresses politely, following redirects to the end."""

import random
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import TracebackType
from typing import Self
from urllib.parse import quote, urljoin

from yarl import URL

from dalel.domain.addresses import is_too_long
from dalel.domain.exchange import (
    DIRECT,
    Answer,
    Exchange,
    FailureKind,
    Fetch,
    FetchFailure,
    Outcome,
    Validators,
)
from dalel.outside.http import robots
from dalel.outside.http.clock import Clock
from dalel.outside.http.network import refusal
from dalel.outside.http.pacing import Pace, back_off, retry_after
from dalel.outside.http.policy import Policy
from dalel.outside.http.resolving import Resolve, system_resolve
from dalel.outside.http.wire import CONFIDENTIAL, Wire

_BUSY = {429, 503}
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
#: Statuses of the 4xx kind that may be another way tomorrow.
_PASSING = {401, 403, 408, 421, 423, 425, 429}
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


class Fetcher:
    """Asks for addresses; one for all sources, so that manners hold between them.

    Use it as an async context manager. Nothing that happens on the net raises.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        clock: Clock | None = None,
        resolve: Resolve = system_resolve,
        chance: Callable[[], float] = random.random,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy
        self._clock = clock or Clock()
        self._chance = chance
        self._pace = Pace(policy, self._clock)
        self._wire = Wire(policy, self._clock, resolve, tls)
        self._robots = robots.Robots(policy, self._clock, self._pace, self._ask_robots)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._wire.close()

    def through(self, vantage: str) -> Fetch:
        """The same fetcher, asking by one of the policy's proxies.

        :raises KeyError: when the policy names no such proxy.
        """
        if vantage != DIRECT:
            _ = self._policy.proxies[vantage]

        async def fetch(
            url: str, *, validators: Validators | None = None, body: bytes | None = None
        ) -> Outcome:
            return await self.fetch(url, validators=validators, body=body, vantage=vantage)

        return fetch

    async def fetch(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        body: bytes | None = None,
        vantage: str = DIRECT,
    ) -> Outcome:
        """What the address gives: robots.txt obeyed, redirects followed, a busy host waited for.

        A ``body``, of JSON, is sent by POST; nothing leads that elsewhere.
        """
        asked = _parsed(url)
        if asked is None:
            return self._failure(url, vantage, FailureKind.BAD_ADDRESS, "not an address")
        for attempt in range(self._policy.attempts):
            outcome = await self._follow(asked, _conditions(validators), vantage, body=body)
            if not isinstance(outcome, FetchFailure) or not _is_busy(outcome):
                return outcome
            wait = self._rest(outcome.exchanges[-1], attempt)
            outcome = replace(outcome, retry_at=self._clock.now() + timedelta(seconds=wait))
            if wait > self._policy.longest_wait or attempt + 1 == self._policy.attempts:
                return outcome
        raise AssertionError("a policy allows at least one attempt")

    async def part(self, url: str, *, vantage: str = DIRECT) -> Outcome:
        """What a part of a page gives: as ``fetch``, but asked for once and without the distance.

        Whoever calls sees to it that one page does not ask for more than a reader's would.
        """
        asked = _parsed(url)
        if asked is None:
            return self._failure(url, vantage, FailureKind.BAD_ADDRESS, "not an address")
        outcome = await self._follow(asked, {}, vantage, is_part=True)
        if isinstance(outcome, FetchFailure) and _is_busy(outcome):
            self._rest(outcome.exchanges[-1], 0)
        return outcome

    async def knock(self, url: str, *, vantage: str = DIRECT) -> Exchange | FetchFailure:
        """One request without robots.txt and redirects: does the host answer at all?"""
        asked = _parsed(url)
        if asked is None:
            return self._failure(url, vantage, FailureKind.BAD_ADDRESS, "not an address")
        return await self._send(asked, {}, vantage, enough=1)

    def _rest(self, exchange: Exchange, attempt: int) -> float:
        wished = retry_after(exchange.header("Retry-After"), self._clock.now())
        wait = back_off(attempt, self._policy, self._chance) if wished is None else wished
        self._pace.rest(_host(URL(exchange.url, encoded=True)), wait)
        return wait

    async def _ask_robots(self, url: URL, vantage: str) -> Outcome:
        return await self._follow(url, {}, vantage, enough=robots.LARGEST, is_robots=True)

    async def _follow(
        self,
        url: URL,
        conditions: dict[str, str],
        vantage: str,
        *,
        enough: int | None = None,
        is_robots: bool = False,
        body: bytes | None = None,
        is_part: bool = False,
    ) -> Outcome:
        here, seen, exchanges = url, {url}, list[Exchange]()
        while True:
            failure = None if is_robots else await self._forbid(here, vantage)
            sent = failure or await self._send(
                here, conditions, vantage, enough=enough, body=body, is_part=is_part
            )
            if isinstance(sent, FetchFailure):
                return replace(sent, url=str(url), exchanges=tuple(exchanges))
            exchanges.append(sent)
            there = _redirect(sent) if body is None else None
            if there is None:
                return self._judge(url, tuple(exchanges), conditions)
            if problem := self._circles(there, seen, exchanges):
                return self._failure(str(url), vantage, *problem, exchanges=tuple(exchanges))
            seen.add(there)
            here = there

    async def _forbid(self, url: URL, vantage: str) -> FetchFailure | None:
        # A denied or private host is not even asked for its robots.txt.
        return self._refuse(url, vantage) or await self._robots.forbid(url, vantage)

    def _circles(
        self, there: URL, seen: set[URL], exchanges: list[Exchange]
    ) -> tuple[FailureKind, str] | None:
        if there in seen:
            return FailureKind.REDIRECT_LOOP, f"redirected to {there} a second time"
        if len(exchanges) > self._policy.max_redirects:
            return FailureKind.TOO_MANY_REDIRECTS, f"more than {self._policy.max_redirects}"
        return None

    async def _send(
        self,
        url: URL,
        conditions: dict[str, str],
        vantage: str,
        *,
        enough: int | None = None,
        body: bytes | None = None,
        is_part: bool = False,
    ) -> Exchange | FetchFailure:
        if failure := self._refuse(url, vantage) or self._resting(url, vantage):
            return failure
        headers = {"User-Agent": self._policy.user_agent, **_HEADERS, **conditions}
        # What a page asks for is asked without what was given to us in confidence.
        token = "" if is_part else self._policy.token(url.scheme, _host(url))
        if token:
            headers[CONFIDENTIAL] = f"Bearer {token}"
        async with self._pace.turn(_host(url), is_part=is_part):
            sent = await self._wire.send(url, headers, vantage, enough=enough, body=body)
        if token and isinstance(sent, Exchange) and _repeats(sent, token):
            reason = "the answer repeats what was shown in confidence: it is not kept"
            return self._failure(str(url), vantage, FailureKind.BROKEN, reason)
        return sent

    def _refuse(self, url: URL, vantage: str) -> FetchFailure | None:
        problem = refusal(url, self._policy)
        return self._failure(str(url), vantage, *problem) if problem else None

    def _resting(self, url: URL, vantage: str) -> FetchFailure | None:
        seconds = self._pace.rests(_host(url))
        if seconds <= self._policy.longest_wait:
            return None
        until = self._clock.now() + timedelta(seconds=seconds)
        reason = f"the host asked for rest until {until:%Y-%m-%d %H:%M} UTC"
        failure = self._failure(str(url), vantage, FailureKind.STATUS, reason)
        return replace(failure, retry_at=until, status=429, permanent=False)

    def _judge(
        self, url: URL, exchanges: tuple[Exchange, ...], conditions: dict[str, str]
    ) -> Outcome:
        last = exchanges[-1]
        if 200 <= last.status < 300 or (last.status == _NOT_MODIFIED and conditions):
            return Answer(url=str(url), exchanges=exchanges)
        failure = self._failure(
            str(url),
            last.vantage,
            FailureKind.STATUS,
            f"answered {last.status}",
            exchanges=exchanges,
        )
        lasting = 400 <= last.status < 500 and last.status not in _PASSING
        return replace(failure, status=last.status, permanent=lasting)

    def _failure(
        self,
        url: str,
        vantage: str,
        kind: FailureKind,
        reason: str,
        *,
        exchanges: tuple[Exchange, ...] = (),
    ) -> FetchFailure:
        return FetchFailure(
            url=url,
            kind=kind,
            reason=reason,
            time=self._clock.now(),
            permanent=kind
            in {FailureKind.BAD_ADDRESS, FailureKind.DENIED, FailureKind.PRIVATE_NETWORK},
            vantage=vantage,
            exchanges=exchanges,
        )


def _repeats(exchange: Exchange, token: str) -> bool:
    secret = token.encode()
    return any(
        secret in part
        for part in (exchange.request_head, exchange.response_head, exchange.body, exchange.content)
    )


def _is_busy(failure: FetchFailure) -> bool:
    """Whether the host itself said so just now; a robots.txt or a rest we keep is no such word."""
    return bool(failure.exchanges) and failure.exchanges[-1].status in _BUSY


def _host(url: URL) -> str:
    return url.raw_host or ""


def _parsed(url: str) -> URL | None:
    """The address as it will be asked: without fragment; None when it is none, or far too long."""
    try:
        parsed = URL(url.strip()).with_fragment(None)
    except (ValueError, TypeError):
        return None
    return None if is_too_long(str(parsed)) else parsed


def _conditions(validators: Validators | None) -> dict[str, str]:
    if validators is None:
        return {}
    pairs = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in pairs.items() if value}


def _redirect(exchange: Exchange) -> URL | None:
    """Where a response points to; None when it is no redirect or points nowhere."""
    location = exchange.header("Location")
    if exchange.status not in _REDIRECTS or not location:
        return None
    # Some servers send raw letters: their bytes go into the address as they are.
    quoted = quote(location.encode("latin-1"), safe="!#$%&'()*+,/:;=?@[]~")
    try:
        return _parsed(urljoin(exchange.url, quoted))
    except ValueError:
        return None
