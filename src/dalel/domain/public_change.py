"""Changes of what the public reads or counts beside texts: each kind with all that it proposes.

One person proposes such a change and another one approves it. Every kind is a frozen record; what
stands before a change is told as a record of the same kind.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, get_args, get_origin, get_type_hints

from dalel.domain.attention import Choice
from dalel.domain.conduct import Basis, InquiryState
from dalel.domain.count_board import Kind, Level
from dalel.domain.diary import DiaryKind
from dalel.domain.picture import PictureRights


class ChangeKind(StrEnum):
    """What a change is about."""

    NAMING = "naming"
    PERSON = "person"
    PERSON_LINK = "person link"
    OUTLET = "outlet"
    OUTLET_LINK = "outlet link"
    ATTRIBUTION = "attribution"
    DEVELOPMENT = "development"
    RELATION = "relation"
    CASE_LINK = "case link"
    CASE_NAME = "case name"
    EFFECT = "effect"
    LOOK = "look"
    LEVEL = "level"
    SENTENCES = "sentences"
    ATTENTION = "attention"
    DAY = "day"
    CONVERSATION = "conversation"
    FILE = "file"
    INQUIRY = "inquiry"
    PICTURE = "picture"


class ProposalState(StrEnum):
    """What became of a change that somebody proposed: it waits, then is decided once, for good."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken back"
    #: What it would change had changed since.
    STALE = "stale"


@dataclass(frozen=True, kw_only=True)
class NamePerson:
    """How a person is named in an incident; see ``dalel.domain.conduct.Person``."""

    kind: ClassVar = ChangeKind.NAMING
    incident: str
    person: int
    names: Mapping[str, str]
    role: str
    stage: str
    public: bool
    consent: bool
    reason: str
    matter: str = ""


@dataclass(frozen=True, kw_only=True)
class RenamePerson:
    """Other names of a person about whom there are naming decisions."""

    kind: ClassVar = ChangeKind.PERSON
    person: int
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LinkPerson:
    """Whether an incident speaks of a person whose naming in it is decided."""

    kind: ClassVar = ChangeKind.PERSON_LINK
    incident: str
    person: int
    names: Mapping[str, str]
    is_linked: bool


@dataclass(frozen=True, kw_only=True)
class KeepOutlet:
    """A new outlet (no key) of which an incident speaks, or other names or another host of one."""

    kind: ClassVar = ChangeKind.OUTLET
    outlet: int | None
    names: Mapping[str, str]
    host: str
    source: str
    incident: str = ""


@dataclass(frozen=True, kw_only=True)
class LinkOutlet:
    """Whether an incident speaks of an outlet."""

    kind: ClassVar = ChangeKind.OUTLET_LINK
    incident: str
    outlet: int
    names: Mapping[str, str]
    is_linked: bool


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """Who names an actor of an incident, and on what basis."""

    kind: ClassVar = ChangeKind.ATTRIBUTION
    incident: str
    actor: str
    basis: Basis
    by: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class DropDevelopment:
    """A development that may go out is taken away; ``date`` and ``texts`` tell which one."""

    kind: ClassVar = ChangeKind.DEVELOPMENT
    incident: str
    order: int
    date: str
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Relate:
    """Whether two incidents are tied to each other."""

    kind: ClassVar = ChangeKind.RELATION
    incident: str
    other: str
    is_related: bool


@dataclass(frozen=True, kw_only=True)
class PlaceInCase:
    """Whether an incident is in a case; without a key the case is a new one of these names."""

    kind: ClassVar = ChangeKind.CASE_LINK
    incident: str
    case: int | None
    names: Mapping[str, str]
    is_in: bool


@dataclass(frozen=True, kw_only=True)
class RenameCase:
    """Other names of a case."""

    kind: ClassVar = ChangeKind.CASE_NAME
    case: int
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class StateEffect:
    """How many people an incident affected, and when it was put right."""

    kind: ClassVar = ChangeKind.EFFECT
    incident: str
    people: int | None
    remedied: date | None
    note: str


@dataclass(frozen=True, kw_only=True)
class StateStage:
    """At which case status somebody saw the matter; it is counted as a step of it."""

    kind: ClassVar = ChangeKind.LOOK
    incident: str
    stage: str
    note: str


