"""Rounds of the worker: it waits for a contact address, and begins anew when that changes."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Final

#: So often it is looked whether a contact was set, in seconds.
_LOOK: Final = 2.0
#: After so many looks what does not need the web is done meanwhile.
_TEND: Final = 30


class Round(Event):
    """Set when it ends itself, or when what it is part of ends."""

    def __init__(self, whole: Event) -> None:
        super().__init__()
        self.whole = whole

    def is_set(self) -> bool:
        """Whether nothing more is to be begun."""
        return super().is_set() or self.whole.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end of the whole: a round is ended by whoever would wait."""
        return super().is_set() or self.whole.wait(timeout)


def rounds(
    contact: Callable[[], str],
    stop: Event,
    *,
    waiting: Callable[[], object],
    tended: Callable[[], object] = lambda: None,
    look: float = _LOOK,
) -> Iterator[tuple[str, Round]]:
    """A contact and the round that works with it, again for each contact until ``stop`` is set.

    ``waiting`` is called when a wait for one begins, ``tended`` then and about once a minute: what
    was scheduled, and the daily care, need no contact.
    """
    while not stop.is_set():
        if found := contact():
            yield found, Round(stop)
            continue
        waiting()
        looks = 0
        while not stop.is_set() and not contact():
            if looks % _TEND == 0:
                tended()
            looks += 1
            stop.wait(look)
