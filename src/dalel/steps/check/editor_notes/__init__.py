"""Notes for an editor beside a text: what it leaves out, whom to ask, what changed since."""

from dalel.steps.check.editor_notes.case_changes import CaseChange, ChangeKind, case_changes
from dalel.steps.check.editor_notes.disputes import Dispute, disputed
from dalel.steps.check.editor_notes.omissions import (
    Omission,
    OmissionKind,
    OmittedSentence,
    omissions,
)
from dalel.steps.check.editor_notes.questions import Question, QuestionKind, questions

__all__ = [
    "CaseChange",
    "ChangeKind",
    "Dispute",
    "Omission",
    "OmissionKind",
    "OmittedSentence",
    "Question",
    "QuestionKind",
    "case_changes",
    "disputed",
    "omissions",
    "questions",
]
