"""Finds dates that count from the date named before them: днем ранее, келесі күні, next day."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind

#: The length of a day in ISO 8601.
_DAY: Final = 10
_STEPS: Final = {
    "kk": {
        -1: r"бір\s+күн\s+бұрын|(?:оның\s+)?алдындағы\s+күн\w*",
        1: r"келесі\s+күн\w*|ертеңіне|ертеңінде|бір\s+күн(?:нен)?\s+(?:кейін|соң)",
        0: r"(?:дәл\s+)?(?:сол|осы)\s+күн[іғ]\w*",
    },
    "ru": {
        -1: r"дн[её]м\s+(?:ранее|раньше)|за\s+день\s+до\s+(?:этого|того)|накануне",
        1: r"дн[её]м\s+позже|на\s+следующ\w+\s+день|(?:через|спустя)\s+день",
        0: r"в\s+(?:тот|этот)\s+же\s+день",
    },
    "en": {
        -1: r"(?:a|one)\s+day\s+(?:earlier|before)|the\s+day\s+before|the\s+previous\s+day",
        1: r"(?:a|one)\s+day\s+(?:later|after)|the\s+(?:next|following)\s+day",
        0: r"(?:on\s+)?the\s+same\s+day",
    },
}
_PATTERNS: Final = {
    language: [
        (step, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
        for step, words in steps.items()
    ]
    for language, steps in _STEPS.items()
}


_END_OF_YEAR: Final = {
    "kk": re.compile(
        r"(?<!\w)(?:осы\s+|биылғы\s+)?жыл(?:дың)?\s+соңына\s+(?:дейін|шейін)", re.IGNORECASE
    ),
    "ru": re.compile(
        r"(?<!\w)(?:до|к)\s+конц[ау]\s+(?:этого\s+|текущего\s+)?года(?!\w)", re.IGNORECASE
    ),
    "en": re.compile(r"(?<!\w)by\s+the\s+end\s+of\s+(?:the|this)\s+year", re.IGNORECASE),
}


def find_year_ends(text: str, language: str, day: date) -> Iterator[Fact]:
    """Where "by the end of the year" stands, as its last day."""
    pattern = _END_OF_YEAR.get(language)
    for match in pattern.finditer(text) if pattern else ():
        yield Fact(
            kind=FactKind.DATE,
            span=TextSpan(start=match.start(), end=match.end()),
            text=match[0],
            value=f"{day.year:04d}-12-31",
            inferred=True,
        )


def find_anchored(text: str, language: str, dates: Sequence[Fact], day: date) -> Iterator[Fact]:
    """The dates counted from the day named last before them, else from the day of reading."""
    days = [fact for fact in dates if len(fact.value) == _DAY]
    ends = [fact.span.end for fact in days]
    for step, pattern in _PATTERNS.get(language, ()):
        for match in pattern.finditer(text):
            before = bisect_right(ends, match.start())
            anchor = date.fromisoformat(days[before - 1].value) if before else day
            yield Fact(
                kind=FactKind.DATE,
                span=TextSpan(start=match.start(), end=match.end()),
                text=match[0],
                value=(anchor + timedelta(days=step)).isoformat(),
                inferred=True,
            )
