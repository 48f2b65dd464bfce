"""Which words say by themselves how many times, or how long: вдвое, doubled, полгода?"""

import re
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind

_WORDS: Final = {
    "kk": {2: r"екі\s+еселен\w+", 3: r"үш\s+еселен\w+"},
    "ru": {
        2: r"вдвое|удво(?:и|е)\w+|двукратн\w+", 3: r"втрое|утро(?:и|е)\w+|тр[её]хкратн\w+",
        4: r"вчетверо|четыр[её]хкратн\w+", 5: r"впятеро|пятикратн\w+",
    },
    "en": {2: r"doubl(?:ed|es|ing)|twofold|twice", 3: r"tripl(?:ed|es|ing)|threefold"},
}  # fmt: skip
_HALF_YEAR: Final = {
    "ru": re.compile(r"(?<![\w-])(?:полгода|полугод\w+)", re.IGNORECASE),
    "en": re.compile(r"(?<![\w-])half\s+a\s+year", re.IGNORECASE),
}
_PATTERNS: Final = {
    language: [
        (value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE))
        for value, forms in table.items()
    ]
    for language, table in _WORDS.items()
}


def find_multiples(text: str, language: str) -> list[Fact]:
    """The words in order, each as a number of times."""
    found = [
        Fact(
            kind=FactKind.NUMBER,
            span=Span(start=match.start(), end=match.end()),
            text=match[0],
            value=str(value),
            unit="times",
        )
        for value, pattern in _PATTERNS.get(language, ())
        for match in pattern.finditer(text)
    ]
    half = _HALF_YEAR.get(language)
    for match in half.finditer(text) if half else ():
        span = Span(start=match.start(), end=match.end())
        found.append(Fact(kind=FactKind.NUMBER, span=span, text=match[0], value="0.5", unit="year"))
    return sorted(found, key=lambda fact: fact.span.start)
