"""The states of sources, stories, versions, incidents and others, and permitted transitions."""

from enum import StrEnum
from typing import TypeVar

from dalel.domain.errors import ForbiddenMoveError


class SourceState(StrEnum):
    """How we stand to an outlet, channel or register."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    DEAD = "dead"


class FindingState(StrEnum):
    """What became of an address that a collector saw."""

    NEW = "new"
    FETCHED = "fetched"
    SKIPPED = "skipped"


class ArticleState(StrEnum):
    """How an article's page stood when we last looked."""

    LIVE = "live"
    CHANGED = "changed"
    REMOVED = "removed"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


class StoryState(StrEnum):
    """What the newsroom decided about a group of articles."""

    NEW = "new"
    LATER = "later"
    TAKEN = "taken"
    ATTACHED = "attached"
    REJECTED = "rejected"
    MERGED = "merged"


class DraftState(StrEnum):
    """How far a draft that a machine makes has come."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DONE = "done"


class BuildState(StrEnum):
    """How far a build of the site or of a preview has come."""

    WANTED = "wanted"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class VersionState(StrEnum):
    """How far one version of an incident's text has come."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class IncidentState(StrEnum):
    """How the public sees an incident."""

    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"


#: Whose text readers see.
SHOWN = frozenset({IncidentState.PUBLISHED, IncidentState.CORRECTED})
#: Whose text is no longer public.
GONE = frozenset({IncidentState.RETRACTED, IncidentState.WITHDRAWN})


class EditionState(StrEnum):
    """How far an issue of the bulletin has come."""

    OPEN = "open"
    FROZEN = "frozen"
    SCHEDULED = "scheduled"
    RELEASED = "released"


class FlashState(StrEnum):
    """Whether a second person stands behind what went out in a hurry."""

    RELEASED = "released"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class ConcernState(StrEnum):
    """What became of something that a check found."""

    OPEN = "open"
    RESOLVED = "resolved"
    WAIVED = "waived"


class DiaryState(StrEnum):
    """What people think of a day that a text names."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class DemandState(StrEnum):
    """How far a demand on the newsroom has come."""

    RECEIVED = "received"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class MessageState(StrEnum):
    """How far a message to the outside has come."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


State = (
    SourceState
    | FindingState
    | ArticleState
    | StoryState
    | DraftState
    | BuildState
    | VersionState
    | IncidentState
    | EditionState
    | FlashState
    | ConcernState
    | DiaryState
    | DemandState
    | MessageState
)

S = TypeVar("S", bound=State)

