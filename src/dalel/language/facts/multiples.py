"""Which words count by themselves: вдвое, трижды, doubled, полгода, двухпалатный?"""

import re
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind

_WORDS: Final = {
    "kk": {2: r"екі\s+еселен\w+", 3: r"үш\s+еселен\w+"},
    "ru": {
        2: r"дважды|вдвое|удво(?:и|е)\w+|двукратн\w+",
        3: r"трижды|втрое|утро(?:и|е)\w+|тр[её]хкратн\w+",
        4: r"четырежды|вчетверо|четыр[её]хкратн\w+", 5: r"впятеро|пятикратн\w+",
    },
    "en": {2: r"doubl(?:ed|es|ing)|twofold|twice", 3: r"thrice|tripl(?:ed|es|ing)|threefold"},
}  # fmt: skip
_HALF_YEAR: Final = {
    "ru": re.compile(r"(?<![\w-])(?:полгода|полугод\w+)", re.IGNORECASE),
    "en": re.compile(r"(?<![\w-])half\s+a\s+year", re.IGNORECASE),
}
#: A number at the head of an adjective that counts no time, which compounds.py reads.
_HEADED: Final = {
    "ru": {
        value: rf"{head}(?!летн|дневн|часов|минутн|месячн|недельн|процентн|кратн|милли)"
        r"[а-яё]{3,}(?:[ыои]й|[ое]го|[ое]му|[ыи]м|[ое]м|ая|ую|ые|[ыи]х|[ыи]ми)"
        for value, head in ((2, "дву[хм]"), (3, "тр[её]х"), (4, "четыр[её]х"))
    },
    "en": {
        value: rf"{head}-(?!year|month|week|day|hour|minute|fold)[a-z]{{4,}}"
        for value, head in ((2, "two"), (3, "three"), (4, "four"))
    },
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
    # Another language may say it in other words, double or қос: alone it proves no difference.
    found += [
        Fact(
            kind=FactKind.NUMBER,
            span=Span(start=match.start(), end=match.end()),
            text=match[0],
            value=str(value),
            inferred=True,
        )
        for value, head in _HEADED.get(language, {}).items()
        for match in re.finditer(rf"(?<![\w-])(?:{head})(?![\w-])", text, re.IGNORECASE)
    ]
    half = _HALF_YEAR.get(language)
    for match in half.finditer(text) if half else ():
        span = Span(start=match.start(), end=match.end())
        found.append(Fact(kind=FactKind.NUMBER, span=span, text=match[0], value="0.5", unit="year"))
    return sorted(found, key=lambda fact: fact.span.start)
