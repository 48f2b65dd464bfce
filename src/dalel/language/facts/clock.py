"""Finds times of day in text."""

import re
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind

#: The unit of a time of the day.
CLOCK: Final = "clock"
_COLON: Final = re.compile(r"(?<![\d:.,])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])")
_FULL_STOP: Final = re.compile(
    r"(?:(?<!\w)(?:в|к|до|сағат|at)\s+)(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?![\d.])",
    re.IGNORECASE,
)
#: Whole hours: сағат 23-те, в 23 часа, в 11 вечера, at 11 pm.
_WHOLE: Final = (
    re.compile(
        r"(?:(?<!\w)(?:(?P<early>таңғы|таңертеңгі|түнгі)|(?P<late>кешкі|түскі))\s+|(?<!\w))сағат\s+"
        r"(?P<h>[01]?\d|2[0-3])-?(?:[дт][ае]|[дтн][ае]н|[кқғг][ае])(?:ғы|гі)?(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)(?:в|к|с|до)\s+(?P<h>[01]?\d|2[0-3])(?:\s+час(?:ов|а|ам)?)?"
        r"\s+(?:(?P<early>утра|ночи)|(?P<late>вечера|дня))(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)[вк]\s+(?P<h>[01]?\d|2[0-3])\s+час(?:ов|а|ам)?(?P<early>(?!))?(?P<late>(?!))?"
        r"(?!\w|\s+(?:утра|ночи|вечера|дня|в\s+день|в\s+сутки|подряд))",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)at\s+(?P<h>1?\d)\s?(?:(?P<early>a\.?m\.?)|(?P<late>p\.?m\.?))(?!\w)",
        re.IGNORECASE,
    ),
)
_DIGIT: Final = re.compile(r"\d")
_NOON: Final = 12
_HOUR: Final = 60
#: Half a day, by which an hour may be meant that has no part of the day beside it.
HALF_DAY: Final = _NOON * _HOUR


def find_clock_times(text: str) -> list[Fact]:
    """The times in order, each as minutes since midnight."""
    if _DIGIT.search(text) is None:
        return []
    exact = [_exact(match) for pattern in (_COLON, _FULL_STOP) for match in pattern.finditer(text)]
    taken = {fact.span.start for fact in exact}
    whole = [
        _whole(match)
        for pattern in _WHOLE
        for match in pattern.finditer(text)
        if match.start("h") not in taken
    ]
    return sorted([*exact, *whole], key=lambda fact: fact.span.start)


def _exact(match: re.Match[str]) -> Fact:
    return _fact(match, int(match["h"]) * _HOUR + int(match["m"]))


def _whole(match: re.Match[str]) -> Fact:
    hour = int(match["h"])
    if match["late"] and hour < _NOON:
        hour += _NOON
    return _fact(match, hour * _HOUR)


def _fact(match: re.Match[str], minutes: int) -> Fact:
    return Fact(
        kind=FactKind.NUMBER,
        span=TextSpan(start=match.start("h"), end=match.end()),
        text=match.string[match.start("h") : match.end()],
        value=str(minutes),
        unit=CLOCK,
    )
