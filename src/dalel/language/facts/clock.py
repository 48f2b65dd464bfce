"""Which times of the day does a text give?"""

import re
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind

#: The unit of a time of the day.
CLOCK: Final = "clock"
_COLON: Final = re.compile(r"(?<![\d:.,])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])")
_FULL_STOP: Final = re.compile(
    r"(?:(?<!\w)(?:в|к|до|сағат|at)\s+)(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?![\d.])",
    re.IGNORECASE,
)


def find_clock_times(text: str) -> list[Fact]:
    """The times in order, each as minutes since midnight."""
    return sorted(
        (_fact(match) for pattern in (_COLON, _FULL_STOP) for match in pattern.finditer(text)),
        key=lambda fact: fact.span.start,
    )


def _fact(match: re.Match[str]) -> Fact:
    return Fact(
        kind=FactKind.NUMBER,
        span=Span(start=match.start("h"), end=match.end()),
        text=match.string[match.start("h") : match.end()],
        value=str(int(match["h"]) * 60 + int(match["m"])),
        unit=CLOCK,
    )
