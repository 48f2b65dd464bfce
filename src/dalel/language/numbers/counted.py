"""Finds the noun that a number counts: три [обыска], сегіз [сайттың], eight [listed sites]."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from dalel.language.en.counting import NO_NOUN as ENGLISH_STOP
from dalel.language.en.counting import NO_VERB, PLURALS, VERB
from dalel.language.kk.counting import (
    ADJECTIVE,
    CASED,
    CLOSING,
    COMPOUND_HEADS,
    DOER,
    GENITIVE,
    PARTICIPLE,
    PRONOUNS,
    VERBAL,
)
from dalel.language.kk.counting import NO_NOUN as KAZAKH_STOP
from dalel.language.numbers.numerals import numerals
from dalel.language.ordinary import part_of_speech
from dalel.language.ru.counting import NO_NOUN as RUSSIAN_STOP
from dalel.language.ru.counting import PARTITIVE, SHORT_WORDS

_WORD: Final = re.compile(r"[ \u00a0]+(?:[«\"]?)([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_ADJECTIVES: Final = frozenset({"ADJF", "PRTF", "NPRO", "NUMR"})
#: Further words are not looked at.
_MOST_WORDS: Final = 4
_BEFORE: Final = re.compile(r"(?:([^\W\d_]+(?:-[^\W\d_]+)*)\s+)?([^\W\d_]+(?:-[^\W\d_]+)*)\s+$")
_REACH: Final = 60


def counted_noun(text: str, end: int, language: str, *, whole: bool = False) -> str | None:
    """The noun counted by a number that ends at a place; ``whole`` with its adjectives."""
    return _FINDERS[language](text, end, whole)


def owner(text: str, start: int) -> str | None:
    """The Kazakh noun in the genitive just before a place: [табысының] 1 пайызы."""
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    low = match[2].lower() if match else ""
    if match is None or not GENITIVE.search(low) or low in PRONOUNS or low in numerals("kk"):
        return None
    first = match[1]
    described = first and (ADJECTIVE.search(first) or first.lower() in COMPOUND_HEADS)
    return text[match.start(1 if described else 2) : match.end(2)]


def _russian(text: str, end: int, whole: bool) -> str | None:  # noqa: FBT001
    if match := PARTITIVE.match(text, end):
        return match[0].strip()
    start, place, last = None, end, None
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, place)
        if match is None or match[1].lower() in RUSSIAN_STOP:
            return last
        start = match.start(1) if start is None else start
        kind = _kind(match[1])
        if kind == "NOUN":
            return text[start if whole else match.start(1) : match.end(1)]
        if kind not in _ADJECTIVES:
            return last
        # Without a noun behind it the adjective stands for one: половина опрошенных.
        place, last = match.end(), match[1]
    return last


def _kind(word: str) -> str | None:
    return "NOUN" if word.lower() in SHORT_WORDS else part_of_speech(word)


def _kazakh(text: str, end: int, whole: bool) -> str | None:  # noqa: FBT001
    start, last, place = end, None, end
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, place)
        low = match[1].lower() if match else ""
        if match is None or low in KAZAKH_STOP or VERBAL.search(low):
            break
        if last is not None and CLOSING.search(low):
            break
        start = match.start(1) if last is None else start
        last = place = match.end(1)
        if not (ADJECTIVE.search(low) or low in COMPOUND_HEADS):
            break
    if last is None or PARTICIPLE.search(text, start, last):
        return None
    doer = DOER.match(text, last)
    return text[start : doer.end() if doer and not CASED.search(text, start, last) else last]


def _english(text: str, end: int, whole: bool) -> str | None:  # noqa: FBT001
    start, place, last = None, end, None
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, place)
        low = match[1].lower() if match else ""
        if match is None or (low in ENGLISH_STOP and not (last is None and low == "of")):
            break
        place = match.end()
        start = match.start(1) if start is None and low != "of" else start
        if low in {"of", "the"} and last is None:
            continue
        if last is not None and VERB.search(low) and low not in NO_VERB:
            break
        last = match.end(1)
        if low in PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))):
            break
    return text[start:last] if last is not None else None


_FINDERS: Final[Mapping[str, Callable[[str, int, bool], str | None]]] = {
    "kk": _kazakh, "ru": _russian, "en": _english,
}  # fmt: skip
