"""Finds words that mix Latin and Cyrillic look-alike letters.

The pairs are those of Unicode's confusables that share a form in ordinary fonts.
https://www.unicode.org/reports/tr39/
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from dalel.language.endings import NOUN_ENDING

_LATIN: Final = "ABCEHIKMOPTXYaceikopxyhƏə"
_CYRILLIC: Final = "АВСЕНІКМОРТХУасеікорхуһӘә"
_TO_CYRILLIC: Final = dict(zip(_LATIN, _CYRILLIC, strict=True))
_TO_LATIN: Final = dict(zip(_CYRILLIC, _LATIN, strict=True))
_LATIN_TWINS: Final = str.maketrans(_CYRILLIC, _LATIN)
_LATIN_LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏə"
_CYRILLIC_LETTER: Final = "Ѐ-ӿ"
_WORD: Final = re.compile(rf"[{_LATIN_LETTER}{_CYRILLIC_LETTER}]+")
_IS_LATIN: Final = re.compile(rf"[{_LATIN_LETTER}]")
#: A foreign stem that takes an ending without a hyphen: Facebookтағы, Telegramға, SMSті. An ending
#: that is but one letter with a twin is that twin mistyped: YouTubе.
_STEM_AND_ENDING: Final = re.compile(
    rf"([{_LATIN_LETTER}]{{2,}})(?=.{{2}}|[^{_CYRILLIC}])(?:[лдт][ае]р)?"
    rf"(?:{NOUN_ENDING}|[оаеуы]м?|ов|ами?|ах)"
)
#: A name made of two words of two scripts, each with its capital: ЦифраLab.
_TWO_WORDS: Final = re.compile(
    rf"[{_CYRILLIC_LETTER}]{{2,}}[A-Z][a-z]{{2,}}|[A-Za-z]{{2,}}[А-ЯЁ][{_CYRILLIC_LETTER}]{{2,}}"
)


@dataclass(frozen=True, kw_only=True)
class Impostor:
    """A word with letters of another script than its own, and where it stands.

    ``right`` is the word in one script, empty where a letter has no twin in the other.
    """

    text: str
    right: str
    start: int
    end: int


def mixed_words(text: str) -> tuple[Impostor, ...]:
    """Words in which letters of one script stand for their twins of the other.

    A hyphen parts words, so "IT-компания" mixes nothing; nor does a foreign stem with an ending.
    """
    found = []
    for match in _WORD.finditer(text):
        right = _mended(match[0])
        if right is not None:
            found.append(Impostor(text=match[0], right=right, start=match.start(), end=match.end()))
    return tuple(found)


def latin_twins(text: str, known: Container[str]) -> tuple[Impostor, ...]:
    """Words wholly in Latin letters that read as a known Cyrillic word: TOO for ТОО."""
    found = []
    for match in _WORD.finditer(text):
        right = as_cyrillic(match[0])
        if right is not None and right in known:
            found.append(Impostor(text=match[0], right=right, start=match.start(), end=match.end()))
    return tuple(found)


def to_latin(text: str) -> str:
    """The text with every Cyrillic letter that has a Latin twin replaced by it, place for place."""
    return text.translate(_LATIN_TWINS)


def as_cyrillic(word: str) -> str | None:
    """The word with every Latin letter replaced by its twin; None where one has no twin."""
    letters = [_TO_CYRILLIC.get(letter) for letter in word]
    return None if None in letters else "".join(letter for letter in letters if letter)


def _mended(word: str) -> str | None:
    """The word in one script; None where nothing is wrong with it."""
    latin = [letter for letter in word if _IS_LATIN.match(letter)]
    cyrillic = [letter for letter in word if not _IS_LATIN.match(letter)]
    if not latin or not cyrillic or _TWO_WORDS.fullmatch(word):
        return None
    stem = _STEM_AND_ENDING.fullmatch(word)
    if stem and as_cyrillic(stem[1]) is None:
        return None
    to_cyrillic = all(letter in _TO_CYRILLIC for letter in latin)
    to_latin = all(letter in _TO_LATIN for letter in cyrillic)
    if to_cyrillic and (len(cyrillic) >= len(latin) or not to_latin):
        return "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    return "".join(_TO_LATIN.get(letter, letter) for letter in word) if to_latin else ""
