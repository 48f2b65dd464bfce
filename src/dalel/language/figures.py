"""Formatting of numbers, with plural forms of nouns and Kazakh case suffixes.

Millions and milliards that come out short are written with their word, as the house does. Forms of
nouns follow CLDR's plural rules; a Kazakh number takes its suffix after a hyphen, by the last
word as it is read aloud.
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
#: Kazakh ablative and dative by the last word of a number: of digits, of tens, of what follows.
_DIGITS: Final = (
    ("ден", "ге"), ("ден", "ге"), ("ден", "ге"), ("тен", "ке"), ("тен", "ке"), ("тен", "ке"),
    ("дан", "ға"), ("ден", "ге"), ("ден", "ге"), ("дан", "ға"),
)  # fmt: skip
_TENS: Final = (
    ("нан", "ға"), ("дан", "ға"), ("дан", "ға"), ("тан", "қа"), ("ден", "ге"), ("тан", "қа"),
    ("тен", "ке"), ("нен", "ге"), ("нан", "ға"),
)  # fmt: skip
_HUNDRED: Final = ("ден", "ге")
_THOUSAND: Final = ("нан", "ға")
_ZERO: Final = ("ден", "ге")
_WORDS: Final = {"млн": ("нан", "ға"), "млрд": ("тан", "қа")}


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


def kazakh_ablative(written: str) -> str:
    """``1 млн-нан``, ``20-дан``: out of what was written by ``figure``."""
    return f"{written}-{_suffixes(written)[0]}"


def kazakh_dative(written: str) -> str:
    """``1 млн-ға``, ``20-ға``."""
    return f"{written}-{_suffixes(written)[1]}"


def _plain(number: Decimal) -> str:
    whole, _, part = f"{number.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", _NO_BREAK)
    return f"{grouped},{part}" if part else grouped


def _suffixes(written: str) -> tuple[str, str]:
    word = written.split(_NO_BREAK)[-1]
    if word in _WORDS:
        return _WORDS[word]
    digits = written.replace(_NO_BREAK, "").rpartition(",")[2]
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == len(digits):
        return _ZERO
    last = int(digits.rstrip("0")[-1])
    if zeros == 0:
        return _DIGITS[last]
    if zeros == 1:
        return _TENS[last - 1]
    return _HUNDRED if zeros == 2 else _THOUSAND


@cache
def _rule(language: str) -> PluralRule:
    return Locale(language).plural_form
