"""The words of a text that the classifier may weigh.

Stems with the letters of both Cyrillic alphabets made one. Names are left out: a word with a
capital inside a sentence names somebody or something, and a classifier that learns names learns
the cases of yesterday. At the start of a sentence a word is taken, since its capital says nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from dalel.language.fold import fold
from dalel.language.stems import stem

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_ENDS: Final = re.compile(r"[.!?…:;]\W*$|\n\W*$")
_SHORTEST: Final = 3
#: A title in which most words have a capital is an English one and names nothing by it.
_MOST: Final = 0.6


def words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The folded stem and the form of each word of a title or a text, in order, without names."""
    found = list(_WORD.finditer(text))
    capitals = sum(match[0][0].isupper() for match in found)
    is_titled = capitals > _MOST * len(found)
    end = 0
    for match in found:
        begins = end == 0 or _SENTENCE_ENDS.search(text, end, match.start()) is not None
        end = match.end()
        word = match[0]
        if word[0].isupper() and not (begins or is_titled or word.isupper()):
            continue
        if len(word) >= _SHORTEST:
            yield fold(stem(word, language)), word
