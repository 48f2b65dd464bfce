"""What becomes of doubts: how likely each is right, and whether it holds a text back.

A logistic model a group of doubts, trained on texts of many writers (``tools/train_checks.py``).
Values that stand nowhere have levels of their own: an editor must see them.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from dalel.steps.check.facts.doubts import Doubt
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, Mechanism

_FILE: Final = "weights.json"
#: Beyond this the logistic function is 0 or 1 to the last digit told.
_STEEPEST: Final = 50.0


@dataclass(frozen=True, kw_only=True)
class GroupModel:
    """The logistic model of one group of doubts."""

    bias: float
    weights: Mapping[str, float]

    def likelihood(self, features: Mapping[str, float]) -> float:
        """How likely such a doubt is right, 0 to 1; features not seen in training count 0."""
        told = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, self.bias + told))))


@dataclass(frozen=True, kw_only=True)
class Levels:
    """From which likelihood on a doubt is told as a hint, and holds the text back."""

    hint: float
    error: float


@dataclass(frozen=True, kw_only=True)
class DoubtWeights:
    """Models by group, and levels of values that stand nowhere and of all other doubts."""

    models: Mapping[str, GroupModel]
    absent: Levels
    told: Levels

    def likelihood(self, doubt: Doubt) -> float:
        """How likely a doubt is right; one of a group without a model never is."""
        model = self.models.get(doubt.group)
        return model.likelihood(doubt.features) if model is not None else 0.0

    def levels(self, doubt: Doubt) -> Levels:
        """The levels that a doubt is held against."""
        return self.absent if doubt.finding.mechanism is Mechanism.ABSENT else self.told


@cache
def trained(package: str = __package__ or "") -> DoubtWeights:
    """The weights that lie beside a package's code, as ``tools/train_checks.py`` writes them."""
    kept = json.loads((files(package) / _FILE).read_text("utf-8"))
    return DoubtWeights(
        models={group: GroupModel(**fields) for group, fields in kept["models"].items()},
        absent=Levels(**kept["absent"]),
        told=Levels(**kept["told"]),
    )


def weighed(doubts: Iterable[Doubt], weights: DoubtWeights) -> Iterator[CheckedClaim]:
    """The doubts that are told, as errors and hints, each with its likelihood as confidence."""
    for doubt in doubts:
        likelihood, levels = weights.likelihood(doubt), weights.levels(doubt)
        if likelihood >= levels.hint:
            held = likelihood >= levels.error
            yield replace(
                doubt.finding,
                verdict=ClaimVerdict.UNSUPPORTED if held else ClaimVerdict.UNCLEAR,
                confidence=round(likelihood, 3),
            )
