"""The health of sources: alarms about yield, and rules for telling when an outlet is down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import log1p
from typing import Final

from dalel.domain.exchange import FailureKind, FetchFailure

#: Over how many days up to the last finding the usual yield is counted, and the fewest that tell
#: anything. Who gave nothing at all for the longer time is quiet, too.
SPAN: Final = timedelta(days=28)
SHORTEST: Final = timedelta(days=3)
#: Such a silence comes by chance once in a thousand times (exp(-7)), the habits of night and
#: weekend left aside.
OVERDUE: Final = 7.0
#: So many requests in a row must fail before an outage is spoken of.
OUTAGE_AFTER: Final = 2

#: What says that an outlet's machine is not there; the rest is its answer, or our own choice.
_ABSENT: Final = {
    FailureKind.DNS,
    FailureKind.REFUSED,
    FailureKind.TIMEOUT,
    FailureKind.TLS,
    FailureKind.BROKEN,
}
_SERVER_ERROR: Final = 500
#: Forbidden; unavailable for legal reasons: so an outlet answers whom it does not serve.
_REFUSALS: Final = {403, 451}


class Alarm(StrEnum):
    """What a person should look at."""

    NONE = "none"
    QUIET = "quiet"
    FAILING = "failing"
    OUTAGE = "outage"
    #: It answers from another vantage point, and not from the one by which we ask it.
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Yield:
    """What came from a source while it gave something.

    ``count`` findings came from ``since`` up to the last one at ``last``; what the very first look
    brought is backlog and does not count. ``last`` None: nothing ever came.
    """

    count: int
    since: datetime
    last: datetime | None

    @property
    def _span(self) -> timedelta:
        return max((self.last or self.since) - self.since, SHORTEST)

    def expected(self, now: datetime) -> float | None:
        """How many should have come since the last one; None while nothing is known."""
        if not self.count or self.last is None:
            return None
        return self.count * ((now - self.last) / self._span)

    def is_quiet(self, now: datetime) -> bool:
        """Whether it has gone quiet, measured by its own habit.

        The chance of such a silence, its rate being known from few or many findings:
        ``(span / (span + silence)) ** count`` (Poisson, the rate's uncertainty integrated out).
        """
        silence = now - (self.last or self.since)
        if not self.count:
            return silence >= SPAN
        return silence > timedelta() and self.count * log1p(silence / self._span) >= OVERDUE

    def per_day(self, now: datetime) -> float | None:
        """How many come on a day; None while too little is known."""
        if not self.count or now - self.since < SHORTEST:
            return None
        return self.count / (self._span / timedelta(days=1))


def is_absence(failure: FetchFailure) -> bool:
    """Whether a failure means that the outlet's machine did not serve at all."""
    if failure.kind is FailureKind.STATUS:
        return failure.status is not None and failure.status >= _SERVER_ERROR
    if failure.kind is FailureKind.ROBOTS:
        # A robots.txt that cannot be had is the same absence.
        return failure.status is not None and failure.status >= _SERVER_ERROR
    return failure.kind in _ABSENT


def shuts_out(failure: FetchFailure) -> bool:
    """Whether a failure may be meant for where we ask from: no answer, or a refusal."""
    return is_absence(failure) or failure.status in _REFUSALS


def is_down(*, answered: int, absent_in_a_row: int) -> bool:
    """Whether an outlet is down: it answered nothing while we and others could be reached."""
    return not answered and absent_in_a_row >= OUTAGE_AFTER
