"""The grammatical case of a name in Kazakh or Russian text.

By what its words have become beside the name as it is called: Kazakh by its suffixes, Russian by
the endings of given names and surnames. Where an ending serves several cases, the other words of
the name decide, then the more frequent case.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dalel.language.ru.person_cases import is_female, parts_in_cases

NOMINATIVE: Final = "nominative"
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
#: What follows the whole name.
_KAZAKH: Final = {
    "genitive": r"[нтд][ыі]ң",
    "dative": r"[ғгқк][ае]|н[ае]",
    "ablative": r"[дтн][ае]н",
    "locative": r"[дт][ае]",
    "accusative": r"[нтд][ыі]|н",
    "instrumental": r"[мбп]ен",
}
#: What each of Russian is called here, in the order of ``CASES``: of equals the first is likelier.
_RUSSIAN: Final = (
    NOMINATIVE, "genitive", "dative", "accusative", "instrumental", "prepositional"
)  # fmt: skip


def case_of(printed: str, called: str, language: str) -> str:
    """The case of a name as printed, ``called`` being the name in the nominative.

    What is not recognised, and every name in another language, counts as nominative.
    """
    words, names = (_WORD.findall(text.lower()) for text in (printed, called))
    if not words or not names:
        return NOMINATIVE
    if language == "kk":
        # An initial behind the name has no ending: Рысевке А. П.
        return _kazakh(([word for word in words if len(word) > 1] or words)[-1], names)
    if language == "ru":
        return _russian(words, names)
    return NOMINATIVE


def _kazakh(last: str, names: list[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        ending = last.removeprefix(name).lstrip("-") if last.startswith(name) else ""
        for case, suffixes in _KAZAKH.items():
            if ending and re.fullmatch(suffixes, ending):
                return case
    return NOMINATIVE


def _russian(words: list[str], names: list[str]) -> str:
    female = is_female(names)
    genders = (False, True) if female is None else (female,)
    told = [parts_in_cases(names, female=gender) for gender in genders]
    votes: Counter[str] = Counter()
    for word in words:
        for forms in zip(*told, strict=True):
            votes.update(_cases(word, forms))
    return max(votes, key=lambda case: votes[case]) if votes else NOMINATIVE


def _cases(word: str, forms: Sequence[Sequence[str]]) -> Sequence[str]:
    """The cases in which a part of a name, as a man's or a woman's, reads as a word."""
    if any(word == one[0].lower() for one in forms):
        return ()
    return [
        case for at, case in enumerate(_RUSSIAN) if any(word == one[at].lower() for one in forms)
    ]
