"""Which stretches of a text meet one another, however many there are?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dalel.domain.evidence import Span


class Spans:
    """Stretches that are taken; asking costs the same in a page and in a book."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        #: The furthest end of the stretches up to each one.
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all characters from ``start`` to ``end``."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._ends[before - 1] >= end
