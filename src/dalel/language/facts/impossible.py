"""Finds days that no calendar has: 31 июня, 30 ақпан."""

import re
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import month_numbers

_SPACE: Final = r"[ \u00a0]+(?:of\s)?"
#: February has its leap day: the year may not be given.
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ImpossibleDayFinder:
    """Finds such days in one language; their value is a month and a day of ISO 8601."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._months = month_numbers(lexicon.months[language], language)
        names = "|".join(sorted(self._months, key=len, reverse=True))
        forms = [rf"(?<![\w.,:])(?P<day>\d{{1,2}})(?:-?\w{{1,3}})?{_SPACE}(?P<month>{names})"]
        if language == "en":
            forms.append(rf"(?<!\w)(?P<month>{names}){_SPACE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?")
        self._patterns = [re.compile(rf"{form}(?!\w)", re.IGNORECASE) for form in forms]

    def find(self, text: str) -> list[Fact]:
        """The days in order of their place."""
        found = []
        for match in (each for one in self._patterns for each in one.finditer(text)):
            month, day = self._months[match["month"].lower()], int(match["day"])
            if not 1 <= day <= _DAYS[month - 1]:
                span = TextSpan(start=match.start(), end=match.end())
                value = f"--{month:02d}-{day:02d}"
                found.append(Fact(kind=FactKind.DATE, span=span, text=match[0], value=value))
        return sorted(found, key=lambda fact: fact.span.start)
