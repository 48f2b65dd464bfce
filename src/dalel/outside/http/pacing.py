"""Rate limits for requests to each host, with Retry-After and back-off."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from dalel.language.mail_dates import read_mail_date
from dalel.outside.http.clock import Clock
from dalel.outside.http.policy import Policy

#: No host is left alone for longer, whatever it asks for: the far future is no date to wait for.
LONGEST_REST: Final = timedelta(days=30)


@dataclass(kw_only=True)
class _Host:
    """Of one host: how many at once, the next free moment, and until when it wants rest.

    ``part_at``: the next free moment for a part of a page that was asked for.
    """

    doors: asyncio.Semaphore
    delay: float
    free_at: float = 0.0
    part_at: float = 0.0
    rest_until: float = 0.0


class Pace:
    """Keeps distance between requests to one host, and a limit on all together."""

    def __init__(self, policy: Policy, clock: Clock) -> None:
        self._policy = policy
        self._clock = clock
        self._all = asyncio.Semaphore(policy.at_once)
        self._hosts: dict[str, _Host] = {}

    def _host(self, host: str) -> _Host:
        if host not in self._hosts:
            doors = asyncio.Semaphore(self._policy.at_once_per_host)
            self._hosts[host] = _Host(doors=doors, delay=self._policy.delay)
        return self._hosts[host]

    @asynccontextmanager
    async def turn(self, host: str, *, is_part: bool = False) -> AsyncIterator[None]:
        """Wait until the host may be asked, then hold a place while asking.

        The parts of a page come in one burst, as to any reader's browser; the whole distance is
        kept after the last of them.
        """
        known = self._host(host)
        async with known.doors:
            now = self._clock.monotonic()
            start = max(now, known.part_at if is_part else known.free_at, known.rest_until)
            known.part_at = start + self._policy.part_delay
            known.free_at = max(known.free_at, start + known.delay)
            # While one waits, another answer may have asked for rest.
            while start > (now := self._clock.monotonic()):
                await self._clock.sleep(start - now)
                start = max(start, known.rest_until)
            async with self._all:
                yield

    def crawl_delay(self, host: str, seconds: float) -> None:
        """The host's robots.txt wishes this distance."""
        wished = min(seconds, self._policy.longest_crawl_delay)
        self._host(host).delay = max(self._policy.delay, wished)

    def rest(self, host: str, seconds: float) -> None:
        """Do not ask the host for so long."""
        known = self._host(host)
        known.rest_until = max(known.rest_until, self._clock.monotonic() + seconds)

    def rests(self, host: str) -> float:
        """For how many seconds more the host wants rest."""
        return max(0.0, self._host(host).rest_until - self._clock.monotonic())


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); None without one.

    More than ``LONGEST_REST`` is taken for that.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_REST.total_seconds())
    date = read_mail_date(text)
    if date is None:
        return None
    # A date that names no zone is in UTC, as HTTP dates are.
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max(0.0, (aware - now).total_seconds()), LONGEST_REST.total_seconds())


def back_off(attempt: int, policy: Policy, chance: Callable[[], float]) -> float:
    """Seconds to wait after the ``attempt``-th refusal (from 0): doubling, half of it by chance."""
    full = min(policy.first_wait * 2.0**attempt, policy.longest_wait)
    return full * (0.5 + chance() / 2)
