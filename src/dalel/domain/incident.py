"""The incident and its parts: texts, codes, links, developments and their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dalel.domain.conduct import PublicInquiry
from dalel.domain.conversation import PublicConversation
from dalel.domain.dates import PartialDate
from dalel.domain.evidence_disclosure import PublicEvidence
from dalel.domain.notice import Notice, NoticeKind
from dalel.domain.picture import PublicPicture
from dalel.domain.saved_file import PublicFile
from dalel.domain.states import GONE, FlashState, IncidentState, VersionState

#: No text is longer: what is, was pasted by mistake.
LONGEST_TEXT: Final = 100_000
#: No text has more paragraphs: what has, is a list that was pasted.
MOST_PARAGRAPHS: Final = 100
#: No headline has more letters.
LONGEST_TITLE: Final = 300


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
    """One language's text. A title that nobody wrote is None, never invented.

    ``by_model``: a language model began it; ``has_machine_translation``: sentences stand in it as a
    machine translated them. Every output says so.
    """

    language: str
    title: str | None
    paragraphs: tuple[str, ...]
    by_model: bool = False
    has_machine_translation: bool = False

    @property
    def summary(self) -> str:
        """The paragraphs, a blank line between two."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True)
class TextEdit:
    """A text that a person wants to save; ``seen`` is the number of the version edited."""

    text: IncidentText
    seen: int


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
    """How an incident is coded, under which version of the codebook.

    What is open is empty, and a severity that is open is 0; only drafts have such
    (``domain.decided_codes``).
    """

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


#: The fields of codes that hold several, each with the variable of the codebook they are of.
CODED_LISTS: Final = {
    "rights": "right",
    "actors": "actor",
    "targets": "target",
    "means": "means",
    "platforms": "platform",
    "statutes": "statute",
}


@dataclass(frozen=True, kw_only=True)
class Development:
    """A dated later step of an incident, with its own evidence."""

    date: PartialDate
    texts: Mapping[str, str]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Passed:
    """That a version of a language's text was approved, and when that version was written."""

    language: str
    number: int
    time: datetime


@dataclass(frozen=True, kw_only=True)
class Incident:
    """The newsroom's record of a happening, as one reading of it stands.

    ``number`` (``KZ-2026-0001``) is given at import or first approval and never reused.
    ``approved`` names the languages whose text here is an approved version, ``history`` the
    versions that were approved so far. ``established`` are those of the coded actors who may
    stand in counts and lists, ``alleged`` those of whom somebody only says so. ``proofs`` is what
    the public may learn of the evidence, ``conversations`` what it may learn of those that the
    newsroom had with sources, ``files`` of those that members saved, ``pictures`` those of
    them that it sees, ``inquiries`` of whom it asked for a position. ``reported`` is when the first
    of its sources was published, where that is known.
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
    #: What is said about it in public, in order of time.
    notices: tuple[Notice, ...] = ()
    history: tuple[Passed, ...] = ()
    proofs: tuple[PublicEvidence, ...] = ()
    conversations: tuple[PublicConversation, ...] = ()
    files: tuple[PublicFile, ...] = ()
    pictures: tuple[PublicPicture, ...] = ()
    inquiries: tuple[PublicInquiry, ...] = ()
    established: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()
    reported: PartialDate | None = None

    @property
    def is_taken_back(self) -> bool:
        """Whether the public reads only a note in its place."""
        return self.state in GONE


def emptied(incident: Incident) -> Incident:
    """What is left of an incident that was taken back: its number, its section and the notes.

    Of a withdrawn one not even the notes, since they may repeat what would hurt.
    """
    is_retracted = incident.state is IncidentState.RETRACTED
    kept = tuple(one for one in incident.notices if one.kind is NoticeKind.RETRACTION)
    return Incident(
        number=incident.number,
        section=incident.section,
        date=None,
        texts={},
        links=(),
        updated=incident.updated,
        state=incident.state,
        notices=kept if is_retracted else (),
    )
