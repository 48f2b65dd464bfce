"""Excerpts of a source, shown as proof of what a text says."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.sentences import sentences

#: Stands where a quoted sentence was cut.
_CUT: Final = "…"
_START: Final = attrgetter("start")


def excerpt(source: str, borne_out: Collection[TextSpan], limit: int) -> str:
    """The sentences on end of a source that bear most out in at most ``limit`` characters.

    Where already one is longer, what stands around its first proof. Empty where nothing is borne
    out or there is no room.
    """
    ordered = sorted(borne_out, key=_START)
    proving = [
        (sentence, inside)
        for sentence in sentences(source)
        if (inside := _inside(sentence, ordered))
    ]
    if not proving or limit <= 2 * len(_CUT):
        return ""
    # Of runs that prove as much the shortest is taken, and of those the first.
    upto = [0, *accumulate(len(inside) for _, inside in proving)]
    ends = [sentence.end for sentence, _ in proving]
    runs = [
        (upto[last + 1] - upto[first], sentence.start - ends[last], -sentence.start, ends[last])
        for first, (sentence, _) in enumerate(proving)
        for last in range(first, bisect_right(ends, sentence.start + limit))
    ]
    if runs:
        _, _, start, end = max(runs)
        return " ".join(source[-start:end].split())
    sentence, inside = max(proving, key=lambda one: (len(one[1]), -one[0].start))
    return _around(source, sentence, min(inside, key=lambda one: one.start), limit)


def _inside(sentence: TextSpan, ordered: Sequence[TextSpan]) -> Sequence[TextSpan]:
    first, stop = (bisect_left(ordered, at, key=_START) for at in (sentence.start, sentence.end))
    return [span for span in ordered[first:stop] if span.end <= sentence.end]


def _around(source: str, sentence: TextSpan, proof: TextSpan, limit: int) -> str:
    """Whole words around a proof in a sentence that is too long; nothing where it does not fit."""
    room = limit - 2 * len(_CUT)
    if proof.end - proof.start > room:
        return ""
    start = max(sentence.start, min(proof.start - room // 3, sentence.end - room))
    end = min(sentence.end, start + room)
    if start > sentence.start:
        start = min(source.find(" ", start, proof.start) + 1 or proof.start, proof.start)
    if end < sentence.end:
        end = max(source.rfind(" ", proof.end, end), proof.end)
    head = _CUT if start > sentence.start else ""
    tail = _CUT if end < sentence.end else ""
    return head + " ".join(source[start:end].split()) + tail
