"""Faults of the machine: which of them an error tells of, whatever library raised it.

The disk is full, the database is locked: that is no mistake in the code, and whoever reads of it
can do something about it. What to do is said where it is shown, at the command line and the desk.
"""

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from typing import Final


class MachineFault(StrEnum):
    """What the machine does not give."""

    DISK_FULL = "disk_full"
    DISK_BROKEN = "disk_broken"
    READ_ONLY = "read_only"
    NOT_ALLOWED = "not_allowed"
    NO_FILE = "no_file"
    NO_MEMORY = "no_memory"
    TOO_MANY_FILES = "too_many_files"
    PORT_TAKEN = "port_taken"
    DATABASE_LOCKED = "database_locked"
    DATABASE_DAMAGED = "database_damaged"
    #: A server that does not answer, or refuses us.
    DATABASE_GONE = "database_gone"
    DATABASE_REFUSES = "database_refuses"
    #: A library that comes with an extra.
    LIBRARY_MISSING = "library_missing"


_BY_NUMBER: Final = {
    errno.ENOSPC: MachineFault.DISK_FULL,
    errno.EDQUOT: MachineFault.DISK_FULL,
    errno.EFBIG: MachineFault.DISK_FULL,
    errno.EIO: MachineFault.DISK_BROKEN,
    errno.EROFS: MachineFault.READ_ONLY,
    errno.EACCES: MachineFault.NOT_ALLOWED,
    errno.EPERM: MachineFault.NOT_ALLOWED,
    errno.ENOENT: MachineFault.NO_FILE,
    errno.ENOTDIR: MachineFault.NO_FILE,
    errno.EISDIR: MachineFault.NO_FILE,
    errno.ENOMEM: MachineFault.NO_MEMORY,
    errno.EMFILE: MachineFault.TOO_MANY_FILES,
    errno.ENFILE: MachineFault.TOO_MANY_FILES,
    errno.EADDRINUSE: MachineFault.PORT_TAKEN,
}
#: SQLite's primary result codes: https://www.sqlite.org/rescode.html
_BY_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: MachineFault.DATABASE_LOCKED,
    sqlite3.SQLITE_LOCKED: MachineFault.DATABASE_LOCKED,
    sqlite3.SQLITE_FULL: MachineFault.DISK_FULL,
    sqlite3.SQLITE_IOERR: MachineFault.DISK_BROKEN,
    sqlite3.SQLITE_READONLY: MachineFault.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: MachineFault.NOT_ALLOWED,
    sqlite3.SQLITE_PERM: MachineFault.NOT_ALLOWED,
    sqlite3.SQLITE_NOMEM: MachineFault.NO_MEMORY,
    sqlite3.SQLITE_CORRUPT: MachineFault.DATABASE_DAMAGED,
    sqlite3.SQLITE_NOTADB: MachineFault.DATABASE_DAMAGED,
}
#: SQLite says of a full disk only that it could not write, where the write-ahead log was to grow.
_SQLITE_FULL: Final = "SQLITE_IOERR_WRITE"
#: PostgreSQL's: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_SQLSTATE: Final = {
    "53100": MachineFault.DISK_FULL,
    "53200": MachineFault.NO_MEMORY,
    "53300": MachineFault.DATABASE_REFUSES,
    "55P03": MachineFault.DATABASE_LOCKED,
    "40P01": MachineFault.DATABASE_LOCKED,
    "57P01": MachineFault.DATABASE_GONE,
    "57P02": MachineFault.DATABASE_GONE,
    "57P03": MachineFault.DATABASE_GONE,
    "25006": MachineFault.READ_ONLY,
    "28000": MachineFault.DATABASE_REFUSES,
    "28P01": MachineFault.DATABASE_REFUSES,
    "3D000": MachineFault.DATABASE_REFUSES,
    "42501": MachineFault.DATABASE_REFUSES,
    "XX001": MachineFault.DATABASE_DAMAGED,
    "XX002": MachineFault.DATABASE_DAMAGED,
}
#: What the loader says of a library that finds no room in memory.
_NO_ROOM: Final = ("failed to map segment", "annot allocate memory")
#: What a server's refusal says before there is a session that could have a code.
_REFUSALS: Final = ("authentication failed", "does not exist", "no pg_hba.conf entry", "too many")


def fault_of(error: BaseException) -> MachineFault | None:
    """What the machine did not give, if that is why an error was raised."""
    return next((fault for one in _causes(error) if (fault := _of(one)) is not None), None)


def file_of(error: BaseException) -> str:
    """The file that an error is about, as far as it says so."""
    names = (one.filename for one in _causes(error) if isinstance(one, OSError))
    return next((str(name) for name in names if name is not None), "")


def library_of(error: BaseException) -> str:
    """The library that is missing, by the name under which it is imported."""
    names = (one.name for one in _causes(error) if isinstance(one, ImportError))
    return next((name.partition(".")[0] for name in names if name), "")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what lies behind it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _of(error: BaseException) -> MachineFault | None:
    match error:
        case MemoryError():
            return MachineFault.NO_MEMORY
        case ModuleNotFoundError():
            return MachineFault.LIBRARY_MISSING
        case ImportError() if any(words in str(error) for words in _NO_ROOM):
            return MachineFault.NO_MEMORY
        case sqlite3.Error():
            return _of_sqlite(error)
        case OSError():
            return _BY_NUMBER.get(error.errno or 0)
        case _:
            return _of_server(error) if type(error).__module__.startswith("psycopg") else None


def _of_sqlite(error: sqlite3.Error) -> MachineFault | None:
    # Errors of the module itself have no code.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if getattr(error, "sqlite_errorname", "") == _SQLITE_FULL:
        return MachineFault.DISK_FULL
    return _BY_SQLITE.get(code & 0xFF)


def _of_server(error: BaseException) -> MachineFault | None:
    if state := getattr(error, "sqlstate", None):
        return _BY_SQLSTATE.get(state)
    if type(error).__name__ not in {"OperationalError", "ConnectionTimeout"}:
        return None
    refuses = any(words in str(error) for words in _REFUSALS)
    return MachineFault.DATABASE_REFUSES if refuses else MachineFault.DATABASE_GONE
