"""Formats of dates, numbers and sums of money in the country's languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.domain.codebook import Labels

#: Words by language.
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month, 1 to 12, in its cases, by language: ``forms["kk"]["loc"]``."""

    number: int
    forms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Multiplier:
    """A word that stands for zeros: thousand, million."""

    value: int
    words: Words


@dataclass(frozen=True, kw_only=True)
class Qualifier:
    """A word that makes a number a bound or a guess: ``>``, ``<``, ``>=``, ``<=``, ``~``, ``x``.

    A word with a leading hyphen is the case ending that the number takes before it.
    """

    operator: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Currency:
    """The country's money; ``code`` follows ISO 4217.

    ``abbreviations`` are how texts shorten its name, each with its full stop.
    """

    code: str
    symbol: str
    labels: Labels
    abbreviations: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class BaseUnit:
    """A legal unit in which fines are counted; ``values`` is its worth in currency by year."""

    code: str
    labels: Labels
    abbreviation: Labels
    values: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Formats:
    """How dates, numbers and sums are written; ``dates`` are models for one and the same day."""

    months: tuple[Month, ...]
    weekdays: Words
    dates: Labels
    decimal_mark: str
    multipliers: tuple[Multiplier, ...]
    qualifiers: tuple[Qualifier, ...]
    number_words: Mapping[str, Mapping[str, int]]
    currency: Currency
    base_units: tuple[BaseUnit, ...]
