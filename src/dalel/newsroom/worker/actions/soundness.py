"""Soundness of a database file: pages, indices and references can be read and agree.

Without Django: a backup is looked at before any settings are there. What is found are SQLite's own
words (https://www.sqlite.org/pragma.html#pragma_quick_check). A letter that was changed inside a
text is no damage to SQLite; a page that was overwritten is.
"""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

#: So many things that are wrong are named: the first tell what happened.
_NAMED: Final = 3
#: So many steps of SQLite's machine lie between two looks at the clock.
_STEPS: Final = 100_000
#: The first bytes of a database file (https://www.sqlite.org/fileformat.html#the_database_header).
_MAGIC: Final = b"SQLite format 3\0"


def problems_of(
    file: Path, *, thorough: bool = False, is_still: bool = False, longest: float | None = None
) -> tuple[str, ...]:
    """What is wrong with a database file; nothing where it is sound.

    ``thorough`` also compares every index, that of the search too, with its table, and every
    reference with what it leads to. It takes several times as long. ``is_still``: nobody may write
    where it lies. ``longest``: after so many seconds the look ends, and what was found counts.
    """
    if not file.is_file():
        return (f"{file.name} is missing",)
    if not _has_journal(file) and _first_bytes(file) != _MAGIC:
        size = file.stat().st_size
        return (f"{file.name} is no database" if size else f"{file.name} is empty",)
    try:
        with closing(open_to_read(file, is_still=is_still)) as database:
            if longest is not None:
                _end_after(database, longest)
            return _looked_at(database, thorough=thorough)
    # A header full of garbage can ask for more memory than there is.
    except (sqlite3.Error, MemoryError) as error:
        was_ended = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
        return () if was_ended else (str(error),)


def _end_after(database: sqlite3.Connection, seconds: float) -> None:
    until = time.monotonic() + seconds
    database.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def _looked_at(database: sqlite3.Connection, *, thorough: bool) -> tuple[str, ...]:
    # What SQLite tells of garbage may be garbage itself.
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    look = "integrity_check" if thorough else "quick_check"
    told = [row[0] for row in database.execute(f"PRAGMA {look}({_NAMED})")]
    if told != ["ok"]:
        lines = (line for text in told for line in text.splitlines())
        return tuple(line for line in lines if not line.startswith("***"))[:_NAMED]
    if not thorough:
        return ()
    lost = database.execute("PRAGMA foreign_key_check").fetchmany(_NAMED)
    return tuple(
        f"row {row} of {table} refers to a row of {to} that is not there"
        for table, row, to, _ in lost
    )


def counts_of(database: sqlite3.Connection) -> Mapping[str, int]:
    """How many rows each table has.

    :raises sqlite3.DatabaseError: when one of them cannot be read.
    """
    names = database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return {
        name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own
        for (name,) in names.fetchall()
    }


def open_to_read(file: Path, *, is_still: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing. Nobody may write a file that ``is_still``."""
    still = "&immutable=1" if is_still else ""
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro{still}", uri=True, timeout=20)


def _first_bytes(file: Path) -> bytes:
    """The first bytes of a file, read by another process where this one may have it open.

    Whoever closes a file gives up all locks that his process has on it, those of SQLite too
    (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    Then another process takes itself for the last, and deletes the journal under our writes.
    """
    if not file.with_name(f"{file.name}-shm").exists():
        with file.open("rb") as stream:
            return stream.read(len(_MAGIC))
    program = f"import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read({len(_MAGIC)}))"
    command = [sys.executable, "-I", "-S", "-c", program, str(file)]
    read = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own words.
    if read.returncode:
        raise OSError(f"{file.name} cannot be read")
    return read.stdout


def _has_journal(file: Path) -> bool:
    """Whether what was written last lies beside the file still; it may be all there is."""
    journal = file.with_name(f"{file.name}-wal")
    return journal.is_file() and journal.stat().st_size > 0
