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
]
