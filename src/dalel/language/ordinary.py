"""Tells ordinary Russian dictionary words from names, and parts of speech."""

from functools import lru_cache
from typing import Final

from dalel.language.ru.trained_models import dictionary

#: What the dictionary marks names with: first names, surnames, fathers' names, places, bodies.
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")


@lru_cache(4096)
def is_ordinary(word: str) -> bool:
    """Whether the dictionary has the word, in whatever form, and in no reading as a name."""
    low = word.lower()
    return bool(dictionary().word_is_known(low)) and not any(
        mark in str(reading.tag) for reading in dictionary().parse(low) for mark in _NAMES
    )


@lru_cache(16_384)
def part_of_speech(word: str) -> str | None:
    """The likeliest part of speech of a word, as OpenCorpora names it: NOUN, ADJF, PRTS."""
    readings = dictionary().parse(word.lower())
    return str(readings[0].tag.POS) if readings else None
