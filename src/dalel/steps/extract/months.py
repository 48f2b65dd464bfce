"""Names of months and weekdays in Kazakh, Russian and English, in any form.

Names are those of CLDR, through Babel.
"""

from functools import cache, lru_cache
from typing import Final, Literal

from babel import Locale

_LANGUAGES: Final = ("kk", "ru", "en")
_CONTEXTS: Final[tuple[Literal["format", "stand-alone"], ...]] = ("format", "stand-alone")
_WIDTHS: Final[tuple[Literal["wide", "abbreviated"], ...]] = ("wide", "abbreviated")
#: A shorter beginning of a name is told apart by nothing; May is found whole.
_SHORTEST: Final = 3
#: Case endings come after the stem; so much of a name is at least the stem.
_STEM: Final = 4


@lru_cache(maxsize=2000)
def month_of(word: str) -> int | None:
    """1 to 12; None when the word names no month, or could name several."""
    word = word.casefold().rstrip(".")
    names = _names("months")
    if word in names:
        return names[word]
    if len(word) < _SHORTEST:
        return None
    numbers = {
        number
        for name, number in names.items()
        if name.startswith(word) or (len(name) > _STEM and word.startswith(name[:-1]))
    }
    return numbers.pop() if len(numbers) == 1 else None


def is_weekday(word: str) -> bool:
    """Whether the word names a day of the week."""
    return word.casefold().rstrip(".") in _names("days")


@cache
def _names(kind: Literal["months", "days"]) -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        table = getattr(Locale(language), kind)
        for context in _CONTEXTS:
            for width in _WIDTHS:
                for number, name in table[context][width].items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names
