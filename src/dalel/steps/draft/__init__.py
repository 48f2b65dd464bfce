"""What can a reporter begin from? Drafts of a story, from its evidence only."""

from dalel.steps.draft.drafting import Drafter
from dalel.steps.draft.extracting import Doubts

__all__ = ["Doubts", "Drafter"]
