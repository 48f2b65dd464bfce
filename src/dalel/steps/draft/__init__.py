"""What can a reporter begin from? Drafts of a story, from its evidence only."""

from dalel.steps.draft.answers import UnusableAnswerError
from dalel.steps.draft.drafting import Drafter
from dalel.steps.draft.extracting import Doubts
from dalel.steps.draft.fenced_words import WordFencer
from dalel.steps.draft.fencing import MARKS
from dalel.steps.draft.machine_translating import MachineTranslator, TranslationEngine
from dalel.steps.draft.parallel import Differences
from dalel.steps.draft.prompted import Ask, Prompted, Prompter
from dalel.steps.draft.revising import Reviser, RevisionWish
from dalel.steps.draft.rewording import Rewriter
from dalel.steps.draft.translating import Translation, TranslationPair, Translator

__all__ = [
    "MARKS",
    "Ask",
    "Differences",
    "Doubts",
    "Drafter",
    "MachineTranslator",
    "Prompted",
    "Prompter",
    "Reviser",
    "RevisionWish",
    "Rewriter",
    "Translation",
    "TranslationEngine",
    "TranslationPair",
    "Translator",
    "UnusableAnswerError",
    "WordFencer",
]
