"""Pairs names that texts of one story tell in Kazakh and in Russian, in the nominative.

Two words are one name where each letter of the Kazakh one may be written by the Russian one's. Of
the forms that texts have, and of those without their endings, the pair counts whose letters agree
to the end: so one language tells whether an ending of the other belongs to the name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from dalel.domain.names import NamePair
from dalel.language.names_told import ToldName, names_told

#: How Russian writes what Kazakh has.
_WRITTEN: Final = {
    "ә": "[аяэе]", "ғ": "[гх]", "қ": "[кхг]", "ң": "(?:нг|н)", "ө": "[оёеу]", "ұ": "[уюо]",
    "ү": "[уюо]", "һ": "[хгк]?", "і": "[иыей]?", "ы": "[ыиуе]?", "и": "(?:ий|ый|[иы])",
    "е": "[еэия]", "у": "[увю]", "ж": "д?ж", "х": "[хк]", "о": "[оау]", "а": "[ая]", "й": "й?",
    "б": "[бп]", "п": "[пб]", "ш": "[шщч]", "я": "(?:ия|я)", "э": "[эе]", "з": "[зс]",
}  # fmt: skip
_MAY_SOFTEN: Final = frozenset("лнрстдм")


def name_pairs(kazakh: str, russian: str) -> tuple[NamePair, ...]:
    """The names of two words or more, and quoted titles, that both texts have, each once.

    A form that may belong to several names of the other text is left out.
    """
    theirs = names_told(russian, "ru")
    found: dict[tuple[str, str], NamePair] = {}
    for mine in names_told(kazakh, "kk"):
        for other in theirs:
            for called in _called(mine, other):
                names = {"kk": called[0], "ru": called[1]}
                places = {"kk": mine.span, "ru": other.span}
                found.setdefault(called, NamePair(kind=mine.kind, names=names, places=places))
    return tuple(_clear(found))


def letters_agree(kazakh: str, russian: str) -> bool:
    """Whether Russian may write a Kazakh name so, word by word."""
    mine, theirs = kazakh.lower().split(), russian.lower().split()
    return len(mine) == len(theirs) and all(
        _pattern(one).fullmatch(other) for one, other in zip(mine, theirs, strict=True)
    )


def _clear(found: Mapping[tuple[str, str], NamePair]) -> Iterator[NamePair]:
    """The pairs neither of whose sides stands in another pair."""
    sides = [Counter(key[at] for key in found) for at in (0, 1)]
    for (one, other), pair in found.items():
        if sides[0][one] == 1 and sides[1][other] == 1:
            yield pair


def _called(mine: ToldName, other: ToldName) -> Iterator[tuple[str, str]]:
    """Both names in the nominative, where they are one: the likeliest pair of their forms."""
    if not _begin_alike(mine.words, other.words):
        return
    if mine.is_title or other.is_title:
        if mine.is_title and other.is_title and letters_agree(mine.words, other.words):
            yield mine.words, other.words
        return
    for russian in other.called:
        for kazakh in mine.called:
            if letters_agree(kazakh, russian):
                yield kazakh, russian
                return


def _begin_alike(kazakh: str, russian: str) -> bool:
    """Whether two names have as many words, each of which begins as the other's."""
    mine, theirs = kazakh.lower().split(), russian.lower().split()
    return len(mine) == len(theirs) and all(
        _pattern(one[:2]).match(word) for one, word in zip(mine, theirs, strict=True)
    )


@lru_cache(20_000)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile("".join(map(_letter, word)))


def _letter(letter: str) -> str:
    own = _WRITTEN.get(letter, re.escape(letter))
    return f"{own}ь?" if letter in _MAY_SOFTEN else own
