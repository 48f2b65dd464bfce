"""Tells ordinary Russian dictionary words from names, and parts of speech."""

from functools import lru_cache
from typing import Final

from dalel.language.ru.trained_models import is_known, readings

#: What the dictionary marks names with: first names, surnames, fathers' names, places, bodies.
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")


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
