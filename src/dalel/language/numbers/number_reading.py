"""A number on its way to an amount: its words so far, and what has been read around them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dalel.domain.claim import Amount, AmountBound
from dalel.domain.evidence import TextSpan

#: What parts two sentences or lines.
_PARTED: Final = re.compile(r"[.!?…;]\s|\n")
COUNT: Final = "count"
PERCENT: Final = "percent"
TIME_UNITS: Final = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})


@dataclass(slots=True)
class Reading:
    """A number and what stands around it.

    ``start`` to ``end`` are its words with bound and unit, ``head`` to ``tail`` the numeral with
    its unit, ``numeral`` to ``numeral_end`` the numeral alone.
    """

    start: int
    end: int
    numeral: int
    numeral_end: int
    head: int
    tail: int
    value: Decimal
    upper: Decimal | None = None
    unit: str = COUNT
    bound: AmountBound = AmountBound.EXACT
    counted: str | None = None
    change: str | None = None
    share_of: Decimal | None = None
    each: bool = False
    one: bool = False
    told: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what it is a number of."""
        return self.unit == COUNT and self.counted is None

    def amount(self, text: str) -> Amount:
        """The amount that it was read as."""
        return Amount(
            value=_exact(self.value),
            upper=None if self.upper is None else _exact(self.upper),
            unit=self.unit,
            bound=self.bound if self.upper is None else AmountBound.RANGE,
            words=text[self.start : self.end],
            span=TextSpan(start=self.start, end=self.end),
            counted=self.counted,
            change=self.change,
            share_of=self.share_of,
            each=self.each,
        )


def are_parted(text: str, start: int, end: int) -> bool:
    """Whether a sentence or line ends between two places."""
    return _PARTED.search(text, start, end) is not None


def without_overlaps(readings: Iterable[Reading]) -> list[Reading]:
    """The readings in order; of two that meet the longer one, or the one that a word tells."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=_rank):
        if kept and reading.head < kept[-1].tail:
            if reading.tail - reading.head > kept[-1].tail - kept[-1].head:
                kept[-1] = reading
            continue
        kept.append(reading)
    return kept


def _rank(reading: Reading) -> tuple[int, int, bool]:
    vague = reading.told and reading.bound is AmountBound.AT_LEAST
    return reading.head, -reading.tail, vague


def widen(reading: Reading, start: int | None = None, end: int | None = None) -> None:
    """Let the words reach to a place before or behind them."""
    if start is not None:
        reading.start = min(reading.start, start)
    if end is not None:
        reading.end = max(reading.end, end)


def _exact(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
