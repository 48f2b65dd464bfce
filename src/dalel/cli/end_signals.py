"""What a process does when it is asked to end."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Thread
from typing import Final

_KINDS: Final = (signal.SIGINT, signal.SIGTERM)
#: In seconds.
_LONGEST_WAIT: Final = 1.0


@contextmanager
def asked_to_end(act: Callable[[], None]) -> Iterator[None]:
    """Within the block, ``act`` when somebody asks this process to end; a second Ctrl-C ends it.

    It is done in a thread of its own. A handler interrupts the main thread wherever that is: one
    that sets an event waits for ever for its lock when the main thread has just woken up by it.
    """
    asked: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def heed(_kind: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        asked.put(act)

    Thread(target=lambda: asked.get()(), name="end-signals", daemon=True).start()
    before = [(kind, signal.signal(kind, heed)) for kind in _KINDS]
    try:
        yield
    finally:
        for kind, handler in before:
            signal.signal(kind, handler)
        asked.put(_nothing)


def wait_for(event: Event) -> None:
    """Wait until an event is set, or this process is interrupted.

    A signal that comes just before a wait begins is heeded only when the wait ends: none is long.
    """
    while not event.wait(_LONGEST_WAIT):
        pass


def _nothing() -> None:
    """Nobody asked until the end."""
