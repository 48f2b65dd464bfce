"""In which grammatical case does a name stand in a text?

By what its words have become beside the name as it is called: Kazakh by its suffixes, Russian by
the endings of given names and surnames. Where an ending serves several cases, the other words of
the name decide, then the more frequent case.
"""

import re
from collections import Counter
from functools import cache
from typing import Final

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
#: From the ending of the name as it is called to the endings of its cases, the likelier first.
_RUSSIAN: Final = (
    (r"(?:[оеё]в|[иы]н)", {"genitive": "а", "dative": "у", "instrumental": "ым", "prepositional": "е"}),
    (r"(?:[оеё]в|[иы]н)а", {"accusative": "у", "genitive": "ой", "dative": "ой", "instrumental": "ой", "prepositional": "ой"}),
    (r"[сц]к(?:ий|ой)", {"genitive": "ого", "dative": "ому", "instrumental": "им", "prepositional": "ом"}),
    (r"[сц]кая", {"genitive": "ой", "accusative": "ую", "dative": "ой", "instrumental": "ой", "prepositional": "ой"}),
    (r"[^аеёиоуыэюяйь]", {"genitive": "а", "dative": "у", "instrumental": "ом", "prepositional": "е"}),
    (r"[ьй]", {"genitive": "я", "dative": "ю", "instrumental": "ем", "prepositional": "е"}),
    (r"я", {"genitive": "и", "dative": "е", "accusative": "ю", "instrumental": "ей", "prepositional": "е"}),
    (r"[гкх]а", {"genitive": "и", "dative": "е", "accusative": "у", "instrumental": "ой", "prepositional": "е"}),
    (r"а", {"genitive": "ы", "dative": "е", "accusative": "у", "instrumental": "ой", "prepositional": "е"}),
)  # fmt: skip


def case_of(printed: str, called: str, language: str) -> str:
    """The case of a name as printed, ``called`` being the name in the nominative.

    What is not recognised, and every name in another language, counts as nominative.
    """
    words, names = (_WORD.findall(text.lower()) for text in (printed, called))
    if language == "kk":
        return _kazakh(words[-1], names) if words else NOMINATIVE
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
    votes: Counter[str] = Counter()
    for word in words:
        for name in names:
            votes.update(_cases(word, name))
    # The first of equals is the likelier, as the tables list them.
    return max(votes, key=lambda case: votes[case]) if votes else NOMINATIVE


@cache
def _cases(word: str, name: str) -> tuple[str, ...]:
    """The cases in which the second word reads as the first; none where it is another word."""
    if word == name:
        return ()
    for ending, cases in _RUSSIAN:
        match = re.search(rf"{ending}$", name)
        if match is None:
            continue
        bare = re.sub(r"(?:ий|ой|ая|[аяйь])$", "", name)
        return tuple(case for case, suffix in cases.items() if bare + suffix == word)
    return ()
