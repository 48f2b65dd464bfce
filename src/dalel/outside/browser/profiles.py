"""HeldProfile folders: one for each visit, gone with it, or with the next start after a crash."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from dalel.outside.browser.processes import end, naming

_LOCK: Final = "held"


@dataclass(frozen=True, kw_only=True)
class HeldProfile:
    """A folder that a visit holds. ``handle`` is locked as long as somebody has it open."""

    folder: Path
    handle: int


@contextmanager
def fresh(folder: Path) -> Iterator[HeldProfile]:
    """A profile that nobody used before; it is removed at the end."""
    place = folder / uuid4().hex[:8]
    place.mkdir(mode=0o700, parents=True)
    handle = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield HeldProfile(folder=place, handle=handle)
    finally:
        os.close(handle)
        end(naming(place))
        shutil.rmtree(place, ignore_errors=True)


def sweep(folder: Path) -> int:
    """Remove the profiles that a crash left, with whatever still runs in them; tells how many."""
    if not folder.is_dir():
        return 0
    return sum(_sweep(place) for place in folder.iterdir() if place.is_dir())


def _sweep(place: Path) -> bool:
    try:
        handle = os.open(place / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        # Its maker died before it was locked, or is about to lock it; the next start will see.
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    end(naming(place))
    shutil.rmtree(place, ignore_errors=True)
    return True
