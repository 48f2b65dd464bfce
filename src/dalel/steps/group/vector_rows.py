"""The vectors of a window that moves on, and which of its texts are nearest to one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dalel.language.vectors import Vectors

_NO_DAY: Final = -1


class VectorRows:
    """A vector and a day for each number; numbers only grow.

    Rows of what is forgotten are closed up once they are more than half of all, so that neither
    memory nor a search hang on how much has ever come through the window.
    """

    def __init__(self) -> None:
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._days: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._numbers: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._row: dict[int, int] = {}
        self._filled = 0

    def add(self, new: range, days: Sequence[date | None], vectors: Vectors | None) -> None:
        """Take in rows, with a vector of length one for each or with none."""
        start, self._filled = self._filled, self._filled + len(new)
        self._make_room(0 if vectors is None else vectors.shape[1])
        self._days[start : self._filled] = [_number(day) for day in days]
        self._numbers[start : self._filled] = new
        self._row |= {at: start + place for place, at in enumerate(new)}
        if vectors is not None:
            self._vectors[start : self._filled] = vectors

    def forget(self, old: Iterable[int]) -> None:
        """Let go of rows."""
        for at in old:
            # A vector of nothing is near to nothing.
            self._vectors[self._row.pop(at)] = 0
        if 2 * len(self._row) < self._filled:
            self._close_up()

    def cosine(self, one: int, other: int) -> float:
        """The cosine of two."""
        return float(self._vectors[self._row[one]] @ self._vectors[self._row[other]])

    def nearest(self, part: Sequence[int], count: int, days: int) -> list[list[int]]:
        """For each of some the nearest ``count`` that are at most so many days away, itself not."""
        if not self._vectors.shape[1]:
            return [[] for _ in part]
        rows = [self._row[at] for at in part]
        cosines = self._vectors[: self._filled] @ self._vectors[rows].T
        all_days = self._days[: self._filled]
        for column, row in enumerate(rows):
            cosines[row, column] = -1
            if all_days[row] != _NO_DAY:
                far = np.abs(all_days - all_days[row]) > days
                cosines[(all_days != _NO_DAY) & far, column] = -1
        count = min(count, self._filled)
        best = np.argpartition(-cosines, count - 1, axis=0)[:count]
        return [
            [int(self._numbers[row]) for row in best[:, column] if cosines[row, column] > 0]
            for column in range(len(part))
        ]

    def _close_up(self) -> None:
        rows = list(self._row.values())
        self._vectors, self._days = self._vectors[rows], self._days[rows]
        self._numbers = self._numbers[rows]
        self._row = {at: row for row, at in enumerate(self._row)}
        self._filled = len(rows)

    def _make_room(self, size: int) -> None:
        size = size or self._vectors.shape[1]
        if self._filled <= len(self._days) and size == self._vectors.shape[1]:
            return
        room = max(self._filled, 2 * len(self._days))
        days, numbers, vectors = self._days, self._numbers, self._vectors
        self._days = np.full(room, _NO_DAY, dtype=np.int32)
        self._days[: len(days)] = days
        self._numbers = np.zeros(room, dtype=np.int64)
        self._numbers[: len(numbers)] = numbers
        self._vectors = np.zeros((room, size), dtype=np.float32)
        self._vectors[: len(vectors), : vectors.shape[1]] = vectors


def _number(day: date | None) -> int:
    return day.toordinal() if day else _NO_DAY