@dataclass(frozen=True, kw_only=True)
class SetLevel:
    """A level of the board in the place of the rule's, or (None) the rule's again."""

    kind: ClassVar = ChangeKind.LEVEL
    row: Kind
    code: str
    period: str
    level: Level | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class WriteSentences:
    """The sentences above the figures of a right in a quarter; none take them away."""

    kind: ClassVar = ChangeKind.SENTENCES
    row: Kind
    code: str
    period: str
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ChooseLine:
    """A line of the attention list is pinned or dismissed, or (None) left to the rule."""

    kind: ClassVar = ChangeKind.ATTENTION
    line: str
    choice: Choice | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ShowDay:
    """The day under which the public finds an entry of the diary; None: under none."""

    kind: ClassVar = ChangeKind.DAY
    entry: int
    incident: str
    day: date | None
    day_kind: DiaryKind


@dataclass(frozen=True, kw_only=True)
class TellConversation:
    """The public learns that the newsroom spoke with a source: the day, and how it is called.

    ``conversation`` is the key of the note; ``texts`` call the source in each language.
    """

    kind: ClassVar = ChangeKind.CONVERSATION
    incident: str
    conversation: int
    day: date
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class TellFile:
    """Whether the public learns that a member saved a file: the day, and document or picture.

    ``file`` is the key of its row.
    """

    kind: ClassVar = ChangeKind.FILE
    incident: str
    file: int
    day: date
    is_document: bool
    is_told: bool


@dataclass(frozen=True, kw_only=True)
class TellInquiry:
    """The public learns whom the newsroom asked for a position, when, and what came of it.

    ``inquiry`` is the key of the letter; ``texts`` call in each language whom it was sent to,
    ``answers`` are what came, none unless ``state`` says so. ``actor`` is the code of the body.
    """

    kind: ClassVar = ChangeKind.INQUIRY
    incident: str
    inquiry: int
    texts: Mapping[str, str]
    asked: date
    due: date
    state: InquiryState
    answers: Mapping[str, str]
    actor: str


@dataclass(frozen=True, kw_only=True)
class ShowPicture:
    """Readers see a picture that a member saved, beside its entry.

    ``file`` is the key of its row; ``texts`` tell in each language what is to be seen, ``credits``
    whose it is. ``is_safe``: nobody who is under age or stood there by chance can be recognised.
    ``picture`` names the pixels that both persons saw.
    """

    kind: ClassVar = ChangeKind.PICTURE
    incident: str
    file: int
    texts: Mapping[str, str]
    credits: Mapping[str, str]
    rights: PictureRights
    is_safe: bool
    picture: str


PublicChange = (
    NamePerson
    | RenamePerson
    | LinkPerson
    | KeepOutlet
    | LinkOutlet
    | Attribute
    | DropDevelopment
    | Relate
    | PlaceInCase
    | RenameCase
    | StateEffect
    | StateStage
    | SetLevel
    | WriteSentences
    | ChooseLine
    | ShowDay
    | TellConversation
    | TellFile
    | TellInquiry
    | ShowPicture
)

#: By their kind, as rows name it.
CHANGES: Final[Mapping[ChangeKind, type[PublicChange]]] = {
    made.kind: made for made in get_args(PublicChange)
}


def incident_of(change: PublicChange) -> str:
    """The number of the incident that a change is about; empty where it is of none."""
    number: str = getattr(change, "incident", "")
    return number


def encode(change: PublicChange) -> dict[str, Any]:
    """A change as plain values that JSON can hold."""
    return {one.name: _plain(getattr(change, one.name)) for one in fields(change)}


def decode(kind: ChangeKind, stored: Mapping[str, Any]) -> PublicChange:
    """The change that was encoded; a value that is none of its kind raises ``ValueError``."""
    made = CHANGES[kind]
    hints = get_type_hints(made)
    # What was stored before a field was added takes what stands for nothing in it.
    there = [one for one in fields(made) if one.name in stored or one.default is MISSING]
    return made(**{one.name: _read(hints[one.name], stored[one.name]) for one in there})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, StrEnum) else value


def _read(hint: Any, value: Any) -> Any:
    if get_origin(hint) is UnionType:
        if value is None:
            return None
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if hint is date:
        return date.fromisoformat(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value
