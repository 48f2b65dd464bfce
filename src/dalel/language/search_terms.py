"""Turns texts and queries into search terms that match in any inflected form.

Terms are made here for every database alike, of letters and digits only, so that SQLite and
PostgreSQL have nothing left to decide: the same query has the same hits on both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dalel.language.fold import fold
from dalel.language.stems import stem

#: A surname whose last letters Russian stemming takes for an ending: the stem of Тестов is тест,
#: that of Тестова is тестов. Such a word is kept whole too.
_SURNAME: Final = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+(?:[оеё]в|[иы]н)")
#: Languages whose stems a query is tried in: it is too short to know its own.
_TRIED: Final = ("kk", "ru", "en")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: So many words of a query count; what follows is passed over.
_MOST_WORDS: Final = 12
#: A stem shorter than this stands only for itself, never for what begins with it.
_SHORTEST_PREFIX: Final = 3


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A text as it is searched: folded stems, and folded words as they stand; each once."""

    stems: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QueryWord:
    """One word of a query: the word itself, and the stems that it may have by language."""

    word: str
    stems: tuple[str, ...]

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The stems that may also begin a longer one."""
        return tuple(one for one in self.stems if len(one) >= _SHORTEST_PREFIX)


def terms(text: str, language: str) -> Terms:
    """The terms of a text, in the order of their first place."""
    stems: dict[str, None] = {}
    words: dict[str, None] = {}
    for word in _words(text):
        stems[fold(stem(word, language))] = None
        words[fold(word)] = None
        if language == "ru" and _SURNAME.fullmatch(word):
            stems[fold(word)] = None
    return Terms(stems=tuple(stems), words=tuple(words))


def wanted(query: str) -> tuple[QueryWord, ...]:
    """The words of a query; all of them must be found."""
    words = islice(_words(query), _MOST_WORDS)
    return tuple(
        QueryWord(
            word=fold(word),
            stems=tuple(dict.fromkeys(fold(stem(word, language)) for language in _TRIED)),
        )
        for word in words
    )


def _words(text: str) -> Iterator[str]:
    """Runs of letters and digits; of an abbreviation with an ending (ІІМ-нің) the abbreviation."""
    for found in _WORD.findall(text):
        head, mark, tail = found.partition("-")
        if mark and head.isupper() and tail.islower():
            yield head
        else:
            yield from found.split("-")
