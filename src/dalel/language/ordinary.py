"""Is a Russian word an ordinary one of the dictionary, and nobody's name?"""

from functools import cache, lru_cache
from typing import Any, Final

#: What the dictionary marks names with: first names, surnames, fathers' names, places, bodies.
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")


@lru_cache(4096)
def is_ordinary(word: str) -> bool:
    """Whether the dictionary has the word, in whatever form, and in no reading as a name."""
    low = word.lower()
    return bool(_dictionary().word_is_known(low)) and not any(
        mark in str(reading.tag) for reading in _dictionary().parse(low) for mark in _NAMES
    )


@cache
def _dictionary() -> Any:
    # Half a second and 15 MB: only where a text has such a word.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer()
