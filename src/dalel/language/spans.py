"""Sets of text spans with fast tests for overlap."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from dalel.domain.evidence import TextSpan

_Found = TypeVar("_Found")


class Spans:
    """Stretches that are taken; asking costs the same in a page and in a book."""

    def __init__(self, spans: Iterable[TextSpan]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._own_ends = [end for _, end in ordered]
        #: The furthest end of the stretches up to each one.
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def meeting(self, start: int, end: int) -> Iterator[TextSpan]:
        """Those that have a character in common with ``start`` to ``end``, the last one first."""
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._ends[at] > start:
            if self._own_ends[at] > start:
                yield TextSpan(start=self._starts[at], end=self._own_ends[at])
            at -= 1

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all characters from ``start`` to ``end``."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._ends[before - 1] >= end


class SpanIndex(Generic[_Found]):
    """What stands in a text, by place; looking up costs the same in a page and in a book."""

    def __init__(self, found: Iterable[_Found], span_of: Callable[[_Found], TextSpan]) -> None:
        self._found = sorted(found, key=lambda one: span_of(one).start)
        spans = [span_of(one) for one in self._found]
        self._starts = [span.start for span in spans]
        self._own_ends = [span.end for span in spans]
        self._ends = list(accumulate(self._own_ends, max))

    def meeting(self, span: TextSpan) -> list[_Found]:
        """Those that have a character in common with a stretch, in the order of the text."""
        found: list[_Found] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._ends[at] > span.start:
            if self._own_ends[at] > span.start:
                found.append(self._found[at])
            at -= 1
        return found[::-1]

    def at(self, place: int) -> _Found | None:
        """The first that has the character at a place."""
        return next(iter(self.meeting(TextSpan(start=place, end=place + 1))), None)


def covering(spans: Iterable[TextSpan]) -> TextSpan:
    """The stretch from the first of some spans to the end of the last; there is at least one."""
    found = list(spans)
    return TextSpan(start=min(s.start for s in found), end=max(s.end for s in found))


def without_overlaps(
    found: Iterable[_Found], span_of: Callable[[_Found], TextSpan]
) -> list[_Found]:
    """Those that meet none of the kept ones before them, in the order of the text."""
    kept: list[_Found] = []

    def start(one: _Found) -> int:
        return span_of(one).start

    for one in found:
        # Those that are kept stand apart, so that of those before it the last one reaches furthest.
        before = bisect_left(kept, span_of(one).end, key=start)
        if not before or span_of(kept[before - 1]).end <= start(one):
            insort(kept, one, key=start)
    return kept
