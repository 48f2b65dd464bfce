"""The codebook: sections, event types, rights, case statuses, severity levels and statutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

#: A wording for each language: ``{"kk": "...", "ru": "...", "en": "..."}``.
Labels = Mapping[str, str]

#: The tracks on which a legal status can move.
TRACKS: Final = ("court", "legislative", "other")


@dataclass(frozen=True, kw_only=True)
class Term:
    """One code of a variable with its wording."""

    code: str
    labels: Labels


@dataclass(frozen=True, kw_only=True)
class RuledTerm(Term):
    """A code with the rule that says when it applies."""

    rule: Labels


@dataclass(frozen=True, kw_only=True)
class Section(Term):
    """A thematic section of the bulletin; ``number`` is its place in print."""

    number: int


@dataclass(frozen=True, kw_only=True)
class EventType(RuledTerm):
    """What kind of happening it is; ``section`` is where it belongs unless a section rule differs.

    ``maps`` names the codes of other trackers that mean the same, by tracker.
    """

    section: int
    maps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Right(Term):
    """A right, with the articles of the instruments that protect it, by instrument's code."""

    articles: Mapping[str, tuple[str, ...]]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseStatus(Term):
    """Where a legal matter stands; ``track`` is one of ``TRACKS``."""

    track: str


@dataclass(frozen=True, kw_only=True)
class SeverityLevel:
    """How grave it is, 1 (context) to 5 (critical)."""

    level: int
    labels: Labels
    rule: Labels


@dataclass(frozen=True, kw_only=True)
class Statute(Term):
    """A legal provision: ``labels`` is its title, ``citation`` how its number is written.

    Where the title was not ``checked`` against a source, outputs show the citation alone. ``act``
    is the code of the act it belongs to, ``document`` the act's id in the state's legal database,
    ``signed`` the day on which the act was signed, where that is known and of late.
    """

    citation: Labels
    act: str
    article: str | None
    document: str | None
    in_force_from: str | None
    in_force_to: str | None
    checked: bool
    note: str = ""
    signed: date | None = None


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """All codes of one version."""

    version: str
    sections: tuple[Section, ...]
    section_rules: tuple[Labels, ...]
    event_types: tuple[EventType, ...]
    rights: tuple[Right, ...]
    actors: tuple[Term, ...]
    targets: tuple[Term, ...]
    means: tuple[Term, ...]
    platforms: tuple[Term, ...]
    severity: tuple[SeverityLevel, ...]
    directions: tuple[RuledTerm, ...]
    case_status: tuple[CaseStatus, ...]
    verification: tuple[RuledTerm, ...]
    statutes: tuple[Statute, ...] = ()
    case_status_rules: tuple[Labels, ...] = ()
    instruments: tuple[Term, ...] = ()
    trackers: tuple[Term, ...] = ()
    source_kinds: tuple[Term, ...] = ()

    @cached_property
    def section_by_number(self) -> dict[int, Section]:
        """Sections by their number in print."""
        return {section.number: section for section in self.sections}

    @cached_property
    def terms(self) -> dict[str, tuple[Term, ...]]:
        """The terms of each variable, in the order of the codebook."""
        return {
            "event_type": self.event_types,
            "right": self.rights,
            "actor": self.actors,
            "target": self.targets,
            "means": self.means,
            "platform": self.platforms,
            "direction": self.directions,
            "case_status": self.case_status,
            "verification": self.verification,
            "statute": self.statutes,
            "instrument": self.instruments,
            "tracker": self.trackers,
            "source_kind": self.source_kinds,
        }

    @cached_property
    def term_by_code(self) -> dict[str, dict[str, Term]]:
        """Terms by variable and code: ``term_by_code["direction"]["negative"]``."""
        return {
            variable: {term.code: term for term in terms} for variable, terms in self.terms.items()
        }

    def label(self, variable: str, code: str, language: str) -> str:
        """The wording of a code in a language.

        :raises KeyError: when the codebook has no such variable, code or language.
        """
        return self.term_by_code[variable][code].labels[language]
