"""The daily look at the database: when it was taken, and what it found.

The result is a file of the home, not a row: a damaged database may not take it.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from dalel.newsroom.worker.actions.dump import is_a_file
from dalel.newsroom.worker.actions.server_soundness import problems_of_server
from dalel.newsroom.worker.actions.soundness import problems_of
from dalel.steps.archive.durable_files import atomic

#: Between two looks.
_EVERY: Final = timedelta(days=1)
_FILE: Final = "database-look.json"


@dataclass(frozen=True, kw_only=True)
class DatabaseLook:
    """One look at the whole database; without problems it was sound."""

    time: datetime
    problems: tuple[str, ...]


def look_when_due(home: Path, database: Path, now: datetime) -> DatabaseLook | None:
    """Look at every page of the database if nobody has for a day; None when it is not due."""
    last = last_look(home)
    if last is not None and now - last.time < _EVERY:
        return None
    problems = problems_of(database) if is_a_file() else problems_of_server().problems
    return note_look(home, problems, now)


def note_look(home: Path, problems: tuple[str, ...], now: datetime) -> DatabaseLook:
    """Write down what a look found."""
    with atomic(home / _FILE) as stream:
        stream.write(json.dumps({"time": now.isoformat(), "problems": problems}).encode())
    return DatabaseLook(time=now, problems=problems)


def last_look(home: Path) -> DatabaseLook | None:
    """What the last look found; None when there was none, or what was written down is damaged."""
    try:
        told = json.loads((home / _FILE).read_bytes())
        return DatabaseLook(
            time=datetime.fromisoformat(told["time"]),
            problems=tuple(str(one) for one in told["problems"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
