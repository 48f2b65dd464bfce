"""The grammatical case of a name in Kazakh or Russian text.

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
    (r"(?:[оеё]в|[иы]н)", {"gen": "а", "dat": "у", "ins": "ым", "pre": "е"}),
    (r"(?:[оеё]в|[иы]н)а", {"acc": "у", "gen": "ой", "dat": "ой", "ins": "ой", "pre": "ой"}),
    (r"[сц]к(?:ий|ой)", {"gen": "ого", "dat": "ому", "ins": "им", "pre": "ом"}),
    (r"[сц]кая", {"gen": "ой", "acc": "ую", "dat": "ой", "ins": "ой", "pre": "ой"}),
    (r"[^аеёиоуыэюяйь]", {"gen": "а", "dat": "у", "ins": "ом", "pre": "е"}),
    (r"[ьй]", {"gen": "я", "dat": "ю", "ins": "ем", "pre": "е"}),
    (r"я", {"gen": "и", "dat": "е", "acc": "ю", "ins": "ей", "pre": "е"}),
    (r"[гкх]а", {"gen": "и", "dat": "е", "acc": "у", "ins": "ой", "pre": "е"}),
    (r"а", {"gen": "ы", "dat": "е", "acc": "у", "ins": "ой", "pre": "е"}),
)
_CALLED: Final = {
    "gen": "genitive",
    "dat": "dative",
    "acc": "accusative",
    "ins": "instrumental",
    "pre": "prepositional",
}


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
        return tuple(_CALLED[case] for case, suffix in cases.items() if bare + suffix == word)
    return ()
