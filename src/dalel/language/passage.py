"""What the analysers of claims ask of a text: its sentences and the values that stand in it."""

from datetime import date
from typing import Protocol

from dalel.domain.claim import Amount, When
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.domain.lexicon import Lexicon


class AnnotatedPassage(Protocol):
    """A text, its language (kk, ru, en), the country's words and the day of publication, if known.

    Analysers know only this, so that the readers of values may use the languages' words.
    """

    @property
    def text(self) -> str:
        """The text itself, in which all spans are places."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def lexicon(self) -> Lexicon:
        """The country's words."""

    @property
    def published(self) -> date | None:
        """The day from which relative dates count."""

    @property
    def sentences(self) -> tuple[TextSpan, ...]:
        """The sentences in order."""

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """All amounts in order."""

    @property
    def dates(self) -> tuple[When, ...]:
        """All dates in order."""

    @property
    def names(self) -> tuple[Fact, ...]:
        """Persons, bodies, places, hosts and handles that are named, in order."""

    @property
    def statutes(self) -> tuple[Fact, ...]:
        """Provisions of acts that are cited, in order."""
