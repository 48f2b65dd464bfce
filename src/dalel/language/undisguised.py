"""Normalises disguised text: invisible characters, other scripts' digits, full-width forms.

Invisible characters part the digits of a number for a program, not for a reader; digits of other
scripts and full width look the same. https://www.unicode.org/reports/tr36/#Mapping_and_Canonicalization
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dalel.domain.evidence import TextSpan

#: Format characters (zero width, direction, soft hyphen) and variation selectors.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_DASHES: Final = "‐‑‒–—―−﹘﹣"
#: The last decimal digit of Unicode, of "legacy computing".
_LAST_DIGIT: Final = 0x1FBF9
#: Letters that pass for a digit to the eye, Latin and Cyrillic.
_DIGIT_TWINS: Final = {"0": "OoОоQD", "1": "IlІіӀ|", "2": "Zz", "3": "Ззҙ", "5": "SЅѕs", "6": "Бб"}
LOOK_ALIKES: Final = {
    ord(letter): digit for digit, letters in _DIGIT_TWINS.items() for letter in letters
}


@dataclass(frozen=True)
class Undisguised:
    """The readable text, and for each of its characters its place in the text it came from.

    ``places`` is None where every character stands where it stood.
    """

    text: str
    places: Sequence[int] | None

    def span(self, start: int, end: int) -> TextSpan:
        """Where a stretch of the readable text stands in the text it came from."""
        if self.places is None:
            return TextSpan(start=start, end=end)
        return TextSpan(start=self.places[start], end=self.places[end - 1] + 1)


def undisguise(text: str) -> Undisguised:
    """The text without invisible characters, with plain digits, spaces and hyphens."""
    plain = text.translate(_plain_forms())
    if _INVISIBLE.search(plain) is None:
        return Undisguised(plain, None)
    places = [place for place, letter in enumerate(plain) if not _INVISIBLE.match(letter)]
    return Undisguised("".join(plain[place] for place in places), places)


@cache
def _plain_forms() -> dict[int, str]:
    """One character for one: decimal digits of all scripts, full width, spaces, dashes."""
    forms = dict.fromkeys(map(ord, _DASHES), "-")
    for code in range(0x80, _LAST_DIGIT + 1):
        letter = chr(code)
        category = unicodedata.category(letter)
        if category == "Nd":
            forms[code] = str(unicodedata.decimal(letter))
        elif category == "Zs":
            forms[code] = " "
    forms |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return forms
