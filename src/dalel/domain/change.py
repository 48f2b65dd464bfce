"""Data types for change over time: trends, monthly rates, reporting lags and watch times."""

from dataclasses import dataclass
from datetime import date

from dalel.domain.count_board import Period, Subject
from dalel.domain.reason import Reason


@dataclass(frozen=True, kw_only=True)
class WatchedSpan:
    """A time in which a source was watched; ``until`` None: it still is."""

    source: str
    since: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class MonthRate:
    """A month of a trend: entries a source and month of watching, with a 95 % interval."""

    period: Period
    count: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Trend:
    """How a subject's recent months compare with those before.

    ``ratio`` is recent rate by earlier rate with a 95 % interval; None where nothing was before.
    ``numbers`` are the recent entries. ``rises`` and ``falls`` hold only after the correction for
    many tests. ``is_small``: so few entries that nothing but a great change could be seen.
    ``break_at`` is the month with which a new course begins, if one was found.
    """

    subject: Subject
    months: tuple[MonthRate, ...]
    recent: int
    earlier: int
    numbers: tuple[str, ...]
    ratio: float | None
    low: float
    high: float
    chance: float
    rises: bool
    falls: bool
    is_small: bool
    break_at: Period | None = None


@dataclass(frozen=True, kw_only=True)
class Lag:
    """How many days after a happening its entries were first reported; of ``known`` entries."""

    known: int
    median: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All trends, and what they stand on.

    ``panel`` are the sources watched from ``first`` to ``last`` without a gap; only what they saw
    in time counts. ``unseen`` entries in these months came from others, ``late`` ones after the
    longest lag. Without trends ``why_not`` tells why.
    """

    trends: tuple[Trend, ...] = ()
    panel: tuple[str, ...] = ()
    first: Period | None = None
    last: Period | None = None
    recent: int = 0
    lag: Lag | None = None
    unseen: int = 0
    late: int = 0
    dispersion: float = 1.0
    why_not: Reason | None = None
