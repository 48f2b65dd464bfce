"""Aligns the sentences of a text and its translation: which sentence says which.

Paragraph by paragraph where both have as many, by dynamic programming over lengths (Gale and
Church 1993), with what both sides write alike - figures, above all - as an anchor. Only sentences
that stand one for one come out: half a sentence is no wording.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from dalel.language.sentences import sentences

#: The cost of a pair, by how many sentences it takes on each side: Gale and Church's, in nats.
_KINDS: Final = {(1, 1): 0.12, (2, 1): 2.4, (1, 2): 2.4, (1, 0): 4.6, (0, 1): 4.6}
#: The variance of a translation's length, per letter.
_VARIANCE: Final = 6.8
#: What a figure costs that stands on one side alone.
_LONELY: Final = 1.5
#: A pair that costs more is no pair.
_DEAREST: Final = 5.0
_FIGURE: Final = re.compile(r"\d+(?:[\s\u00a0]\d{3})*(?:[.,]\d+)?")
_SPACE: Final = re.compile(r"\s")


def paired(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences of paragraphs and the sentences of the other language's that say the same."""
    if len(one) == len(other):
        for mine, theirs in zip(one, other, strict=True):
            yield from _aligned(_split(mine), _split(theirs))
    else:
        yield from _aligned(
            [sentence for paragraph in one for sentence in _split(paragraph)],
            [sentence for paragraph in other for sentence in _split(paragraph)],
        )


def _split(paragraph: str) -> list[str]:
    return [" ".join(paragraph[span.start : span.end].split()) for span in sentences(paragraph)]


def _aligned(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for place in ((i, j) for i in range(len(one) + 1) for j in range(len(other) + 1)):
        for kind in _KINDS:
            start = (place[0] - kind[0], place[1] - kind[1])
            if start not in best:
                continue
            mine = tuple(one[start[0] : place[0]])
            cost = best[start][0] + _cost(mine, tuple(other[start[1] : place[1]]))
            if place not in best or cost < best[place][0]:
                best[place] = (cost, kind)
    place, found = (len(one), len(other)), list[tuple[str, str]]()
    while place != (0, 0):
        kind = best[place][1]
        start = (place[0] - kind[0], place[1] - kind[1])
        if kind == (1, 1):
            pair = one[start[0]], other[start[1]]
            if _cost((pair[0],), (pair[1],)) <= _DEAREST:
                found.append(pair)
        place = start
    yield from reversed(found)


@lru_cache(maxsize=4096)
def _cost(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """How unlikely it is that these say the same, as a negative logarithm."""
    base = _KINDS[len(mine), len(theirs)]
    lengths = sum(map(len, mine)), sum(map(len, theirs))
    if not all(lengths):
        return base
    mean = sum(lengths) / 2
    apart = abs(lengths[0] - lengths[1]) / math.sqrt(mean * _VARIANCE)
    # Two-sided tail of the normal distribution.
    length = -math.log(max(math.erfc(apart / math.sqrt(2)), 1e-12))
    figures = [_figures(" ".join(side)) for side in (mine, theirs)]
    return base + length + _LONELY * len(figures[0] ^ figures[1])


def _figures(text: str) -> frozenset[str]:
    return frozenset(_SPACE.sub("", one).replace(",", ".") for one in _FIGURE.findall(text))
