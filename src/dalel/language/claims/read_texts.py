"""A text read for comparing: its claims with their keys, and its values with their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.claims.aligning import KeyedClaim, KeyedClaims, keyed
from dalel.language.claims.placed_values import PlacedValue
from dalel.language.claims.reading import claims_of
from dalel.language.claims.values import values_of
from dalel.language.facts.extracting import LANGUAGES
from dalel.language.passage import AnnotatedPassage


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadText:
    """A text with all that is compared of it; ``source`` names it."""

    source: str
    passage: AnnotatedPassage
    claims: tuple[KeyedClaim, ...]
    values: tuple[PlacedValue, ...]


def read_text(
    text: str, language: str, lexicon: Lexicon, published: date | None = None, source: str = ""
) -> ReadText:
    """Read a text once, so that comparing it is looking up.

    Nothing is read of a text in another language, or in one that the country's pack has not.
    """
    passage = LazyPassage(text=text, language=language, lexicon=lexicon, published=published)
    return read_passage(passage, source)


def read_passage(passage: AnnotatedPassage, source: str = "") -> ReadText:
    """Read a passage as ``read_text`` does."""
    if passage.language not in LANGUAGES or passage.language not in passage.lexicon.months:
        return ReadText(source=source, passage=passage, claims=(), values=())
    claims = keyed(claims_of(passage), passage.text, source, passage.language, passage.lexicon)
    return ReadText(
        source=source, passage=passage, claims=claims, values=values_of(passage, claims, source)
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadEvidence:
    """The texts that another one rests on."""

    texts: Sequence[ReadText]

    @cached_property
    def claims(self) -> KeyedClaims:
        """All their claims."""
        return KeyedClaims(claims=tuple(each for text in self.texts for each in text.claims))

    @cached_property
    def values(self) -> tuple[PlacedValue, ...]:
        """All their values."""
        return tuple(each for text in self.texts for each in text.values)

    @cached_property
    def published(self) -> frozenset[date]:
        """The days on which they came out, where known."""
        days = (text.passage.published for text in self.texts)
        return frozenset(day for day in days if day is not None)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages they are in."""
        return frozenset(text.passage.language for text in self.texts)
