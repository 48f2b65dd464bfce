"""Decisions that people can make about a story, and the reasons for rejecting one."""

from enum import StrEnum
from typing import Final

from dalel.domain.states import StoryState


class DecisionKind(StrEnum):
    """A decision about a story; each can be undone."""

    TAKE = "take"
    ATTACH = "attach"
    LATER = "later"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"


#: The state in which a decision leaves the story that it is about; a split leaves it as it is.
STATE_AFTER: Final[dict[DecisionKind, StoryState]] = {
    DecisionKind.TAKE: StoryState.TAKEN,
    DecisionKind.ATTACH: StoryState.ATTACHED,
    DecisionKind.LATER: StoryState.LATER,
    DecisionKind.REJECT: StoryState.REJECTED,
    DecisionKind.MERGE: StoryState.MERGED,
}


class NotOurs(StrEnum):
    """Why a story is not ours."""

    OTHER_TOPIC = "other topic"
    ABROAD = "abroad"
    ORDINARY_CRIME = "ordinary crime"
    ADVERTISING = "advertising"
    NO_HAPPENING = "no happening"
    TOO_OLD = "too old"
    UNPROVEN = "unproven"
    OTHER = "other"

    @property
    def is_lesson(self) -> bool:
        """Whether it says something about the text, from which a machine may learn."""
        return self in _LESSONS


_LESSONS: Final = frozenset(
    {NotOurs.OTHER_TOPIC, NotOurs.ABROAD, NotOurs.ORDINARY_CRIME, NotOurs.ADVERTISING}
)
_MARK: Final = ": "


def written(why: NotOurs, words: str) -> str:
    """A reason with a person's own words, as it is kept."""
    return f"{why}{_MARK}{words}" if words else str(why)


def read(reason: str) -> tuple[NotOurs, str]:
    """A kept reason again; one of before there was a list is somebody's own words."""
    code, _, words = reason.partition(_MARK)
    known = code in list(NotOurs)
    return (NotOurs(code), words) if known else (NotOurs.OTHER, reason)
