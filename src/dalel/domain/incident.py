"""What does the newsroom record of a happening?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dalel.domain.dates import PartialDate
from dalel.domain.states import FlashState, IncidentState, VersionState


class Provenance(StrEnum):
    """Where an incident's text comes from."""

    WRITTEN = "written"
    IMPORTED = "imported"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A cited address: as printed, as it works (tracking removed), and as identity."""

    printed: str
    url: str
    canonical: str
    host: str
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What an incident stands under beside its texts and codes: section, date, what it cites."""

    section: int
    date: PartialDate | None
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class IncidentText:
    """One language's text. A title that nobody wrote is None, never invented."""

    language: str
    title: str | None
    paragraphs: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The paragraphs, a blank line between two."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True)
class TextVersion:
    """One version of one language's text: who wrote it, when, and what for."""

    text: IncidentText
    number: int
    author: str
    time: datetime
    note: str
    state: VersionState
    #: Model and prompt, where a machine began this text.
    model: str | None = None


@dataclass(frozen=True, kw_only=True)
class Codes:
    """How an incident is coded, under which version of the codebook."""

    codebook_version: str
    event_type: str
    direction: str
    severity: int
    severity_reason: str
    case_status: str
    verification: str
    secondary_event_types: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Development:
    """A dated later step of an incident, with its own evidence."""

    date: PartialDate
    texts: Mapping[str, str]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Incident:
    """The newsroom's record of a happening, as one reading of it stands.

    ``number`` (``KZ-2026-0001``) is given at import or first approval and never reused.
    ``approved`` names the languages whose text here is an approved version.
    """

    number: str
    section: int
    date: PartialDate | None
    texts: Mapping[str, IncidentText]
    links: tuple[Link, ...]
    updated: datetime
    codes: Codes | None = None
    developments: tuple[Development, ...] = ()
    related: tuple[str, ...] = ()
    approved: frozenset[str] = frozenset()
    provenance: Provenance = Provenance.WRITTEN
    state: IncidentState = IncidentState.UNPUBLISHED
    #: Whether a second person stands behind it, where one released it in a hurry.
    flash: FlashState | None = None
    #: By language which language model began the text.
    begun: Mapping[str, str] = field(default_factory=dict)
