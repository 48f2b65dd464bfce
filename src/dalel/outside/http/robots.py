"""Reads, caches and applies robots.txt (RFC 9309)."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from protego import Protego
from yarl import URL

from dalel.domain.exchange import Answer, FailureKind, FetchFailure, Outcome
from dalel.outside.http.clock import Clock
from dalel.outside.http.pacing import Pace
from dalel.outside.http.policy import Policy

#: RFC 9309, section 2.5: at least so much must be read.
LARGEST = 500 * 1024
#: Section 2.4: not longer without asking again.
_DAY = 24 * 3600.0
#: A host that could not say is asked again sooner.
_UNREACHABLE_SECONDS = 600.0
_TOO_MANY_REQUESTS = 429

#: What makes a robots.txt "unavailable" (section 2.3.1.3): everything is allowed.
_UNAVAILABLE = {FailureKind.TOO_MANY_REDIRECTS, FailureKind.REDIRECT_LOOP}

#: A product is letters, "_" and "-" (section 2.2.1); what some put behind it, as in "Dalel/2.0" or
#: "Dalel Bot", is no part of it. Lines may end with a carriage return alone.
_AFTER_PRODUCT = re.compile(
    r"((?:^|(?<=\r))[ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)[^a-z_\r\n#-][^\r\n]*", re.I | re.M
)

#: Asks for a robots.txt, from a vantage point.
Ask = Callable[[URL, str], Awaitable[Outcome]]


@dataclass(frozen=True, kw_only=True)
class _Verdict:
    """What a host's robots.txt said, or why it could not be read, and until when that holds."""

    until: float
    rules: Protego | None = None
    failure: FetchFailure | None = None


class Robots:
    """Reads and remembers the robots.txt of every host, for each vantage point."""

    def __init__(self, policy: Policy, clock: Clock, pace: Pace, ask: Ask) -> None:
        self._policy = policy
        self._clock = clock
        self._pace = pace
        self._ask = ask
        self._verdicts: dict[tuple[str, str], _Verdict] = {}
        self._doors: dict[tuple[str, str], asyncio.Lock] = {}

    async def forbid(self, url: URL, vantage: str) -> FetchFailure | None:
        """Why the address must not be read now; None when it may.

        A host that cannot be reached at all fails here with that very kind, not with ROBOTS.
        """
        origin = (str(url.origin()), vantage)
        async with self._doors.setdefault(origin, asyncio.Lock()):
            verdict = self._verdicts.get(origin)
            if verdict is None or verdict.until <= self._clock.monotonic():
                verdict = await self._read(url.origin(), vantage)
                self._verdicts[origin] = verdict
        if verdict.failure is not None:
            return replace(verdict.failure, url=str(url), time=self._clock.now())
        if verdict.rules is None or verdict.rules.can_fetch(str(url), self._policy.product):
            return None
        return FetchFailure(
            url=str(url),
            kind=FailureKind.ROBOTS,
            reason="robots.txt disallows it",
            time=self._clock.now(),
            permanent=True,
            vantage=vantage,
        )

    async def _read(self, origin: URL, vantage: str) -> _Verdict:
        outcome = await self._ask(origin / "robots.txt", vantage)
        now = self._clock.monotonic()
        if isinstance(outcome, Answer):
            rules = parse(outcome.last.content)
            delay = rules.crawl_delay(self._policy.product)
            if delay and origin.raw_host:
                self._pace.crawl_delay(origin.raw_host, delay)
            return _Verdict(until=now + _DAY, rules=rules)
        if _allows_all(outcome):
            return _Verdict(until=now + _DAY)
        kind, reason = outcome.kind, f"robots.txt: {outcome.reason}"
        if kind is FailureKind.STATUS:
            kind = FailureKind.ROBOTS
            reason += ", so all is disallowed until it answers (RFC 9309, 2.3.1.4)"
        # Whatever was wrong with it, a robots.txt can be mended: no page is lost for good by it.
        failure = replace(outcome, kind=kind, reason=reason, exchanges=(), permanent=False)
        return _Verdict(until=now + _UNREACHABLE_SECONDS, failure=failure)


def _allows_all(failure: FetchFailure) -> bool:
    if failure.kind in _UNAVAILABLE:
        return True
    # 429 is a 4xx by its number only: it says "later", not "there is none".
    return failure.status is not None and (
        300 <= failure.status < 500 and failure.status != _TOO_MANY_REQUESTS
    )


def parse(content: bytes) -> Protego:
    """The rules of a robots.txt, of which only the first 500 KiB count."""
    text = content[:LARGEST].decode("utf-8-sig", "replace")
    return Protego.parse(_AFTER_PRODUCT.sub(r"\1", text))
