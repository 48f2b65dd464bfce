"""Which words say by themselves how many times: вдвое, doubled?"""

import re
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind

_WORDS: Final = {
    "kk": {2: r"екі\s+еселен\w+|еселен(?:ді|ген|іп)\w*", 3: r"үш\s+еселен\w+"},
    "ru": {
        2: r"вдвое|удво(?:и|е)\w+|двукратн\w+", 3: r"втрое|утро(?:и|е)\w+|тр[её]хкратн\w+",
        4: r"вчетверо|четыр[её]хкратн\w+", 5: r"впятеро|пятикратн\w+",
    },
    "en": {2: r"doubl(?:ed|es|ing)|twofold|twice", 3: r"tripl(?:ed|es|ing)|threefold"},
}  # fmt: skip
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
    return sorted(found, key=lambda fact: fact.span.start)
