"""Optional second opinions of a language model on sentences that no rule doubts.

By setting, and never the only judge: a model adds doubts that ask for a look, takes none away and
holds nothing back. When it does not answer, what it said before stays.
"""

from typing import Final

from dalel.outside.language_models.judging import JudgeError, ServedJudge
from dalel.steps.check.facts import PreparedEvidence

#: After so many failures in a row a model is left alone: each may have cost its whole time.
_PATIENCE: Final = 2


class SecondOpinion:
    """A judge for the check of facts that keeps its answers, and knows whether it was answered."""

    def __init__(self, model: ServedJudge) -> None:
        self._model = model
        self._kept: dict[tuple[str, tuple[str, ...]], bool | None] = {}
        self._failures = 0
        #: Why the last question was not answered; empty: all were.
        self.failed = ""

    def __call__(self, sentence: str, evidence: PreparedEvidence) -> bool | None:
        """Whether the model finds a sentence borne out; None where it cannot tell or is silent."""
        if self._failures >= _PATIENCE:
            return None
        sources = tuple(article.reading.text for article in evidence.articles)
        if (sentence, sources) not in self._kept:
            try:
                self._kept[sentence, sources] = self._model.bears_out(sentence, sources)
            except JudgeError as error:
                self._failures += 1
                self.failed = str(error)
                return None
            self._failures = 0
        return self._kept[sentence, sources]
