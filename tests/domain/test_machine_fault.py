"""Is it told from an error which part of the machine failed, whatever library raised it?"""

import errno
import os
import socket
import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from dalel.domain.machine_fault import MachineFault, fault_of, file_of, library_of


def full(folder: Path) -> None:
    base = sqlite3.connect(folder / "full.sqlite3", isolation_level=None)
    base.execute("pragma max_page_count = 2")
    base.execute("create table one (text)")
    try:
        base.execute("insert into one values (zeroblob(100000))")
    finally:
        base.close()


def locked(folder: Path) -> None:
    first, second = (
        sqlite3.connect(folder / "locked.sqlite3", timeout=0, isolation_level=None) for _ in "ab"
    )
    try:
        first.execute("begin immediate")
        second.execute("begin immediate")
    finally:
        first.close()
        second.close()


def damaged(folder: Path) -> None:
    (folder / "damaged.sqlite3").write_bytes(b"no database at all" * 1000)
    base = sqlite3.connect(folder / "damaged.sqlite3")
    try:
        base.execute("select * from sqlite_master")
    finally:
        base.close()


def read_only(folder: Path) -> None:
    sqlite3.connect(folder / "shut.sqlite3").execute("create table one (text)").connection.close()
    base = sqlite3.connect(f"file:{folder}/shut.sqlite3?mode=ro", uri=True)
    try:
        base.execute("create table two (text)")
    finally:
        base.close()


def nowhere(folder: Path) -> None:
    sqlite3.connect(folder / "none" / "base.sqlite3")


def no_file(folder: Path) -> None:
    (folder / "none").read_bytes()


def port_taken(_folder: Path) -> None:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        first.listen()
        second.bind(first.getsockname())


def library(_folder: Path) -> None:
    import_module("nobody_has_this")


@pytest.mark.parametrize(
    ("fail", "fault"),
    [
        (full, MachineFault.DISK_FULL),
        (locked, MachineFault.DATABASE_LOCKED),
        (damaged, MachineFault.DATABASE_DAMAGED),
        (read_only, MachineFault.READ_ONLY),
        (nowhere, MachineFault.NOT_ALLOWED),
        (no_file, MachineFault.NO_FILE),
        (port_taken, MachineFault.PORT_TAKEN),
        (library, MachineFault.LIBRARY_MISSING),
    ],
)
def test_what_the_machine_does_not_give_is_known_by_its_error(
    fail: Callable[[Path], None], fault: MachineFault, tmp_path: Path
) -> None:
    with pytest.raises((OSError, sqlite3.Error, ImportError)) as raised:
        fail(tmp_path)
    assert fault_of(raised.value) is fault


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, MachineFault.DISK_FULL),
        (errno.EDQUOT, MachineFault.DISK_FULL),
        (errno.EROFS, MachineFault.READ_ONLY),
        (errno.EACCES, MachineFault.NOT_ALLOWED),
        (errno.EIO, MachineFault.DISK_BROKEN),
        (errno.EMFILE, MachineFault.TOO_MANY_FILES),
        (errno.ENOMEM, MachineFault.NO_MEMORY),
    ],
)
def test_an_error_of_the_system_is_known_by_its_number(number: int, fault: MachineFault) -> None:
    error = OSError(number, os.strerror(number), "/srv/dalel/x")
    assert fault_of(error) is fault
    assert file_of(error) == "/srv/dalel/x"


def test_a_fault_is_found_behind_the_error_of_a_library() -> None:
    error = RuntimeError("the cache cannot be written")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device", "/srv/dalel/x")
    assert fault_of(error) is MachineFault.DISK_FULL
    assert file_of(error) == "/srv/dalel/x"


def test_no_memory_and_a_missing_library_are_known() -> None:
    assert fault_of(MemoryError()) is MachineFault.NO_MEMORY
    loader = ImportError("x.so: failed to map segment from shared object")
    assert fault_of(loader) is MachineFault.NO_MEMORY
    assert library_of(ModuleNotFoundError("no", name="s3fs.core")) == "s3fs"


def test_a_log_of_sqlite_that_cannot_grow_is_a_full_disk() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    error.sqlite_errorname = "SQLITE_IOERR_WRITE"
    assert fault_of(error) is MachineFault.DISK_FULL


class OperationalError(Exception):
    """As psycopg raises it, with or without a code."""

    __module__ = "psycopg"

    def __init__(self, said: str, sqlstate: str | None = None) -> None:
        super().__init__(said)
        self.sqlstate = sqlstate


class InterfaceError(OperationalError):
    """As psycopg raises it when it was used wrongly."""

    __module__ = "psycopg"


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OperationalError("connection refused"), MachineFault.DATABASE_GONE),
        (OperationalError("password authentication failed"), MachineFault.DATABASE_REFUSES),
        (OperationalError('database "x" does not exist'), MachineFault.DATABASE_REFUSES),
        (OperationalError("could not extend file", "53100"), MachineFault.DISK_FULL),
        (OperationalError("canceling statement", "55P03"), MachineFault.DATABASE_LOCKED),
        (OperationalError("terminating connection", "57P01"), MachineFault.DATABASE_GONE),
        (OperationalError("invalid page in block", "XX001"), MachineFault.DATABASE_DAMAGED),
    ],
)
def test_what_a_database_server_says_is_understood(
    error: OperationalError, fault: MachineFault
) -> None:
    assert fault_of(error) is fault


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a mistake of ours"),
        KeyError("x"),
        OSError("no number"),
        sqlite3.ProgrammingError("closed"),
        OperationalError("syntax error", "42601"),
        InterfaceError("the cursor is closed"),
    ],
)
def test_a_mistake_of_ours_is_no_fault_of_the_machine(error: Exception) -> None:
    assert fault_of(error) is None
    assert file_of(error) == ""
    assert library_of(error) == ""
