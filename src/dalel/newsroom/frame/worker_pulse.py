"""The pulse of the worker: a file in the home whose time says when its loop last went round.

The database tells when a worker began. One that was killed, or that hangs, cannot write its end
there; whoever watches it from outside looks here.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

#: A worker that was not seen for so long is taken for dead, or for hung.
LONGEST_SILENCE: Final = timedelta(minutes=30)
_FILE: Final = "worker-pulse"


def beat(home: Path) -> None:
    """Write down that the worker lives; a disk that takes nothing is not this file's to tell."""
    file = home / _FILE
    with suppress(OSError):
        file.touch(mode=0o600)
        os.utime(file)


def last_beat(home: Path) -> datetime | None:
    """When the worker of this home was last seen; None: never, or the home cannot be read."""
    try:
        return datetime.fromtimestamp((home / _FILE).stat().st_mtime, UTC)
    except OSError:
        return None


def lives(home: Path, now: datetime) -> bool:
    """Whether the worker was seen lately."""
    seen = last_beat(home)
    return seen is not None and now - seen < LONGEST_SILENCE
