"""What can a person decide about a story?"""

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
