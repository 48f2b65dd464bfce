"""Which parts of a whole does a text name: үштен бірі, треть, a third, половина?

A part may also be told as a percentage or a count, so that it is a fact where two texts name parts.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind
from dalel.language.facts.numerals import numerals
from dalel.language.wordlist import words

#: The unit of a part.
PART: Final = "part"
_KAZAKH: Final = re.compile(
    r"(?<![\w-])(?P<whole>\w+?)(?:[дт][ае]н|н[ае]н)\s+(?P<part>\w+?)(?:[сж]?[іы]н?(?:ің|ың|е|а|де|да|ен|ан)?)?"
    r"(?:\s+бөлі[гк]\w*)?(?![\w-])",
    re.IGNORECASE,
)
_WORDS: Final[Mapping[str, tuple[tuple[Fraction, str], ...]]] = {
    "kk": ((Fraction(1, 2), r"(?:тең\s+)?жарт(?:ысы|ысын|ысына|ысының)|тең\s+жартысы"),),
    "ru": (
        (Fraction(2, 3), r"дв(?:е|ух|умя)\s+трет(?:и|ей|ям|ями)"),
        (Fraction(3, 4), r"тр(?:и|[её]х|емя)\s+четверт(?:и|ей|ям|ями)"),
        (Fraction(1, 2), r"(?<!с )половин(?:а|у|ы|е|ой)"),
        (Fraction(1, 3), r"трет(?:ь|и|ью)(?!\s+(?:лиц|сторон|стран))"),
        (Fraction(1, 4), r"четверт(?:ь|и|ью)(?!\s+века)"),
        (Fraction(1, 5), r"пят(?:ая|ую|ой)\s+част(?:ь|и|ью)"),
        (Fraction(1, 10), r"десят(?:ая|ую|ой)\s+част(?:ь|и|ью)"),
    ),
    "en": (
        (Fraction(2, 3), r"two[\s-]thirds"),
        (Fraction(3, 4), r"three[\s-]quarters"),
        (Fraction(1, 2), r"half\s+(?:of|the)"),
        (Fraction(1, 3), r"(?:a|one)[\s-]third"),
        (Fraction(1, 4), r"(?:a|one)[\s-]quarter(?=\s+of)"),
        (Fraction(1, 5), r"(?:a|one)[\s-]fifth"),
    ),
}
_KAZAKH_PLACES: Final = words(
    "екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы"
)
_RUSSIAN_PLACES: Final = words("втор трет(?:ь)? четв[её]рт пят шест седьм восьм девят десят")
_ENGLISH_PLACES: Final = words("second third fourth fifth sixth seventh eighth ninth tenth")
_ONE_OF: Final = re.compile(
    r"(?<!\w)(?:од(?:ин|на|но|ного|ной|ну|ному|ним)\s+из|one\s+(?:in|of|out\s+of))\s+$",
    re.IGNORECASE,
)
#: Каждый пятый is a fifth of them.
_EACH: Final = {
    "kk": (r"әр(?:бір)?", _KAZAKH_PLACES, ""),
    "ru": (
        r"кажд(?:ый|ая|ое|ого|ому|ым|ой|ую)",
        _RUSSIAN_PLACES,
        r"(?:[ыои]й|ая|[оь]?е|[ое]го|[ое]му|[ыи]м|ую|ю|я)",
    ),
    "en": ("every", _ENGLISH_PLACES, ""),
}


def find_parts(text: str, language: str) -> list[Fact]:
    """The parts of a whole, in order."""
    found = [*_listed(text, language), *(_counted(text) if language == "kk" else ())]
    kept: list[Fact] = []
    for fact in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or fact.span.start >= kept[-1].span.end:
            kept.append(fact)
    return kept


def _listed(text: str, language: str) -> Iterator[Fact]:
    for value, pattern in _patterns(language):
        for match in pattern.finditer(text):
            yield _fact(match, value)
    for number, pattern in _each(language):
        for match in pattern.finditer(text):
            yield _fact(match, Fraction(1, number))


def _counted(text: str) -> Iterator[Fact]:
    """Kazakh parts: үштен бірі, бестен екі бөлігі; "үшеуден бірі" is none."""
    table = numerals("kk")
    for match in _KAZAKH.finditer(text):
        whole, part = (table.get(match[name].lower()) for name in ("whole", "part"))
        if whole and part and 0 < part.value < whole.value:
            yield _fact(match, Fraction(int(part.value), int(whole.value)))


def share(part: int, whole: int | str) -> str:
    """The value of a part of a whole."""
    return f"{float(Fraction(part) / Fraction(whole)):.4f}"


def is_one_of(text: str, fact: Fact) -> bool:
    """Whether a number is the whole of which one is told: одно из четырёх, one of four."""
    return _ONE_OF.search(text, 0, fact.span.start) is not None and fact.value.isdigit()


def _fact(match: re.Match[str], value: Fraction) -> Fact:
    return Fact(
        kind=FactKind.NUMBER,
        span=Span(start=match.start(), end=match.end()),
        text=match[0],
        value=share(value.numerator, value.denominator),
        unit=PART,
        inferred=True,
    )


@cache
def _patterns(language: str) -> list[tuple[Fraction, re.Pattern[str]]]:
    return [
        (value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE))
        for value, forms in _WORDS.get(language, ())
    ]


@cache
def _each(language: str) -> list[tuple[int, re.Pattern[str]]]:
    each, places, ending = _EACH[language]
    return [
        (number, re.compile(rf"(?<![\w-]){each}\s+{place}{ending}(?![\w-])", re.IGNORECASE))
        for number, place in enumerate(places, start=2)
    ]
