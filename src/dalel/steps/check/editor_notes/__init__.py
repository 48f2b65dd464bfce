"""Notes for an editor beside a text: what it leaves out, whom to ask, what changed since."""

from dalel.steps.check.editor_notes.case_changes import CaseChange, CaseChangeKind, case_changes
from dalel.steps.check.editor_notes.disputes import Dispute, disputed
from dalel.steps.check.editor_notes.omissions import (
    Omission,
    OmissionKind,
    OmittedSentence,
    omissions,
)
from dalel.steps.check.editor_notes.questions import PartyToAsk, QuestionKind, questions

__all__ = [
    "CaseChange",
    "CaseChangeKind",
    "Dispute",
    "Omission",
    "OmissionKind",
    "OmittedSentence",
    "PartyToAsk",
    "QuestionKind",
    "case_changes",
    "disputed",
    "omissions",
    "questions",
]
