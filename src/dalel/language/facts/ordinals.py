"""Finds ordinals in text: the fourth week, 4-я неделя, төртінші апта.

An ordinal is a fact where a check compares two texts; alone it is as often a name or an epithet, so
that it stands apart from the counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.numbers.numerals import numerals
from dalel.language.numbers.units import TIMES
from dalel.language.spans import Spans
from dalel.language.wordlist import words

#: The unit of an ordinal that no unit of time follows.
PLACE: Final = "ordinal"
_KAZAKH: Final = words(
    "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы"
)
_KAZAKH_TENS: Final = {"он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50}
_KAZAKH_ROUND: Final = {"жиырмасыншы": 20, "отызыншы": 30, "қырқыншы": 40, "елуінші": 50}
_RUSSIAN: Final = words(
    "перв втор трет четверт четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат "
    "тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RUSSIAN_ENDING: Final = (
    r"(?:ый|ой|ий|ая|ья|ое|ье|ого|ьего|ому|ьему|ым|ьим|ую|ью|ей|ьей|ом|ьем|ые|ьи|ых|ьих|ыми)"
)
_ENGLISH: Final = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_DIGITS: Final = {
    "kk": r"(?P<digits>\d{1,6})-?(?:[ыі]нш[ыі]|нш[ыі]|ш[ыі])",
    "ru": r"(?P<digits>\d{1,6})-(?:[йяеюмх]|го|му|ми|ую|ой|ом|ый|ая|ые|ых)",
    "en": r"(?P<digits>\d{1,6})(?:st|nd|rd|th)",
}
#: In Kazakh a hyphen alone makes a number an ordinal: 153-учаске.
_JOINED: Final = {
    "kk": r"\d{1,4}(?=-(?!жыл|ба[пб]|бөлі|тарма)(?:[а-яәіңғүұқөһ]{4}|рет(?!\w)))",
    "ru": r"(?!)",
    "en": r"(?!)",
}
#: A number by which something is told from its like: школа № 5.
_LABELLED: Final = r"№\s?(?P<labelled>\d{1,6})(?![\w/]|[-.]\d)"
#: Quarters, centuries and convocations are counted in Roman numerals: III тоқсанда.
_ROMAN: Final = (
    r"(?-i:(?P<roman>[IVX]{1,5}))(?=\s+(?:тоқсан|жартыжыл|ғасыр|шақырылым|санат|топ|кварт|полуг|век"
    r"|созыв|категор|групп|half|quarter|century))"
)
_ROMANS: Final = {"I": 1, "V": 5, "X": 10}
#: Ordinals of thousands: "бес мыңыншы", "пятитысячный".
_THOUSANDTH: Final = {
    "kk": re.compile(r"(?<![\w-])(?:(?P<count>\d+|[^\W\d_]+)\s+)?мыңыншы(?!\w)", re.IGNORECASE),
    "ru": re.compile(r"(?<![\w-])(?P<count>[^\W\d_]+?)тысячн\w+", re.IGNORECASE),
    "en": re.compile(r"(?<![\w-])(?P<count>[\w]+)[\s-]thousandth(?!\w)", re.IGNORECASE),
}
#: "First" is an epithet more often than a count.
_FEWEST: Final = 2


class OrdinalFinder:
    """Finds the ordinals of one language: ``kk``, ``ru`` or ``en``."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._values = _words(language)
        ending = _RUSSIAN_ENDING if language == "ru" else ""
        names = "|".join(sorted(self._values, key=len, reverse=True))
        tens = "|".join(_KAZAKH_TENS)
        before = rf"(?:(?P<tens>{tens})\s+)?" if language == "kk" else ""
        self._pattern = re.compile(
            rf"(?:(?<![\w-])(?:{before}(?P<word>{names}){ending}|{_DIGITS[language]})(?![\w-])"
            rf"|(?<![\w.,-])(?P<joined>{_JOINED[language]})|{_LABELLED}|(?<![\w-]){_ROMAN})"
            rf"(?P<rest>\s*(?:{TIMES[language]}))?",
            re.IGNORECASE,
        )

    def find(self, text: str, taken: Iterable[TextSpan] = ()) -> list[Fact]:
        """The ordinals from the second on, in order; a unit of time after one belongs to it."""
        spans = Spans(taken)
        facts = list(self._thousandths(text))
        for match in self._pattern.finditer(text):
            value = self._value(match)
            if value >= _FEWEST and not spans.meet(match.start(), match.end()):
                facts.append(_fact(match, value))
        return facts

    def _thousandths(self, text: str) -> Iterator[Fact]:
        table = numerals(self._language)
        for match in _THOUSANDTH[self._language].finditer(text):
            count = (match["count"] or "").lower()
            numeral = table.get(count)
            number = int(count) if count.isdigit() else int(numeral.value) if numeral else 0
            if number:
                yield Fact(
                    kind=FactKind.NUMBER,
                    span=TextSpan(start=match.start(), end=match.end()),
                    text=match[0],
                    value=str(number * 1000),
                    unit=PLACE,
                )

    def _value(self, match: re.Match[str]) -> int:
        if match["roman"]:
            return _roman(match["roman"])
        if digits := match["digits"] or match["joined"] or match["labelled"]:
            return int(digits)
        tens = (match.groupdict().get("tens") or "").lower()
        return self._values[match["word"].lower()] + _KAZAKH_TENS.get(tens, 0)


def _roman(letters: str) -> int:
    digits = [_ROMANS[letter] for letter in letters]
    return sum(
        -digit if any(digit < after for after in digits[at + 1 :]) else digit
        for at, digit in enumerate(digits)
    )


def _fact(match: re.Match[str], value: int) -> Fact:
    units = {name for name, found in match.groupdict().items() if found} & _UNITS
    return Fact(
        kind=FactKind.NUMBER,
        span=TextSpan(start=match.start(), end=match.end()),
        text=match[0],
        value=str(value),
        unit=next(iter(units), PLACE),
    )


_UNITS: Final = frozenset(words("year month week day hour minute second"))


@cache
def _words(language: str) -> Mapping[str, int]:
    if language == "kk":
        return {word: at for at, word in enumerate(_KAZAKH, 1)} | _KAZAKH_ROUND
    if language == "en":
        return {word: at for at, word in enumerate(_ENGLISH, 1)}
    plain = [word for word in _RUSSIAN if word != "четвёрт"]
    return {word: at for at, word in enumerate(plain, 1)} | {"четвёрт": 4}
