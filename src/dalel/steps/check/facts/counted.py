"""The words after a number that may name what it counts."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dalel.language.wordlist import words

#: What follows these is counted no more: 34 points of 100 in the index.
_UNCOUNTED: Final = frozenset(
    words(
        "in for from by at on to with as than and but "
        "дейін шейін "
        "в во на из за по с со для от к о об у при до и а но или чем"
    )
)
#: What kind of thing is counted is not the thing: восемь тысяч школьных оценок.
_RUSSIAN_ADJECTIVE: Final = re.compile(r"(?:[ыи][хем]|ый|ого|ему|ую)$")
#: A part of a whole counts the part: жүзден 34 ұпай.
_OF_WHOLE: Final = re.compile(r"[дтн][ае]н$")


def counted(number: str, following: Sequence[str], language: str) -> Iterator[int]:
    """Places of the words that a number may count: none where a part of it follows."""
    for place, word in enumerate(following):
        low = word.lower()
        if low in _UNCOUNTED:
            return
        if place == 0 and word[0].isdigit() and _OF_WHOLE.search(number):
            return
        if language != "ru" or not _RUSSIAN_ADJECTIVE.search(low):
            yield place
