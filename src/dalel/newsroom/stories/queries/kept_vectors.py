"""The vectors of versions of articles, as they are kept."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.stories.models import VectorRow

Vector = NDArray[np.float32]


def vectors_of(model: str, versions: Iterable[int]) -> dict[int, Vector]:
    """The vectors of one model that are kept, by the key of the version."""
    wanted = list(versions)
    found: dict[int, Vector] = {}
    for start in range(0, len(wanted), BATCH):
        rows = VectorRow.objects.filter(model=model, version__in=wanted[start : start + BATCH])
        for row in rows:
            found[row.version_id] = np.frombuffer(row.vector, VectorRow.FLOAT).astype(np.float32)
    return found


def having(model: str, versions: Iterable[int]) -> frozenset[int]:
    """Which of these versions have a vector of a model."""
    wanted, found = list(versions), set[int]()
    for start in range(0, len(wanted), BATCH):
        rows = VectorRow.objects.filter(model=model, version__in=wanted[start : start + BATCH])
        found.update(rows.values_list("version", flat=True))
    return frozenset(found)
