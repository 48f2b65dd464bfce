"""Folder locks held by one process at a time and released when it dies."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dalel.domain.errors import DalelError


def is_locked(file: Path) -> bool:
    """Whether some process holds the lock."""
    try:
        with file.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


@contextmanager
def locked(file: Path, busy: Callable[[], DalelError] | None = None) -> Iterator[None]:
    """Hold a lock that goes with its process, also with a killed one.

    Whoever comes second waits, or is told what ``busy`` gives.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
        except BlockingIOError as error:
            if busy is None:
                raise
            raise busy() from error
        yield
