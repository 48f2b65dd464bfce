"""Turns texts and queries into search terms that match in any inflected form.

Terms are made here for every database alike, of letters and digits only, so that SQLite and
PostgreSQL have nothing left to decide: the same query has the same hits on both.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from dalel.language.fold import fold
from dalel.language.kk.search_keys import search_keys as kazakh_keys
from dalel.language.ru.search_keys import beginnings_of, surname_keys
from dalel.language.ru.search_keys import search_keys as russian_keys
from dalel.language.ru.trained_models import is_known
from dalel.language.stems import stem

#: Which rules made a text's terms: raise it when they change, and what stands is indexed again.
RULES: Final = 1
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: A Kazakh ending after a hyphen, as names in Latin letters have it: Facebook-тегі, iPhone-ның.
_ENDING: Final = re.compile(
    r"[дтн][ае]н?(?:ғы|гі)?|[дтн][ыі]ң?|[ғгқк][ае]|[мбп]ен|[лдт][ае]р\w*|с?[ыі]\w{0,3}"
)
#: So many words of a query count; what follows is passed over.
_MOST_WORDS: Final = 12
#: Fewer letters stand only for themselves, never for what begins with them.
_SHORTEST_BEGINNING: Final = 3


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A text as it is searched: the keys of its words, and folded words as they stand."""

    stems: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QueryWord:
    """One word of a query: the word itself, folded, and the keys that it may have by language.

    ``begins``: the first two letters of its forms, folded.
    """

    word: str
    stems: tuple[str, ...]
    begins: frozenset[str] = frozenset()

    @property
    def beginning(self) -> str:
        """What a word that was not typed to its end begins with; nothing where that is too short.

        Of a word with an ending it is the part that the ending follows.
        """
        shared = (shared_beginning(self.word, fold(one)) for one in self.stems)
        long = [one for one in shared if len(one) > _SHORTEST_BEGINNING]
        least = min(long, key=len, default=self.word)
        return least if len(least) >= _SHORTEST_BEGINNING else ""


def terms(text: str, language: str) -> Terms:
    """The terms of a text, in the order of their first place; each once."""
    stems: dict[str, None] = {}
    words: dict[str, None] = {}
    for word in words_of(text):
        stems.update(dict.fromkeys(keys(word, language)))
        stems.update(dict.fromkeys(_name_keys(word, language)))
        words[fold(word)] = None
    return Terms(stems=tuple(stems), words=tuple(words))


def wanted(query: str) -> tuple[QueryWord, ...]:
    """The words of a query; all of them must be found."""
    return tuple(map(_wanted, islice(words_of(query), _MOST_WORDS)))


def keys(word: str, language: str) -> tuple[str, ...]:
    """What a word of a language is found under, in any of its forms."""
    if language == "kk":
        return kazakh_keys(word)
    if language != "ru":
        return (stem(word, language),)
    # Forms of a word that no dictionary has may be guessed otherwise: its stem helps.
    found = russian_keys(word)
    return found if is_known(word.lower()) else tuple(dict.fromkeys((*found, stem(word, "ru"))))


def _name_keys(word: str, language: str) -> tuple[str, ...]:
    """What a name is found under besides: Тоқаевты as Токаев, Тестовой as Тестов."""
    if not word[0].isupper():
        return ()
    if language == "kk":
        return tuple(map(fold, kazakh_keys(word)))
    return surname_keys(word) if language == "ru" else ()


def words_of(text: str) -> Iterator[str]:
    """Runs of letters and digits; of a name with an ending after a hyphen (ІІМ-нің) the name."""
    for found in _WORD.findall(unicodedata.normalize("NFC", text)):
        head, mark, tail = found.partition("-")
        if mark and tail.islower() and (head.isupper() or _is_ending(head, tail)):
            yield head
        else:
            yield from found.split("-")


def _is_ending(head: str, tail: str) -> bool:
    return head.isascii() and not head.isdigit() and bool(_ENDING.fullmatch(tail))


def _wanted(word: str) -> QueryWord:
    folded = fold(word)
    tried = [(word, "kk"), (word, "ru"), (word, "en")]
    if folded != word.lower():
        tried.append((folded, "ru"))
    found = dict.fromkeys(chain.from_iterable(keys(one, language) for one, language in tried))
    for one in (folded, *map(fold, kazakh_keys(word))):
        found.update(dict.fromkeys(surname_keys(one)))
    return QueryWord(
        word=folded,
        stems=tuple(found),
        begins=frozenset({folded[:2], *(fold(one)[:2] for one in beginnings_of(word))}),
    )


def shared_beginning(one: str, other: str) -> str:
    """What two words begin with alike."""
    size = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if size is None else size]
