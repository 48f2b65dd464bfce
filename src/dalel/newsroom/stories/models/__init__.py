"""The rows of stories."""

from dalel.newsroom.stories.models.signal import SignalRow
from dalel.newsroom.stories.models.story import (
    ClassificationRow,
    ConstraintRow,
    DecisionRow,
    DuplicateSuggestion,
    JobLock,
    JudgingRow,
    MembershipRow,
    ReprintRow,
    StoryRow,
    VectorRow,
)
from dalel.newsroom.stories.models.waiting import WaitingRow

__all__ = [
    "ClassificationRow",
    "ConstraintRow",
    "DecisionRow",
    "DuplicateSuggestion",
    "JobLock",
    "JudgingRow",
    "MembershipRow",
    "ReprintRow",
    "SignalRow",
    "StoryRow",
    "VectorRow",
    "WaitingRow",
]
