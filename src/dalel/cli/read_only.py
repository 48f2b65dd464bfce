"""Homes that cannot be written: a mounted backup, a copy for a court.

Commands that only read work there. SQLite opens the database as a file that nobody changes; where
the last writes lie beside it still, or the command has to write, it gets a private copy that goes
with the process.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from dalel.domain.errors import DalelError

DATABASE: Final = "dalel.sqlite3"
_JOURNAL: Final = f"{DATABASE}-wal"


class ReadOnlyHomeError(DalelError):
    """Nothing can be written into the home."""


class _Wanted:
    """What the command that runs needs."""

    copy = False


def is_read_only(home: Path) -> bool:
    """Whether a home is there and takes nothing."""
    return home.is_dir() and not os.access(home, os.W_OK | os.X_OK)


def lies_on_read_only_disk(folder: Path) -> bool:
    """Whether a folder lies on a disk that is mounted so that nobody writes there."""
    return folder.is_dir() and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def want_a_copy() -> None:
    """The command writes: let it do so in a copy. To be said before Django reads its settings."""
    _Wanted.copy = True


def database_to_read(home: Path) -> dict[str, Any]:
    """Django's description of the database in a home that cannot be written.

    :raises ReadOnlyHomeError: when there is none, or no copy of it can be made.
    """
    file = home / DATABASE
    if not file.is_file() or not os.access(file, os.R_OK):
        what = "cannot be read by this account" if file.is_file() else "is not there"
        raise ReadOnlyHomeError(f"{file} {what}, and nothing can be written into {home}.")
    journal = home / _JOURNAL
    has_journal = journal.is_file() and journal.stat().st_size > 0
    engine = {"ENGINE": "django.db.backends.sqlite3"}
    if _Wanted.copy or has_journal:
        return {**engine, "NAME": _copied(home), "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    return {**engine, "NAME": f"file:{quote(str(file))}?mode=ro&immutable=1"}


def _copied(home: Path) -> Path:
    try:
        room = Path(tempfile.mkdtemp(prefix="dalel-copy-"))
        atexit.register(shutil.rmtree, room, ignore_errors=True)
        for name in (DATABASE, _JOURNAL):
            if (home / name).is_file():
                shutil.copyfile(home / name, room / name)
    except OSError as error:
        raise ReadOnlyHomeError(
            f"Nothing can be written into {home}, and its database cannot be copied into a "
            f"temporary folder ({error.strerror}): name one with room by TMPDIR."
        ) from error
    return room / DATABASE
