"""Rarity weighting: the weight of something that two articles have in common.

The rarer it is in the window, the more: log((n + 1) / texts with it), as a share of the most that
a mark can have among n texts, so that windows of any size compare.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, log
from typing import Final

from dalel.steps.group.happening_marks import Marks
from dalel.steps.group.postings import take_from

#: The kinds of marks that are weighed.
KINDS: Final = (
    "words", "title", "kin", "title_kin", "names", "headline", "numbers", "sums", "dates",
    "statutes", "places", "bodies",
)  # fmt: skip
#: Marks of a title are counted with all marks of their kind.
_COUNTED_AS: Final = {"title": "words", "title_kin": "kin", "headline": "names"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """An article's marks with their weights, by kind; ``mass`` is the sum of their squares."""

    marks: Marks
    weights: Mapping[str, Mapping[str, float]]
    mass: Mapping[str, float]


class _Weights(dict[int, float]):
    """The weight of a mark by how many of so many texts have it, each worked out once."""

    def __init__(self, texts: int) -> None:
        self.texts = texts
        self._most = log(texts + 1)

    def __missing__(self, count: int) -> float:
        weight = self[count] = 1 - log(max(count, 1)) / self._most
        return weight


class Rarity:
    """Counts in how many texts of the window each mark stands."""

    def __init__(self) -> None:
        self._texts = 0
        self._weight = _Weights(1)
        self._having = {kind: Counter[str]() for kind in KINDS if kind not in _COUNTED_AS}

    def add(self, marks: Marks) -> None:
        """Count one more text."""
        self._texts += 1
        for kind, having in self._having.items():
            having.update(getattr(marks, kind))

    def take_away(self, marks: Marks) -> None:
        """Forget a text."""
        self._texts -= 1
        for kind, having in self._having.items():
            take_from(having, getattr(marks, kind))

    def weigh(self, marks: Marks) -> Weighed:
        """Weigh an article's marks as the window stands."""
        if self._weight.texts != self._texts:
            self._weight = _Weights(self._texts)
        weights = {kind: self._weights(marks, kind) for kind in KINDS}
        mass = {kind: fsum(w * w for w in found.values()) for kind, found in weights.items()}
        return Weighed(marks=marks, weights=weights, mass=mass)

    def _weights(self, marks: Marks, kind: str) -> dict[str, float]:
        having, weight = self._having[_COUNTED_AS.get(kind, kind)], self._weight
        return {mark: weight[having[mark]] for mark in getattr(marks, kind)}
