"""Editorial rules of a country (``conduct.toml``): persons, acts, leaks, freshness, style.

Lists of words are phrases as ``dalel.language.phrases`` reads them, by language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.pack.formats import Words


@dataclass(frozen=True, kw_only=True)
class LeakWords:
    """``where`` tells how to get at leaked data; the others are what an entry tells of a leak."""

    where: Words = field(default_factory=dict)
    holder: Words = field(default_factory=dict)
    kinds: Words = field(default_factory=dict)
    position: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FreshnessWords:
    """Until when a status holds.

    ``stages`` are the case statuses of a bill in their order, ``settled`` those that stay.
    ``planned`` put a date into the future, ``pending`` say that a matter is under way; ``words``
    leads from a stage (draft, adopted, signed, in_force) to what states it.
    """

    status_days: int = 14
    period_months: int = 12
    stages: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    planned: Words = field(default_factory=dict)
    pending: Words = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Style:
    """House style: longest title and summary in characters, abbreviations that all readers know.

    ``shared`` are known in every language, ``known`` in one.
    """

    title_length: int = 140
    summary_length: int = 1200
    known: Words = field(default_factory=dict)
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Conduct:
    """``conduct.toml``. What was prepared from it is kept by its identity.

    ``low_verification`` and ``one_source`` are codes of verification: those that rest on a party's
    or an outlet's word, and those that one source is enough for; beyond them it is enough if it is
    of ``primary_kinds``. ``unasked_actors`` need not be asked for a comment.
    ``guilt_established`` are case statuses after which guilt may be stated.
    """

    low_verification: tuple[str, ...] = ()
    one_source: tuple[str, ...] = ()
    primary_kinds: tuple[str, ...] = ()
    unasked_actors: tuple[str, ...] = ()
    guilt_established: tuple[str, ...] = ()
    leak_events: tuple[str, ...] = ()
    unlawful_events: tuple[str, ...] = ()
    guilt: Words = field(default_factory=dict)
    claims: Words = field(default_factory=dict)
    causes: Words = field(default_factory=dict)
    confirms: Words = field(default_factory=dict)
    confirmers: Words = field(default_factory=dict)
    leaks: LeakWords = field(default_factory=LeakWords)
    freshness: FreshnessWords = field(default_factory=FreshnessWords)
    style: Style = field(default_factory=Style)
