"""A country's lexicon: names of places and bodies, acts, legal units, and term rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dalel.domain.deeds import DeedTable

#: Words by language.
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Alias:
    """Everything that one place or body is called, by language, and its code.

    A name in ``marked`` also means something else and counts only beside a word such as "town".
    """

    code: str
    names: Words
    marked: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LegalAct:
    """A code or law as texts cite it: ``names`` are abbreviations and full names by language.

    An act that is ``a_title`` is a fact by itself; another one only with an article.
    """

    code: str
    names: Words
    a_title: bool = False


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A legal unit in which sums are counted: its names by language, its worth by year."""

    code: str
    names: Words
    values: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class TermRule:
    """A wrong word, the right one, and where the wrong one is wrong.

    ``near`` must stand in the same sentence and ``unless`` must not; ``after`` must not be the
    words just before. ``glossary`` names the term whose wrong forms this rule judges better.
    """

    language: str
    right: str
    wrong: tuple[str, ...]
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    glossary: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """A country's words, by language.

    Two lexicons are never equal: what was prepared from one is kept by its identity.
    """

    months: Mapping[str, Mapping[int, tuple[str, ...]]]
    weekdays: Words
    multipliers: Mapping[str, Mapping[str, int]]
    bounds: Mapping[str, tuple[tuple[str, str], ...]]
    currency: str
    currency_names: Words
    units: tuple[Unit, ...] = ()
    places: tuple[Alias, ...] = ()
    #: Rivers and seas: places that are only compared.
    waters: tuple[Alias, ...] = ()
    organisations: tuple[Alias, ...] = ()
    acts: tuple[LegalAct, ...] = ()
    #: The code of the country itself, which its own texts need not name.
    home: str = ""
    #: The code of its capital, which may be called only that.
    capital: str = ""
    #: By language and outcome the phrases that state it.
    outcomes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    #: By language and measure the phrases for what a sentence or an order consists of.
    measures: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    #: Further phrases of outcomes and measures, too loose to be read as facts by themselves.
    tellings: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    #: Outcomes that are told in few words, so that where none of them stands they are not told.
    plain: frozenset[str] = frozenset()
    #: Outcomes that a sum by itself may tell.
    priced: frozenset[str] = frozenset()
    #: Outcomes that are told in so many words that only one that excludes them counts against them.
    contrasted: frozenset[str] = frozenset()
    #: For an outcome or a measure those that tell it too: who was fined was found guilty.
    implied_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: For an outcome or a measure those that cannot be true with it of one matter.
    excludes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: What can happen, and the words that tell it.
    deeds: DeedTable = field(default_factory=DeedTable)

    @cached_property
    def alias_by_name(self) -> dict[str, str]:
        """The code of every name in every language: ҰҚК, КНБ and KNB lead to one."""
        return {
            name: alias.code
            for alias in (*self.places, *self.organisations)
            for names in alias.names.values()
            for name in names
            if name not in alias.marked
        }
