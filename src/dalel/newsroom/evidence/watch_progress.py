"""Progress of a watch that somebody waits for: how much is done, and whether it goes on.

It lies in the home beside the rows, which others may be writing; a lock that goes with its process
tells whether anybody still watches.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dalel.publish.tree.folder_lock import is_locked, locked
from dalel.steps.archive.durable_files import atomic

_FILE: Final = "watching.json"
_LOCK: Final = "watching.lock"
#: So often it is written down, in seconds.
_NOTE: Final = 0.5


@contextmanager
def noted(home: Path) -> Iterator[Callable[[str, int], None]]:
    """Gives what to call with a stage and how many steps it has done since."""
    counts: Counter[str] = Counter()
    until = 0.0

    def note(stage: str, done: int) -> None:
        nonlocal until
        counts[stage] += done
        if time.monotonic() >= until:
            until = time.monotonic() + _NOTE
            with atomic(home / _FILE) as stream:
                stream.write(json.dumps(counts).encode())

    with locked(home / _LOCK):
        note("", 0)
        yield note


def under_way(home: Path) -> Mapping[str, int] | None:
    """How many steps of each stage a watch in this home has done; None: nobody watches."""
    return _read(home / _FILE) if is_locked(home / _LOCK) else None


def was_noted(home: Path) -> bool:
    """Whether somebody waited for a watch in this home: only for the sample press one does."""
    return (home / _FILE).is_file()


def _read(file: Path) -> Mapping[str, int]:
    """What is written down; a stage that has done nothing yet has done 0 steps."""
    try:
        return Counter(json.loads(file.read_bytes()))
    except (FileNotFoundError, ValueError):
        return Counter()
