"""Formatting of numbers, with plural forms of nouns.

Millions and milliards that come out short are written with their word, as the house does. Forms of
nouns follow CLDR's plural rules.
"""

from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale
from babel.plural import PluralRule

_NO_BREAK: Final = "\u00a0"
_SHORT: Final = ((Decimal(10) ** 9, "млрд"), (Decimal(10) ** 6, "млн"))
#: Decimals that a number of millions may keep.
_DECIMALS: Final = 2


def figure(number: Decimal) -> str:
    """``86 500``, ``18,4``, ``16,4 млрд``."""
    for size, word in _SHORT:
        short = number / size
        if short >= 1 and short == round(short, _DECIMALS):
            return f"{_plain(short)}{_NO_BREAK}{word}"
    return _plain(number)


def plural_form(number: Decimal, language: str) -> str:
    """The form of a noun after a number: one, few or many; a fraction takes that after two."""
    if number >= _SHORT[-1][0] and figure(number)[-1].isalpha():
        return "many"
    form = str(_rule(language)(number.normalize() if number % 1 else int(number)))
    return "few" if form == "other" else form


def _plain(number: Decimal) -> str:
    whole, _, part = f"{number.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", _NO_BREAK)
    return f"{grouped},{part}" if part else grouped


@cache
def _rule(language: str) -> PluralRule:
    return Locale(language).plural_form
