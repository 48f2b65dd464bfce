"""Clustering of articles into groups by the probabilities of their pairs.

Average link: the two groups whose pairs are likeliest on the mean are joined, again and again, down
to a mean that the model was trained to stop at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush


class Groups:
    """Groups that grow together: ``members`` by a group's number, ``of`` by an article's.

    ``sums`` are the summed probabilities of the pairs between two groups; a pair that was not given
    has none.
    """

    def __init__(self, articles: Iterable[int], likely: Mapping[tuple[int, int], float]) -> None:
        self.members = {at: [article] for at, article in enumerate(articles)}
        self.of = {group[0]: at for at, group in self.members.items()}
        self.sums: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), probability in likely.items():
            a, b = self.of[one], self.of[other]
            self.sums[a][b] = self.sums[b][a] = probability
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._next = len(self.members)

    def unite(self, one: int, other: int) -> None:
        """Make one group of those of two articles."""
        if self.of[one] != self.of[other]:
            self.join(self.of[one], self.of[other])

    def keep_apart(self, one: int, other: int) -> None:
        """Never join the groups of two articles; what is one group already stays one."""
        if one in self.of and other in self.of and self.of[one] != self.of[other]:
            self._apart[self.of[one]].add(self.of[other])
            self._apart[self.of[other]].add(self.of[one])

    def may_join(self, a: int, b: int) -> bool:
        """Whether both groups still stand and nobody has set them apart."""
        return a in self.members and b in self.members and b not in self._apart[a]

    def mean(self, a: int, b: int) -> float:
        """The mean probability of the pairs between two groups."""
        return self.sums[a][b] / (len(self.members[a]) * len(self.members[b]))

    def join(self, a: int, b: int) -> int:
        """Make one group of two."""
        new, self._next = self._next, self._next + 1
        self.members[new] = self.members.pop(a) + self.members.pop(b)
        self.of |= dict.fromkeys(self.members[new], new)
        rows = self.sums.pop(a, {}), self.sums.pop(b, {})
        for near in sorted((rows[0].keys() | rows[1].keys()) - {a, b}):
            total = rows[0].get(near, 0.0) + rows[1].get(near, 0.0)
            self.sums[near].pop(a, None)
            self.sums[near].pop(b, None)
            self.sums[new][near] = self.sums[near][new] = total
        for far in self._apart.pop(a, set()) | self._apart.pop(b, set()):
            self._apart[far] -= {a, b}
            self._apart[far].add(new)
            self._apart[new].add(far)
        return new


def link(groups: Groups, linked: float, settled: frozenset[int]) -> list[tuple[int, int]]:
    """Join groups while any two are likely enough, but never two that are settled.

    Settled groups are stories that stand. Two of them that are likely to be one are returned.
    """
    standing = set(settled)
    heap = [(-groups.mean(a, b), a, b) for a, row in groups.sums.items() for b in row if a < b]
    heapify(heap)
    doubles = []
    while heap and -heap[0][0] >= linked:
        _, a, b = heappop(heap)
        if not groups.may_join(a, b):
            continue
        if a in standing and b in standing:
            doubles.append((a, b))
            continue
        new = groups.join(a, b)
        if a in standing or b in standing:
            standing.add(new)
        for near in groups.sums[new]:
            heappush(heap, (-groups.mean(new, near), near, new))
    return [(a, b) for a, b in doubles if groups.may_join(a, b)]
