"""Declension of registered names and abbreviations in Kazakh.

Names by qazaq-inflector. It takes abbreviations for words, so these have rules of their own: the
suffix stands after a hyphen and follows the name of the last letter as it is read aloud (ІІМ-нің,
ҰҚК-ге, АҚШ-та), after the house's orthography.
"""

from functools import lru_cache
from typing import Final

from qazaq_inflector import QazaqNameInflector

CASES: Final = (
    "nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental",
)  # fmt: skip
_INFLECTOR: Final = QazaqNameInflector(strict=True)

#: How the last letter of an abbreviation ends when read: the suffixes by that sound.
_VOWEL: Final = ("", "нің", "ге", "ні", "де", "ден", "мен")
_BACK_VOWEL: Final = ("", "ның", "ға", "ны", "да", "дан", "мен")
_SONORANT: Final = ("", "нің", "ге", "ді", "де", "ден", "мен")
_BACK_NASAL: Final = ("", "ның", "ға", "ды", "да", "нан", "мен")
_NASAL: Final = ("", "нің", "ге", "ді", "де", "нен", "мен")
_LIQUID: Final = ("", "дің", "ге", "ді", "де", "ден", "мен")
_HARD_VOICELESS: Final = ("", "тың", "қа", "ты", "та", "тан", "пен")
_VOICELESS: Final = ("", "тің", "ке", "ті", "те", "тен", "пен")
_BY_LAST: Final = {
    **dict.fromkeys("БВГДЖЗПТЦЧЕЭӘӨҮ", _VOWEL), **dict.fromkeys("АОУҰЫЯЮХҺ", _BACK_VOWEL),
    **dict.fromkeys("ЛР", _LIQUID), "М": _NASAL, "Н": _NASAL, "Ң": _BACK_NASAL,
    **dict.fromkeys("ИЙІ", _SONORANT), "К": _VOWEL, "Қ": _BACK_VOWEL, "Ғ": _BACK_VOWEL,
    "Ш": _HARD_VOICELESS, "С": _VOICELESS, "Ф": _VOICELESS, "Щ": _HARD_VOICELESS,
}  # fmt: skip


@lru_cache(10_000)
def decline(name: str) -> dict[str, str]:
    """The name in each of ``CASES``; an abbreviation of another alphabet stays as it is."""
    if is_abbreviation(name):
        suffixes = _as_word(name) or _BY_LAST.get(name[-1], _VOWEL)
        joined = (f"{name}-{suffix}" if suffix else name for suffix in suffixes)
        return dict(zip(CASES, joined, strict=True))
    # The inflector gives nothing only for nothing.
    return {case: _INFLECTOR.inflect(name, case) or name for case in CASES}


def _as_word(name: str) -> tuple[str, ...] | None:
    """The suffixes of one that ends like a word and is read as one: БАҚ-қа, АЕК-ке."""
    read_as_word = len(name) > 2 and name[-2] in "АӘЕОӨҰҮЫІИУЭ"
    return {"К": _VOICELESS, "Қ": _HARD_VOICELESS}.get(name[-1]) if read_as_word else None


def is_abbreviation(name: str) -> bool:
    """Whether it is one word in capitals (ІІМ); a mixed one such as ӘҚБтК counts."""
    return len(name) > 1 and name.isalpha() and sum(map(str.isupper, name)) > len(name) / 2
