"""Postings: by key the numbers of the texts that have it, ascending, of a window that moves on."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Postings(Generic[Key]):
    """The numbers of texts by their keys; a key that no text has any more takes no room."""

    def __init__(self) -> None:
        self._having: dict[Key, list[int]] = {}

    def __len__(self) -> int:
        return len(self._having)

    def of(self, key: Key) -> list[int]:
        """The numbers of those that have a key."""
        return self._having.get(key, [])

    def add(self, at: int, keys: Iterable[Key]) -> None:
        """Take in a text; its number is higher than all before it."""
        for key in keys:
            self._having.setdefault(key, []).append(at)

    def take_away(self, gone: Mapping[int, Iterable[Key]]) -> None:
        """Forget texts with the keys that they have.

        Those that go are mostly the first ones of each list, which are cut off at once: a word
        that all texts have would else be searched through for each of them.
        """
        leaving: dict[Key, list[int]] = defaultdict(list)
        for at in sorted(gone):
            for key in gone[at]:
                leaving[key].append(at)
        for key, old in leaving.items():
            having = self._having[key]
            if having[: len(old)] == old:
                del having[: len(old)]
            else:
                left = set(old)
                having[:] = [at for at in having if at not in left]
            if not having:
                del self._having[key]


def take_from(counts: dict[str, int], words: Iterable[str]) -> None:
    """Count words one less; what nobody has any more takes no room."""
    for word in words:
        left = counts[word] - 1
        if left:
            counts[word] = left
        else:
            del counts[word]
