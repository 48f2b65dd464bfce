"""The stop event of the worker, which tells its supervisor by each look that the work goes on."""

from collections.abc import Callable
from threading import Event, get_ident
from time import monotonic


class WatchedStop(Event):
    """Set when the work is to end. Whoever works looks at it before each piece of work.

    A look of the thread that made it calls ``alive``, not oftener than every ``pause`` seconds: a
    loop that hangs looks no more. What other threads do beside the work is no sign of it.
    """

    def __init__(self, alive: Callable[[], None], *, pause: float) -> None:
        super().__init__()
        self._alive = alive
        self._pause = pause
        self._worker = get_ident()
        self._next = monotonic()

    def is_set(self) -> bool:
        """Whether nothing more is to be begun."""
        self.look()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end."""
        self.look()
        return super().wait(timeout)

    def look(self) -> None:
        """A piece of work was done, or is about to be."""
        if get_ident() == self._worker and monotonic() >= self._next:
            self._next = monotonic() + self._pause
            self._alive()
