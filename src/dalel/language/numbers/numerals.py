"""Numeral words of each language and their values.

Cardinals in every case. Ordinals stand for none, nor does "one" alone, which is an article as
often as a count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from dalel.language.en import numerals as english
from dalel.language.kk import numerals as kazakh
from dalel.language.kk.noun_inflection import CASES, decline
from dalel.language.ru import numerals as russian


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word adds to a number: a value below a thousand, a multiplier, or a half.

    A half ("жарым", "с половиной") adds to what stands before it; ``starts`` says that it can
    stand first (полтора, жарты, half). ``vague`` marks a plural that is no number without one
    before it (миллионы тенге), ``about`` an ending that makes a guess (елу мыңдай).
    """

    value: Decimal
    multiplies: bool = False
    half: bool = False
    starts: bool = True
    vague: bool = False
    about: bool = False


@cache
def numerals(language: str) -> Mapping[str, Numeral]:
    """Every word form of a language's numerals, in lower case."""
    return dict(_TABLES[language]()) if language in _TABLES else {}


def _kazakh() -> Iterator[tuple[str, Numeral]]:
    for table, multiplies in (
        (kazakh.CARDINALS, False),
        (kazakh.SCALES, True),
        (kazakh.COLLECTIVES, False),
    ):
        for word, value in table.items():
            for form in _kazakh_forms(word):
                about = form.endswith(kazakh.GUESS)
                yield form, Numeral(Decimal(value), multiplies=multiplies, about=about)
    for form in {decline("жарым", case) for case in CASES}:
        yield form, Numeral(Decimal("0.5"), half=True, starts=False)
    yield "жарты", Numeral(Decimal("0.5"), half=True)


def _kazakh_forms(word: str) -> Iterator[str]:
    endings = {decline(word, case, bare=True).removeprefix(word).lstrip("-") for case in CASES}
    endings.update(kazakh.GUESS)
    forms = {word, *(word + mark + ending for ending in endings - {""} for mark in ("", "-"))}
    if word in kazakh.SCALES:
        forms |= {f"{word}-{ending}" for ending in kazakh.HEARD}
    vowel = word[-1] in "ыіаеу"
    if word == "тоқсан":
        # With a possessive it is the quarter of a year: бірінші тоқсанында.
        yield from forms - kazakh.NO_NUMERALS
        return
    for mark in ("сы", "сі") if vowel and word[-1] != "у" else ("ы", "і"):
        stem = "қырқ" if word == "қырық" else word
        forms |= {stem + mark + case for case in kazakh.POSSESSIVE_CASES}
    yield from forms - kazakh.NO_NUMERALS


def _russian() -> Iterator[tuple[str, Numeral]]:
    for value, forms in russian.CARDINALS.items():
        for form in {*forms.split(), *forms.replace("ё", "е").split()}:
            yield form, Numeral(Decimal(value))
    for form, joined in russian.joined():
        yield form, Numeral(Decimal(joined))
    for value, scales in russian.SCALES.items():
        for form in scales:
            vague = form in russian.VAGUE
            yield form, Numeral(Decimal(value), multiplies=True, vague=vague)
    for form, (half, starts) in russian.HALVES.items():
        yield form, Numeral(Decimal(half), half=True, starts=starts)
    for form, value in russian.HALVED_SCALES.items():
        yield form, Numeral(Decimal(value))


def _english() -> Iterator[tuple[str, Numeral]]:
    for value, word in enumerate(english.CARDINALS):
        yield word, Numeral(Decimal(value))
    for tens, word in enumerate(english.TENS, 2):
        yield word, Numeral(Decimal(10 * tens))
        for value in range(1, 10):
            yield f"{word}-{english.CARDINALS[value]}", Numeral(Decimal(10 * tens + value))
    for word, value in english.SCALES.items():
        yield word, Numeral(Decimal(value), multiplies=True)
    yield "half", Numeral(Decimal("0.5"), half=True)


_TABLES: Final = {"kk": _kazakh, "ru": _russian, "en": _english}
#: "One" alone is no count.
ONE: Final = Decimal(1)
#: After these a Kazakh "one" with an ending counts: он бірінде.
TENS: Final = frozenset(Decimal(tens) for tens in range(10, 100, 10))