#: The one transition table, by noun. A state that is no key is final.
#:
#: It is nested because states are strings: the "new" of a finding equals the "new" of a story.
TRANSITIONS: dict[type[StrEnum], dict[StrEnum, frozenset[StrEnum]]] = {
    SourceState: {
        SourceState.PROPOSED: frozenset({SourceState.ACTIVE, SourceState.PAUSED, SourceState.DEAD}),
        SourceState.ACTIVE: frozenset({SourceState.PAUSED, SourceState.DEAD}),
        SourceState.PAUSED: frozenset({SourceState.ACTIVE, SourceState.DEAD}),
        SourceState.DEAD: frozenset({SourceState.ACTIVE}),
    },
    FindingState: {
        FindingState.NEW: frozenset({FindingState.FETCHED, FindingState.SKIPPED}),
        # What was skipped can be called back.
        FindingState.SKIPPED: frozenset({FindingState.NEW}),
    },
    ArticleState: {
        ArticleState.LIVE: frozenset(ArticleState) - {ArticleState.LIVE},
        ArticleState.CHANGED: frozenset(ArticleState) - {ArticleState.CHANGED},
        ArticleState.REMOVED: frozenset({ArticleState.LIVE, ArticleState.CHANGED}),
        ArticleState.BLOCKED: frozenset(ArticleState) - {ArticleState.BLOCKED},
        ArticleState.UNREACHABLE: frozenset(ArticleState) - {ArticleState.UNREACHABLE},
    },
    StoryState: {
        StoryState.NEW: frozenset(
            {
                StoryState.LATER,
                StoryState.TAKEN,
                StoryState.ATTACHED,
                StoryState.REJECTED,
                StoryState.MERGED,
            }
        ),
        StoryState.LATER: frozenset(
            {
                StoryState.NEW,
                StoryState.TAKEN,
                StoryState.ATTACHED,
                StoryState.REJECTED,
                StoryState.MERGED,
            }
        ),
        # Every decision about a story can be undone.
        StoryState.TAKEN: frozenset({StoryState.NEW}),
        StoryState.ATTACHED: frozenset({StoryState.NEW}),
        StoryState.REJECTED: frozenset({StoryState.NEW}),
        StoryState.MERGED: frozenset({StoryState.NEW}),
    },
    VersionState: {
        VersionState.DRAFT: frozenset({VersionState.IN_REVIEW, VersionState.SUPERSEDED}),
        VersionState.IN_REVIEW: frozenset(
            {VersionState.DRAFT, VersionState.APPROVED, VersionState.SUPERSEDED}
        ),
        # An approval of somebody whose account was closed is taken back.
        VersionState.APPROVED: frozenset({VersionState.SUPERSEDED, VersionState.IN_REVIEW}),
    },
    IncidentState: {
        IncidentState.UNPUBLISHED: frozenset({IncidentState.PUBLISHED, IncidentState.WITHDRAWN}),
        IncidentState.PUBLISHED: frozenset(
            {IncidentState.CORRECTED, IncidentState.RETRACTED, IncidentState.WITHDRAWN}
        ),
        IncidentState.CORRECTED: frozenset(
            {IncidentState.CORRECTED, IncidentState.RETRACTED, IncidentState.WITHDRAWN}
        ),
        IncidentState.RETRACTED: frozenset({IncidentState.WITHDRAWN}),
    },
    EditionState: {
        EditionState.OPEN: frozenset({EditionState.FROZEN}),
        EditionState.FROZEN: frozenset(
            {EditionState.OPEN, EditionState.SCHEDULED, EditionState.RELEASED}
        ),
        EditionState.SCHEDULED: frozenset({EditionState.FROZEN, EditionState.RELEASED}),
    },
    FlashState: {
        FlashState.RELEASED: frozenset({FlashState.CONFIRMED, FlashState.UNCONFIRMED}),
        FlashState.UNCONFIRMED: frozenset({FlashState.CONFIRMED}),
    },
    ConcernState: {
        ConcernState.OPEN: frozenset({ConcernState.RESOLVED, ConcernState.WAIVED}),
        ConcernState.RESOLVED: frozenset({ConcernState.OPEN}),
        ConcernState.WAIVED: frozenset({ConcernState.OPEN}),
    },
    DraftState: {
        DraftState.WAITING: frozenset({DraftState.READY, DraftState.FAILED, DraftState.CANCELLED}),
        # A person took it, or wants none of it.
        DraftState.READY: frozenset({DraftState.DONE}),
        DraftState.FAILED: frozenset({DraftState.WAITING, DraftState.DONE}),
        DraftState.CANCELLED: frozenset({DraftState.WAITING}),
    },
    BuildState: {
        BuildState.WANTED: frozenset({BuildState.RUNNING, BuildState.CANCELLED}),
        BuildState.RUNNING: frozenset(
            # It waits again when something that was taken back has to go first.
            {BuildState.DONE, BuildState.FAILED, BuildState.CANCELLED, BuildState.WANTED}
        ),
    },
    DiaryState: {
        DiaryState.PROPOSED: frozenset({DiaryState.CONFIRMED, DiaryState.DISMISSED}),
        DiaryState.CONFIRMED: frozenset({DiaryState.DISMISSED}),
        # A slip is mended.
        DiaryState.DISMISSED: frozenset({DiaryState.CONFIRMED}),
    },
    DemandState: {
        DemandState.RECEIVED: frozenset({DemandState.DECIDED, DemandState.WITHDRAWN}),
        # What was decided, answered or taken back can be opened again.
        DemandState.DECIDED: frozenset({DemandState.ANSWERED, DemandState.RECEIVED}),
        DemandState.ANSWERED: frozenset({DemandState.RECEIVED}),
        DemandState.WITHDRAWN: frozenset({DemandState.RECEIVED}),
    },
    MessageState: {
        MessageState.QUEUED: frozenset({MessageState.SENDING}),
        MessageState.SENDING: frozenset(
            {MessageState.SENT, MessageState.FAILED, MessageState.UNCERTAIN}
        ),
        MessageState.FAILED: frozenset({MessageState.QUEUED}),
        # Only a person moves an uncertain message on, or the answer that came late after all.
        MessageState.UNCERTAIN: frozenset({MessageState.QUEUED, MessageState.SENT}),
    },
}


def move(now: S, then: S) -> S:
    """Return ``then`` when it may follow ``now``.

    :raises ForbiddenMoveError: when the transition table does not know this step.
    """
    if then not in TRANSITIONS[type(now)].get(now, frozenset()):
        raise ForbiddenMoveError(f"{type(now).__name__}: {then} may not follow {now}")
    return then
