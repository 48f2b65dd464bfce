"""Tells ordinary Russian dictionary words from names, and parts of speech."""

import re
from functools import lru_cache
from typing import Final

from dalel.language.ru.trained_models import is_known, readings
from dalel.language.wordlist import words

#: What the dictionary marks names with: first names, surnames, fathers' names, places, bodies.
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")
#: Words that often begin a sentence and that recognisers take for names.
_OPENERS: Final = frozenset(
    words(
        "онда бұл ол сол осы ал бірақ алайда сондай-ақ сонымен қазір кейін бұған оның олар олардың "
        "себебі егер тек енді бүгін кеше мұнда сондықтан дегенмен өйткені біз біздің менің әзірге "
        "тағы жалпы осылайша содан "
        "это этот он она они наш наша сейчас кроме однако также теперь после пока если при по "
        "и но а как что"
    )
)
_TWO_WORDS: Final = re.compile(r"([А-ЯЁ][а-яё]+)[ \u00a0]([а-яё]+)")


@lru_cache(4096)
def is_ordinary(word: str) -> bool:
    """Whether the dictionary has the word, in whatever form, and in no reading as a name."""
    low = word.lower()
    return is_known(low) and not any(
        mark in str(reading.tag) for reading in readings(low) for mark in _NAMES
    )


@lru_cache(4096)
def is_first_name(word: str) -> bool:
    """Whether the dictionary has the word as a form of a first name."""
    low = word.lower()
    return is_known(low) and any("Name" in reading.tag for reading in readings(low))


@lru_cache(16_384)
def part_of_speech(word: str) -> str | None:
    """The likeliest part of speech of a word, as OpenCorpora names it: NOUN, ADJF, PRTS."""
    found = readings(word.lower())
    return str(found[0].tag.POS) if found else None


def is_adjective_of_next(text: str) -> bool:
    """Whether the first word of a text is a Russian adjective of the noun behind it, and no name.

    ``Баннерная демократия``: what only has an adjective's ending counts as one too; a word that
    the dictionary has as a name in any reading does not.
    """
    found = _TWO_WORDS.match(text)
    if found is None:
        return False
    first, second = (readings(word.lower()) for word in found.groups())
    if any(mark in str(one.tag) for one in first for mark in _NAMES):
        return False
    return any(
        one.tag.POS == "ADJF"
        and other.tag.POS == "NOUN"
        and "Name" not in other.tag
        and one.tag.case == other.tag.case
        and one.tag.number == other.tag.number
        and one.tag.gender in {None, other.tag.gender}
        for one in first[:1]
        for other in second
    )


def is_opener(word: str) -> bool:
    """Whether a word often begins a sentence, where its capital looks like a name's."""
    return word.lower() in _OPENERS
