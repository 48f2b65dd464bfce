"""Which of our languages is a text in?

lingua restricted to three languages: unrestricted detectors call short Kazakh Kyrgyz.
"""

from functools import cache
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_CODES: Final = {Language.KAZAKH: "kk", Language.RUSSIAN: "ru", Language.ENGLISH: "en"}
#: More than this adds time but no certainty.
_ENOUGH: Final = 600


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_CODES).build()


def identify(text: str) -> str | None:
    """``kk``, ``ru`` or ``en``; None where the text has no letters of theirs."""
    language = _detector().detect_language_of(text[:_ENOUGH])
    return None if language is None else _CODES[language]
