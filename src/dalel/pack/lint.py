"""Word lists for the linting of bulletins (``lint.toml``).

The lists are phrases as ``dalel.language.phrases`` reads them, by language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.domain.lexicon import TermRule
from dalel.pack.formats import Words


@dataclass(frozen=True, kw_only=True)
class SectionKind:
    """What shows that an entry is of an event type, and in which section its like belongs.

    Phrases of all the groups ``sentence`` stand together in one sentence (in the title, where
    ``title`` is set), and none of the groups ``absent`` anywhere in the entry. ``only`` limits the
    kind to entries printed in these sections. ``unnamed`` is set where it belongs in its section
    although the section's printed title does not say so.
    """

    event_type: str
    section: int
    sentence: tuple[str, ...]
    absent: tuple[str, ...] = ()
    title: bool = False
    only: tuple[int, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True, kw_only=True)
class SectionWords:
    """The groups of phrases by language and name, and the kinds, the first that fits deciding."""

    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    kinds: tuple[SectionKind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LintWords:
    """The word lists of ``lint.toml``.

    ``platforms`` leads from a platform's name to its forms in a text, ``platform_hosts`` are hosts
    on which anybody may speak. ``issue_number`` shows that an issue names its number, ``relative``
    are dates that move with the day of reading; ``blocked`` and ``reserve`` tell an account that
    was lost from the one that replaces it. ``abbreviations`` leads from a wrong abbreviation to
    the right one where the glossary has neither, ``allowed`` are right ones that look foreign.
    ``ordinals`` leads by language and unit of time to the first, second ...; ``slug_stages`` from a
    stage of a law to what an address says of it. ``former`` are names that bodies had before;
    ``conclusions`` and ``unnamed`` experts are wrong beside the words near them.
    """

    platform_hosts: tuple[str, ...] = ()
    platforms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    issue_number: Words = field(default_factory=dict)
    relative: Words = field(default_factory=dict)
    blocked: Words = field(default_factory=dict)
    reserve: Words = field(default_factory=dict)
    hedges: Words = field(default_factory=dict)
    yesterday: Words = field(default_factory=dict)
    reports: Words = field(default_factory=dict)
    press_offices: Words = field(default_factory=dict)
    causes: Words = field(default_factory=dict)
    since: Words = field(default_factory=dict)
    promises: Words = field(default_factory=dict)
    creations: Words = field(default_factory=dict)
    outlet_words: Words = field(default_factory=dict)
    cases: Words = field(default_factory=dict)
    articles: Words = field(default_factory=dict)
    ordinals: Mapping[str, Words] = field(default_factory=dict)
    slug_stages: Words = field(default_factory=dict)
    conclusions: tuple[TermRule, ...] = ()
    unnamed: tuple[TermRule, ...] = ()
    former: tuple[TermRule, ...] = ()
    abbreviations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    allowed: Words = field(default_factory=dict)
    terms: tuple[TermRule, ...] = ()
    sections: SectionWords = field(default_factory=SectionWords)
