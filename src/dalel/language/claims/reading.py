"""Reads the claims of a text with the analyser of its language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from dalel.domain.claim import Claim
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.en.clauses import read_clauses as read_english
from dalel.language.kk.clauses import read_clauses as read_kazakh
from dalel.language.passage import AnnotatedPassage
from dalel.language.ru.clauses import read_clauses as read_russian

#: What reads the claims of a passage in one language.
Analyser = Callable[[AnnotatedPassage], tuple[Claim, ...]]

_ANALYSERS: Final[Mapping[str, Analyser]] = {
    "kk": read_kazakh,
    "ru": read_russian,
    "en": read_english,
}


def read_claims(
    text: str, language: str, lexicon: Lexicon, published: date | None = None
) -> tuple[Claim, ...]:
    """The claims of a text in order of their triggers; none in a language without an analyser.

    ``published`` is the day from which relative dates count; without it they stay open.
    """
    if not text.strip():
        return ()
    return claims_of(
        LazyPassage(text=text, language=language, lexicon=lexicon, published=published)
    )


def claims_of(passage: AnnotatedPassage) -> tuple[Claim, ...]:
    """The claims of a passage in order of their triggers."""
    analyser = _ANALYSERS.get(passage.language)
    found = analyser(passage) if analyser is not None else ()
    return tuple(sorted(found, key=lambda claim: (claim.trigger.start, claim.trigger.end)))
