"""Comparison of two articles: the probability that both are about one happening."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from dalel.domain.lexicon import Lexicon
from dalel.domain.reason import Reason
from dalel.steps.group.match_reasons import reasons_for
from dalel.steps.group.models import pair_model
from dalel.steps.group.pairs import FEATURES, features
from dalel.steps.group.rarity import Weighed
from dalel.steps.group.trees import Rows, Trees
from dalel.steps.group.window import Window

_AT_ONCE: Final = 4_000
#: Two numbers of the window, the smaller first.
Pair = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class PairJudge:
    """What decides on pairs: a trained model, the country's words, and the vectors' spread.

    The spread is that of the vectors' model (``Centres.spread``). With vectors the trained model
    must be one that was trained with them.
    """

    model: Trees
    lexicon: Lexicon
    spread: float = 1.0


def trained_judge(lexicon: Lexicon, spread: float | None) -> PairJudge:
    """The judge of articles with vectors of this spread, or of those without: None."""
    model = pair_model(with_vectors=spread is not None)
    return PairJudge(model=model, lexicon=lexicon, spread=1.0 if spread is None else spread)


class Comparing:
    """Compares articles as the window stands now; each is weighed once."""

    def __init__(self, window: Window, judge: PairJudge) -> None:
        self._window = window
        self._judge = judge
        self._stages = stages(judge.lexicon)
        self._weighed: dict[int, Weighed] = {}

    def rows(self, pairs: Iterable[Pair]) -> Rows:
        """The features of pairs, a row each."""
        rows = [
            features(self._of(one), self._of(other), self._nearness(one, other), self._stages)
            for one, other in pairs
        ]
        return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))

    def likelihoods(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
        """The pairs with their probabilities."""
        for part in _parts(pairs):
            yield from zip(
                part, map(float, self._judge.model.probabilities(self.rows(part))), strict=True
            )

    def reasons(self, one: int, other: int, spelled: Mapping[str, str]) -> tuple[Reason, ...]:
        """Why the first article stands beside the second, in the first one's spelling."""
        return reasons_for(self._of(one), self._of(other), self._nearness(one, other), spelled)

    def _of(self, at: int) -> Weighed:
        if at not in self._weighed:
            self._weighed[at] = self._window.rarity.weigh(self._window.entries[at].marks)
        return self._weighed[at]

    def _nearness(self, one: int, other: int) -> float:
        return self._window.nearness(one, other) / self._judge.spread


def stages(lexicon: Lexicon) -> dict[str, int]:
    """At which place of a matter's course a step stands: the pack lists them in that order."""
    steps = (step for phrases in lexicon.outcomes.values() for step in phrases)
    return {step: at for at, step in enumerate(dict.fromkeys(steps))}


def _parts(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    rest = iter(pairs)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
