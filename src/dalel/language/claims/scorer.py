"""How likely a comparison is an error: one logistic model a slot, trained on texts of many writers.

``claims.json`` beside the models holds the weights, and by slot the levels from which on a
comparison is a hint and an error. ``tools/train_claims.py`` writes it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_FILE: Final = "claims.json"


@dataclass(frozen=True, kw_only=True)
class SlotModel:
    """Weights by feature, and the levels of a hint and of an error between 0 and 1."""

    bias: float
    weights: Mapping[str, float]
    hint: float
    error: float

    def likelihood(self, features: Mapping[str, float]) -> float:
        """How likely it is an error, 0 to 1; features that were not seen in training count 0."""
        weights = self.weights
        told = sum(weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.bias + told))))


@cache
def slot_models() -> Mapping[str, SlotModel]:
    """The models by slot; a slot without one is never doubted."""
    kept = json.loads((files("dalel.language.models") / _FILE).read_text("utf-8"))
    return {slot: SlotModel(**fields) for slot, fields in kept.items()}
