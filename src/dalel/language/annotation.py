"""Annotates a text with its sentences and values, each found when first asked for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from dalel.domain.claim import Amount, When
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.amounts import read_amounts, read_dates
from dalel.language.dates import ANY_DAY
from dalel.language.facts.extracting import extract_facts
from dalel.language.look_alikes import known_letters
from dalel.language.sentences import sentences

_NAMED: Final = frozenset(
    {FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.HOST, FactKind.HANDLE}
)
_STATUTES: Final = frozenset({FactKind.STATUTE})


@dataclass(frozen=True, kw_only=True, eq=False)
class LazyPassage:
    """The :class:`~dalel.language.passage.AnnotatedPassage` of a text; what is found is kept.

    Look-alike letters are read as those they stand for, each in its place.
    """

    text: str
    language: str
    lexicon: Lexicon
    published: date | None = None

    def __post_init__(self) -> None:
        """Read what the letters stand for."""
        object.__setattr__(self, "text", known_letters(self.text))

    @cached_property
    def sentences(self) -> tuple[TextSpan, ...]:
        """The sentences in order."""
        return sentences(self.text)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """All amounts in order."""
        return read_amounts(self.text, self.language, self.lexicon)

    @cached_property
    def dates(self) -> tuple[When, ...]:
        """All dates in order."""
        return read_dates(self.text, self.language, self.lexicon, self.published)

    @cached_property
    def names(self) -> tuple[Fact, ...]:
        """Persons, bodies, places, hosts and handles that are named, in order."""
        return self._facts(_NAMED)

    @cached_property
    def statutes(self) -> tuple[Fact, ...]:
        """Provisions of acts that are cited, in order; no recogniser of names runs for them."""
        return self._facts(_STATUTES)

    def _facts(self, kinds: frozenset[FactKind]) -> tuple[Fact, ...]:
        day = self.published or ANY_DAY
        return extract_facts(self.text, self.language, self.lexicon, day, kinds)
