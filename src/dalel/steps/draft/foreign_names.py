"""Names in a translation that its sentence does not have, told by their capital letters."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.domain.evidence import TextSpan
from dalel.language.names import SAME, skeleton

_WORD: Final = re.compile(r"[^\W\d_]+")
#: Endings of cases make a short name much longer.
_STEM: Final = 4


def adds_a_name(
    first: tuple[str, str, Sequence[TextSpan]], second: tuple[str, str, Sequence[TextSpan]]
) -> bool:
    """Whether the second text has a capitalised word that is no form of one of the first.

    Each is given as its text, its language and the places of what was fenced, which do not count.
    The first word of a text is capitalised in any case: it counts only as one to compare with.
    """
    known = [bones for bones, _ in _capitalised(*first)]
    return any(
        not is_first and not any(_are_one(bones, other) for other in known)
        for bones, is_first in _capitalised(*second)
    )


def _capitalised(
    text: str, language: str, fenced: Sequence[TextSpan]
) -> Iterator[tuple[str, bool]]:
    is_first = True
    for match in _WORD.finditer(text):
        span = TextSpan(start=match.start(), end=match.end())
        if match[0][0].isupper() and not any(one.meets(span) for one in fenced):
            yield skeleton(match[0], language), is_first
        is_first = False


def _are_one(one: str, other: str) -> bool:
    if Levenshtein.normalized_similarity(one, other) >= SAME:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long.startswith(short)
