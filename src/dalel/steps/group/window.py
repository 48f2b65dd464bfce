"""The open window of articles: earlier ones that may be about the same happening.

Those whose vectors are nearest and those that share its rare marks: a few of each, however many the
window holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.language.vectors import Vectors
from dalel.steps.group.happening_marks import Marks
from dalel.steps.group.lookup import are_near
from dalel.steps.group.postings import Postings
from dalel.steps.group.rarity import Rarity
from dalel.steps.group.vector_rows import VectorRows

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
        self._having = Postings[tuple[str, str]]()
        self._rows = VectorRows()
        self._next = 0

    def add(self, entries: Sequence[WindowEntry], vectors: Vectors | None) -> range:
        """Take articles in, with a vector of length one for each or with none; their numbers."""
        new = range(self._next, self._next + len(entries))
        self._next = new.stop
        for at, entry in zip(new, entries, strict=True):
            self.entries[at] = entry
            self.rarity.add(entry.marks)
            self._having.add(at, _keys(entry.marks))
        self._rows.add(new, [entry.marks.day for entry in entries], vectors)
        return new

    def forget(self, before: date) -> dict[int, WindowEntry]:
        """Let go of the articles of earlier days; those of no day stay."""
        days = ((at, entry, entry.marks.day) for at, entry in self.entries.items())
        old = {at: entry for at, entry, day in days if day is not None and day < before}
        for at, entry in old.items():
            del self.entries[at]
            self.rarity.take_away(entry.marks)
        self._having.take_away({at: _keys(entry.marks) for at, entry in old.items()})
        self._rows.forget(old)
        return old

    def nearness(self, one: int, other: int) -> float:
        """The cosine of two articles."""
        return self._rows.cosine(one, other)

    def candidates(self, new: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
        """For each of these articles those of the window that may be about the same."""
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            for at, nearest in zip(part, self._rows.nearest(part, _NEAREST, DAYS), strict=True):
                found = set(nearest) | set(self._likest(at))
                yield at, sorted(found - {at})

    def _likest(self, at: int) -> list[int]:
        lists = (self._having.of(key) for key in _keys(self.entries[at].marks))
        shared = sorted((having for having in lists if 1 < len(having) <= _MOST), key=len)
        score: dict[int, float] = defaultdict(float)
        for having in shared[:_RAREST]:
            weight = 1 / len(having)
            for other in having:
                score[other] += weight
        day = self.entries[at].marks.day
        near = [other for other in score if are_near(day, self.entries[other].marks.day, DAYS)]
        return sorted(near, key=lambda other: (-score[other], other))[: _LIKEST + 1]


def _keys(marks: Marks) -> Iterable[tuple[str, str]]:
    return ((kind, mark) for kind in _LOOKED_UP for mark in getattr(marks, kind))
