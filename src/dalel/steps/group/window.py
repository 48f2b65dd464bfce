"""The open window of articles: earlier ones that may be about the same happening.

Those whose vectors are nearest and those that share its rare marks: a few of each, however many the
window holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dalel.language.vectors import Vectors
from dalel.steps.group.happening_marks import Marks
from dalel.steps.group.rarity import Rarity

#: Articles of one happening appear within so many days of each other.
DAYS: Final = 120
#: So many candidates by vectors, and so many by marks.
_NEAREST: Final = 12
_LIKEST: Final = 12
#: An article is looked up by so many of its rarest marks, each in so many articles at most.
_RAREST: Final = 40
_MOST: Final = 150
_LOOKED_UP: Final = (
    "names", "numbers", "sums", "dates", "statutes", "places", "bodies", "kin", "words"
)  # fmt: skip
_AT_ONCE: Final = 64
_NO_DAY: Final = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class WindowEntry:
    """An article as the window holds it."""

    id: str
    marks: Marks


class Window:
    """The articles of the open window, numbered as they come in."""

    def __init__(self) -> None:
        self.entries: dict[int, WindowEntry] = {}
        self.rarity = Rarity()
        self._having: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._days: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._next = 0

    def add(self, entries: Sequence[WindowEntry], vectors: Vectors | None) -> range:
        """Take articles in, with a vector of length one for each or with none; their numbers."""
        new = range(self._next, self._next + len(entries))
        self._next = new.stop
        for at, entry in zip(new, entries, strict=True):
            self.entries[at] = entry
            self.rarity.add(entry.marks)
            for key in _keys(entry.marks):
                self._having[key].append(at)
        self._make_room(new.stop, 0 if vectors is None else vectors.shape[1])
        self._days[new.start : new.stop] = [_number(entry.marks.day) for entry in entries]
        if vectors is not None:
            self._vectors[new.start : new.stop] = vectors
        return new

    def forget(self, before: date) -> dict[int, WindowEntry]:
        """Let go of the articles of earlier days; those of no day stay."""
        days = ((at, entry, entry.marks.day) for at, entry in self.entries.items())
        old = {at: entry for at, entry, day in days if day is not None and day < before}
        for at, entry in old.items():
            marks = entry.marks
            del self.entries[at]
            self.rarity.take_away(marks)
            for key in _keys(marks):
                self._having[key].remove(at)
            # A vector of nothing is near to nothing.
            self._vectors[at] = 0
        return old

    def nearness(self, one: int, other: int) -> float:
        """The cosine of two articles."""
        return float(self._vectors[one] @ self._vectors[other])

    def candidates(self, new: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
        """For each of these articles those of the window that may be about the same."""
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            for at, nearest in zip(part, self._nearest(part), strict=True):
                found = set(nearest) | set(self._likest(at))
                yield at, sorted(found - {at})

    def _nearest(self, part: Sequence[int]) -> list[list[int]]:
        if not self._vectors.shape[1]:
            return [[] for _ in part]
        cosines = self._vectors[: self._next] @ self._vectors[list(part)].T
        days = self._days[: self._next]
        for column, at in enumerate(part):
            cosines[at, column] = -1
            if days[at] != _NO_DAY:
                cosines[(days != _NO_DAY) & (np.abs(days - days[at]) > DAYS), column] = -1
        count = min(_NEAREST, self._next)
        best = np.argpartition(-cosines, count - 1, axis=0)[:count]
        return [
            [int(at) for at in best[:, column] if cosines[at, column] > 0]
            for column in range(len(part))
        ]

    def _likest(self, at: int) -> list[int]:
        lists = (self._having[key] for key in _keys(self.entries[at].marks))
        shared = sorted((having for having in lists if 1 < len(having) <= _MOST), key=len)
        score: dict[int, float] = defaultdict(float)
        for having in shared[:_RAREST]:
            weight = 1 / len(having)
            for other in having:
                score[other] += weight
        day = self._days[at]
        near = [other for other in score if self._are_near(int(day), int(self._days[other]))]
        return sorted(near, key=lambda other: (-score[other], other))[: _LIKEST + 1]

    def _are_near(self, one: int, other: int) -> bool:
        return _NO_DAY in (one, other) or abs(one - other) <= DAYS

    def _make_room(self, rows: int, size: int) -> None:
        size = size or self._vectors.shape[1]
        if rows <= len(self._days) and size == self._vectors.shape[1]:
            return
        room = max(rows, 2 * len(self._days))
        days, vectors = self._days, self._vectors
        self._days = np.full(room, _NO_DAY, dtype=np.int32)
        self._days[: len(days)] = days
        self._vectors = np.zeros((room, size), dtype=np.float32)
        self._vectors[: len(vectors), : vectors.shape[1]] = vectors


def _keys(marks: Marks) -> Iterable[tuple[str, str]]:
    return ((kind, mark) for kind in _LOOKED_UP for mark in getattr(marks, kind))


def _number(day: date | None) -> int:
    return day.toordinal() if day else _NO_DAY
