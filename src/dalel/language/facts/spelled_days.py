"""Finds days written in words: третьего октября, жиырма бірінші мамырда.

In Kazakh the month may also own the day: "қаңтардың 15-інде".
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dalel.language.endings import NOUN_ENDING
from dalel.language.wordlist import words

#: Before a month these end in the genitive, the dative, the instrumental or the nominative.
_RUSSIAN: Final = words(
    "перв втор треть четв[её]рт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RUSSIAN_ENDING: Final = r"(?:ого|его|ому|ему|ым|им|ое|е)"
_RUSSIAN_TENS: Final = {"двадцать": 20, "тридцать": 30}
_KAZAKH: Final = words("бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы")
_KAZAKH_TENS: Final = {"он": 10, "жиырма": 20, "отыз": 30}
_KAZAKH_ROUND: Final = {10: "оныншы", 20: "жиырмасыншы", 30: "отызыншы"}

#: For each day what is written, in the languages in which days are written so.
_DAYS: Final[Mapping[str, Mapping[int, str]]] = {
    "ru": {
        **{day: word + _RUSSIAN_ENDING for day, word in enumerate(_RUSSIAN, 1)},
        30: "тридцат" + _RUSSIAN_ENDING,
        **{
            tens + day: rf"{name}\s+{word}{_RUSSIAN_ENDING}"
            for name, tens in _RUSSIAN_TENS.items()
            for day, word in enumerate(_RUSSIAN[:9], 1)
            if tens + day <= 31
        },
    },
    "kk": {
        **dict(enumerate(_KAZAKH, 1)),
        **_KAZAKH_ROUND,
        **{
            tens + day: rf"{name}\s+{word}"
            for name, tens in _KAZAKH_TENS.items()
            for day, word in enumerate(_KAZAKH, 1)
            if tens + day <= 31
        },
    },
}


#: What follows the month and the day that it owns.
_OWNED: Final = (
    r"(?:[дтн][ыі]ң|\s+айының)\s+(?P<day>\d{1,2})(?:\s*(?:-\s*)?(?:[ыі]нш[ыі])?(?:с?[ыі])(?:н(?:[ае]н?|д[ае]н?)?|нен|мен)?"
    r"|\s+күні?)(?!\w)"
)


#: Days as the month owns them, with what may follow: тамыздың жиырмасынан бастап.
_KAZAKH_OWNED: Final = words("бірі екісі үші төрті бесі алтысы жетісі сегізі тоғызы")
_KAZAKH_ROUND_OWNED: Final = {10: "оны", 20: "жиырмасы", 30: "отызы"}
_OWNED_DAYS: Final[Mapping[str, int]] = {
    **{word: day for day, word in enumerate(_KAZAKH_OWNED, 1)},
    **{word: day for day, word in _KAZAKH_ROUND_OWNED.items()},
    **{
        f"{name} {word}": tens + day
        for name, tens in _KAZAKH_TENS.items()
        for day, word in enumerate(_KAZAKH_OWNED, 1)
        if tens + day <= 31
    },
}
_OWNED_IN_WORDS: Final = (
    r"(?:[дтн][ыі]ң|\s+айының)\s+(?P<day>"
    + "|".join(sorted((day.replace(" ", r"\s+") for day in _OWNED_DAYS), key=len, reverse=True))
    + r")(?:н(?:[ае]н?|д[ае]н?)?|нен|мен)?(?!\w)"
)


class SpelledDayFinder:
    """Finds the days of one language that are written in words before the name of a month."""

    def __init__(self, language: str, months: Mapping[str, int]) -> None:
        self._months = months
        days = sorted(_DAYS.get(language, {}).items(), key=lambda each: -len(each[1]))
        self._numbers = [number for number, _ in days]
        written = "|".join(f"({form})" for _, form in days)
        names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
        ending = NOUN_ENDING if language == "kk" else ""
        self._name = re.compile(names.lower())
        self._pattern = written and re.compile(
            rf"(?<![\w-])(?:{written})\s+(?P<month>{names}){ending}(?!\w)"
            r"(?:\s+(?P<year>(?:19|20)\d\d)(?!\d)(?:\s+(?:года?|жыл\w*))?)?",
            re.IGNORECASE,
        )

        self._owned = language == "kk" and re.compile(
            rf"(?<![\w-])(?:(?P<year>(?:19|20)\d\d)(?:\s+|-)жыл(?:ғы|дың)?\s+)?(?P<month>{names}){_OWNED}",
            re.IGNORECASE,
        )

        self._owned_in_words = language == "kk" and re.compile(
            rf"(?<![\w-])(?:(?P<year>(?:19|20)\d\d)(?:\s+|-)жыл(?:ғы|дың)?\s+)?"
            rf"(?P<month>{names}){_OWNED_IN_WORDS}",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[tuple[int, int, int, int, int | None]]:
        """Start, end, day, month and, where one is given, the year of each."""
        if self._name.search(text.lower()) is None:
            return
        for match in self._owned.finditer(text) if self._owned else ():
            year = int(match["year"]) if match["year"] else None
            yield match.start(), match.end(), int(match["day"]), self._month(match), year
        for match in self._owned_in_words.finditer(text) if self._owned_in_words else ():
            year = int(match["year"]) if match["year"] else None
            day = _OWNED_DAYS[" ".join(match["day"].lower().split())]
            yield match.start(), match.end(), day, self._month(match), year
        for match in self._pattern.finditer(text) if self._pattern else ():
            number = next(n for n, form in zip(self._numbers, match.groups(), strict=False) if form)
            year = int(match["year"]) if match["year"] else None
            yield match.start(), match.end(), number, self._month(match), year

    def _month(self, match: re.Match[str]) -> int:
        return self._months[match["month"].lower()]
