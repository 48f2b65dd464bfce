"""Lookup of the texts of the window that are worth comparing with a new one.

Those that share its rare words. MinHash alone would miss what was reworded
(``docs/decisions/0035``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Final

from dalel.steps.group.postings import Postings
from dalel.steps.group.prints import Commonness, Print, TextSimilarity, likeness

#: How many days apart a reprint may appear.
WINDOW: Final = 7
#: A text is looked up by so many of its rarest words ...
_RAREST: Final = 24
#: ... each standing in so many texts at most ...
_MOST: Final = 300
#: ... and compared with so many texts that share most of them.
_COMPARED: Final = 12


class Lookup:
    """The prints of the window, by the words they have."""

    def __init__(self) -> None:
        self._prints: dict[int, Print] = {}
        self._having = Postings[tuple[str, str]]()
        self._commonness: dict[str, Commonness] = defaultdict(Commonness)
        self._next = 0

    def add(self, own: Print) -> None:
        """Take a print in."""
        self._prints[self._next] = own
        self._commonness[own.language].add(own.stems)
        self._having.add(self._next, _keys(own))
        self._next += 1

    def forget(self, before: date) -> list[Print]:
        """Let go of the prints of earlier days; one of no day stays."""
        old = {at: p for at, p in self._prints.items() if p.day is not None and p.day < before}
        for at, each in old.items():
            del self._prints[at]
            self._commonness[each.language].take_away(each.stems)
        self._having.take_away({at: _keys(each) for at, each in old.items()})
        return list(old.values())

    def copies(self, own: Print) -> list[tuple[Print, TextSimilarity]]:
        """The prints of which this one is a copy, or that are copies of it."""
        mates = [self._prints[at] for at in self._candidates(own)]
        found = [
            (mate, likeness(own, mate, self._commonness[own.language]))
            for mate in mates
            if mate is not own and are_near(own.day, mate.day, WINDOW)
        ]
        return [(mate, each) for mate, each in found if each.is_copy]

    def _candidates(self, own: Print) -> list[int]:
        lists = (self._having.of(key) for key in _keys(own))
        shared = sorted((having for having in lists if 1 < len(having) <= _MOST), key=len)
        score = Counter[int](chain.from_iterable(shared[:_RAREST]))
        # Thousands share one word with it; only those among the best are worth an order.
        least = min(sorted(score.values())[-_COMPARED - 1 :], default=0)
        best = [at for at, shared_words in score.items() if shared_words >= least]
        best.sort(key=lambda at: (-score[at], self._prints[at].digest, at))
        return best[: _COMPARED + 1]


def _keys(own: Print) -> Iterable[tuple[str, str]]:
    return ((own.language, word) for word in own.stems)


def are_near(one: date | None, other: date | None, days: int) -> bool:
    """Whether two days are at most so many apart; one that is not known may be any."""
    return one is None or other is None or abs((one - other).days) <= days
