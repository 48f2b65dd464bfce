"""Gradient boosted trees as plain arrays: loading, saving and predicting.

Gradient boosted trees as ``tools/train_stories.py`` writes them: the sum of one leaf of each
tree, through the logistic function. Nothing is unpickled, no library of learning is loaded.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
#: What marks a leaf, whose feature is none.
LEAF: Final = -1
_AT_ONCE: Final = 4_000


@dataclass(frozen=True, kw_only=True)
class Trees:
    """A model with what names it.

    A row of each array is a tree, a column a node, the first one the root. A row of numbers goes
    to ``left`` where its feature is at most the threshold, else to ``right``; ``depth`` is the
    deepest leaf's. ``linked`` is the mean probability from which on groups are joined.
    """

    name: str
    version: str
    trained_on: str
    features: tuple[str, ...]
    linked: float
    base: float
    depth: int
    feature: NDArray[np.int16]
    threshold: Rows
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: Rows

    def probabilities(self, rows: Rows) -> Rows:
        """For each row of features, in their order, how likely it is."""
        parts = [self._part(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _part(self, rows: Rows) -> Rows:
        tree = np.arange(len(self.feature))[:, None]
        node = np.zeros((len(self.feature), len(rows)), dtype=np.int16)
        row = np.arange(len(rows))[None, :]
        for _ in range(self.depth):
            asked = self.feature[tree, node]
            small = rows[row, np.maximum(asked, 0)] <= self.threshold[tree, node]
            after = np.where(small, self.left[tree, node], self.right[tree, node])
            node = np.where(asked == LEAF, node, after)
        total = self.base + self.value[tree, node].sum(axis=0)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)


def save_trees(trees: Trees, path: Path) -> None:
    """Write a model as plain arrays."""
    np.savez_compressed(path, allow_pickle=False, **vars(trees))


def read_trees(path: Path) -> Trees:
    """Read a model back."""
    with np.load(path, allow_pickle=False) as arrays:
        return Trees(
            name=str(arrays["name"]),
            version=str(arrays["version"]),
            trained_on=str(arrays["trained_on"]),
            features=tuple(str(name) for name in arrays["features"]),
            linked=float(arrays["linked"]),
            base=float(arrays["base"]),
            depth=int(arrays["depth"]),
            feature=arrays["feature"],
            threshold=arrays["threshold"],
            left=arrays["left"],
            right=arrays["right"],
            value=arrays["value"],
        )
