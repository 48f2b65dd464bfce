"""What becomes of doubts: how likely each is right, and whether it holds a text back.

A logistic model a group of doubts, trained on texts of many writers, with levels of its own.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from dalel.steps.check.facts.doubts import TextDoubt
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict

_FILE: Final = "weights.json"
#: Beyond this the logistic function is 0 or 1 to the last digit told.
_STEEPEST: Final = 50.0


@dataclass(frozen=True, kw_only=True)
class GroupModel:
    """The logistic model of one group of doubts.

    From the likelihoods ``hint`` and ``error`` on a doubt is told, and holds the text back.
    """

    bias: float
    weights: Mapping[str, float]
    hint: float
    error: float

    def likelihood(self, features: Mapping[str, float]) -> float:
        """How likely such a doubt is right, 0 to 1; features not seen in training count 0."""
        told = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, self.bias + told))))


@cache
def trained(package: str = __package__ or "") -> Mapping[str, GroupModel]:
    """The models by group that lie beside a package's code; a group without one is never told.

    ``tools/train_checks.py`` writes them.
    """
    kept = json.loads((files(package) / _FILE).read_text("utf-8"))
    return {group: GroupModel(**fields) for group, fields in kept.items()}


def weighed(
    doubts: Iterable[TextDoubt], models: Mapping[str, GroupModel]
) -> Iterator[CheckedClaim]:
    """The doubts that are told, as errors and hints, each with its likelihood as confidence."""
    for doubt in doubts:
        model = models.get(doubt.group)
        likelihood = model.likelihood(doubt.features) if model is not None else 0.0
        if model is not None and likelihood >= min(model.hint, model.error):
            held = likelihood >= model.error
            yield replace(
                doubt.finding,
                verdict=ClaimVerdict.UNSUPPORTED if held else ClaimVerdict.UNCLEAR,
                confidence=round(likelihood, 3),
            )
