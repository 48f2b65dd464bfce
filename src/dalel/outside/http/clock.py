"""Clock and sleep, replaceable in tests."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Three views of time, so that a test need not wait.

    ``now`` is for records, ``monotonic`` (seconds) for measuring, ``sleep`` (seconds) for waiting.
    """

    now: Callable[[], datetime] = utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
