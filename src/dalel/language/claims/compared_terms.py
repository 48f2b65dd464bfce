"""Terms of words by which texts of different languages are compared."""

import re
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.names import skeleton
from dalel.language.notions import notions_of, phrases_in
from dalel.language.stems import stem

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
#: Letters of a stem that tell words apart across languages.
_KEY: Final = 5
#: Words shorter than this carry nothing unless a notion lists them.
_SHORTEST: Final = 4
#: Letters on either side that a stretch of a sentence is compared with; few sentences have more.
_AROUND: Final = 600


def about(sentence: TextSpan, span: TextSpan) -> TextSpan:
    """What of a sentence stands around a stretch of it: of an endless one not all of it."""
    return TextSpan(
        start=max(sentence.start, span.start - _AROUND), end=min(sentence.end, span.end + _AROUND)
    )


@lru_cache(4_000)
def terms_of(text: str, language: str) -> frozenset[str]:
    """The notions of a text's words, and the beginnings of the skeletons of those without any."""
    found = {f"n:{notion}" for _, _, notion in phrases_in(text)}
    for match in _WORD.finditer(text):
        found |= _terms(match[0], language)
    return frozenset(found)


@lru_cache(100_000)
def _terms(word: str, language: str) -> frozenset[str]:
    notions = notions_of(word, language, strict=word[0].isupper())
    if not notions and any(c.isdigit() for c in word):
        return frozenset([f"v:{word}"])
    return terms_of_word(word, language, notions)


def terms_of_word(word: str, language: str, notions: frozenset[str]) -> frozenset[str]:
    """The notions of a word as terms, else the beginning of its skeleton; a number has none."""
    if notions:
        return frozenset(f"n:{notion}" for notion in notions)
    if any(c.isdigit() for c in word):
        return frozenset()
    plain = skeleton(stem(word, language), language).replace(" ", "")
    plain = plain or skeleton(word, language).replace(" ", "")
    return frozenset([term_of_name(plain)]) if len(plain) >= _SHORTEST else frozenset()


def term_of_name(bones: str) -> str:
    """A skeleton as a term."""
    return f"k:{bones[:_KEY]}"
