"""Progress of a build: at which step it is, and which share of all its works is done."""

from collections.abc import Callable, Mapping
from typing import Final

from dalel.publish.tree.build_tasks import Work

#: Hears how far a build is: at which output, and which share of all is done. It may end the build
#: by an error, also at ``SWITCH``, the last moment before readers would see what was made.
Told = Callable[[str, float], None]
SWITCH: Final = "switch"
ARCHIVE: Final = "archive"
#: What one work of an output costs, where that of a page is 1: so that a share of works is about a
#: share of time. Reckoned from the figures of docs/measurements.md for 2,000 incidents in two
#: languages: a page takes 0.45 ms, all data files 2.8 s, the search index 4.1 s in one of its two
#: works, documents and pictures of an edition of eight entries 1.2 s, an entry's four cards 44 ms
#: on two cores, the archive 1 s.
_COSTS: Final[Mapping[str, float]] = {"data": 120, "search": 4_500, "documents": 2_600, "cards": 50}
_MIRROR_COST: Final = 2_200


def unheard(step: str, share: float) -> None:
    """Nobody asks how far the build is."""


class Progress:
    """How much of a build's works is over, each as heavy as it costs."""

    def __init__(self, told: Told, works: Mapping[str, list[Work]]) -> None:
        self._told = told
        self._over: set[str] = set()
        self._done = 0.0
        self._all = _MIRROR_COST + sum(
            _COSTS.get(name, 1) * len(found) for name, found in works.items()
        )

    def over(self, name: str, work: Work, *, waits: bool = False) -> None:
        """A work is made, or stands as it was; one that ``waits`` is looked at again."""
        if work.key not in self._over and not waits:
            self._over.add(work.key)
            self._done += _COSTS.get(name, 1)
        self.say(name)

    def whole(self) -> None:
        """All is made."""
        self._done = self._all

    def say(self, step: str) -> None:
        """Tell at which step the build is."""
        self._told(step, self._done / self._all)
