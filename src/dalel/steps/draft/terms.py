"""Glossary terms that a text uses in any form, or lacks."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from dalel.language.fold import fold
from dalel.language.stems import stem
from dalel.pack.glossary import GlossaryTerm

_WORD: Final = re.compile(r"[^\W_]+")


def used(text: str, language: str, glossary: Iterable[GlossaryTerm]) -> tuple[GlossaryTerm, ...]:
    """The terms whose words stand in the text in their order."""
    found = _stems(text, language)
    return tuple(term for term in glossary if _stands(term, language, found))


def lacking(text: str, language: str, glossary: Iterable[GlossaryTerm]) -> tuple[GlossaryTerm, ...]:
    """The terms that should stand in the text and do not."""
    found = _stems(text, language)
    return tuple(term for term in glossary if not _stands(term, language, found))


def _stands(term: GlossaryTerm, language: str, found: tuple[str, ...]) -> bool:
    return any(_runs(_stems(form, language), found) for form in _forms(term, language))


def _forms(term: GlossaryTerm, language: str) -> Iterator[str]:
    if label := term.labels.get(language):
        yield label
    yield from term.variants.get(language, ())


def _runs(wanted: tuple[str, ...], found: tuple[str, ...]) -> bool:
    size = len(wanted)
    return size > 0 and any(found[at : at + size] == wanted for at in range(len(found) - size + 1))


@lru_cache(4096)
def _stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(fold(stem(match[0], language)) for match in _WORD.finditer(text))
