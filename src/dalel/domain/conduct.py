"""Facts recorded beside an entry's text: naming decisions, attributions, comments, sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dalel.domain.channel_history import ChannelOrigin
from dalel.domain.states import ArticleState


@dataclass(frozen=True, kw_only=True)
class Person:
    """A naming decision: who a person is in the matter, and the name in each language.

    ``public`` is true when the person went public by an act of his or her own, ``consent`` when
    the newsroom has the person's consent to be named. ``matter`` is the stage at which the matter
    itself was when it was decided; empty where that was not written down.
    """

    names: Mapping[str, str]
    role: str
    stage: str
    public: bool = False
    consent: bool = False
    matter: str = ""


class Basis(StrEnum):
    """On what somebody is named as the author of an act."""

    SIGNED = "signed"
    ADMITTED = "admitted"
    JUDGMENT = "judgment"
    FORENSICS = "forensics"
    ALLEGED = "alleged"


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Who is named as an actor (a code of the codebook), by whom, on what basis, when."""

    actor: str
    basis: Basis
    by: str
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Comment:
    """Whom we asked for a comment, when, and the answer; empty: none came."""

    whom: str
    asked: date
    answer: str = ""


class InquiryState(StrEnum):
    """How a letter to somebody stands of whom an entry speaks."""

    WAITING = "waiting"
    ANSWERED = "answered"
    SILENT = "silent"


@dataclass(frozen=True, kw_only=True)
class PublicInquiry:
    """That somebody was asked for a position, as two persons let the public know of it.

    ``whom`` and ``answer`` are by language, ``answer`` is empty while ``state`` is not answered;
    ``due`` was the last day for it. ``actor`` is the code of the body that was asked, if it is one
    of the codebook's.
    """

    whom: Mapping[str, str]
    asked: date
    due: date
    state: InquiryState
    answer: Mapping[str, str] = field(default_factory=dict)
    actor: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceLife:
    """How a cited page stands, and since when, seen from what an entry was written after."""

    url: str
    state: ArticleState
    since: date


@dataclass(frozen=True, kw_only=True)
class RecordedConduct:
    """All that is recorded about an entry beside its text.

    ``newer`` are addresses of articles of the same story or case that came after the text;
    ``stage`` is the case status that somebody last saw, ``later`` those of later incidents of the
    case, ``checked`` the day on which somebody last looked how the matter stands. ``outlets`` are
    the names, by language, of outlets that somebody linked with the entry. ``origin`` is the post
    of the newsroom's own channel from which the entry came, if it did.
    """

    cast: tuple[Person, ...] = ()
    outlets: tuple[Mapping[str, str], ...] = ()
    attributions: tuple[Attribution, ...] = ()
    comments: tuple[Comment, ...] = ()
    sources: tuple[SourceLife, ...] = ()
    newer: tuple[str, ...] = ()
    stage: str | None = None
    later: tuple[str, ...] = ()
    checked: date | None = None
    origin: ChannelOrigin | None = None


@dataclass(frozen=True, kw_only=True)
class Actors:
    """Actors that count as established, and how many are only alleged."""

    established: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()


def established(actors: Iterable[str], attributions: Iterable[Attribution]) -> Actors:
    """Who of the coded actors may stand in counts, charts and headlines.

    Only who signed or admitted the act, or whom a final judgment or forensics found.
    """
    found = {one.actor for one in attributions if one.basis is not Basis.ALLEGED}
    named = tuple(dict.fromkeys(actors))
    return Actors(
        established=tuple(actor for actor in named if actor in found),
        alleged=tuple(actor for actor in named if actor not in found),
    )
