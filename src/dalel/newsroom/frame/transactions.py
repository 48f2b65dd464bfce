"""Transactions: one that decides and writes, and one that reads a moment.

SQLite has one writer at a time by itself, and readers see the moment at which they began. The same
is asked of PostgreSQL here, so that what holds on a laptop holds on a server: who decides holds the
place of the writer from before the first read until all is written. So nothing that was read has
changed when it is written, no two who decide wait for each other in a circle, and nobody who only
reads waits at all.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import Enum, auto
from threading import local
from typing import Final

from django.db import OperationalError, connection, transaction

from dalel.domain.errors import DalelError
from dalel.newsroom.frame.listeners import connect

#: The largest number of rows in one statement.
BATCH: Final = 200
#: How many seconds a writer waits for the one before; SQLite is told in ``project/database.py``.
PATIENCE: Final = 20
#: The table that stands for the place of the writer: the newsroom's own row. Who only reads it does
#: not wait.
_PLACE: Final = "accounts_newsroomrow"
#: PostgreSQL's words for: could not serialize, deadlock, lock not available.
_OVERTAKEN: Final = frozenset({"40001", "40P01", "55P03"})


class DatabaseBusyError(DalelError):
    """Others are writing to the database; nothing was done. Try again in a moment."""

    permanent = False


class _Kind(Enum):
    """The transaction in which this thread stands."""

    NONE = auto()
    WRITING = auto()
    WRITING_OF_A_MOMENT = auto()
    READING = auto()


class _Standing(local):
    kind = _Kind.NONE


_standing: Final = _Standing()


@contextmanager
def writing(*, of_a_moment: bool = False) -> Iterator[None]:
    """A transaction that no other one of this kind runs beside; within one it is part of it.

    What is looked up in it still holds when it is written: states, claims, the next free number.
    With ``of_a_moment`` all that is read within was so at one moment, whoever else writes.

    :raises DatabaseBusyError: when the others take too long; nothing was done.
    :raises RuntimeError: within a transaction that was begun otherwise, or may only read; with
        ``of_a_moment`` also within one that is of no moment.
    """
    connect()
    if _standing.kind is _Kind.NONE:
        kind = _Kind.WRITING_OF_A_MOMENT if of_a_moment else _Kind.WRITING
        with _stands(kind), _plainly(), _begun(of_a_moment=of_a_moment):
            yield
    else:
        if _standing.kind is _Kind.READING or (of_a_moment and _standing.kind is _Kind.WRITING):
            raise RuntimeError(f"cannot begin to write within {_standing.kind}")
        with transaction.atomic():
            yield


def joined() -> AbstractContextManager[None]:
    """The transaction that decides and writes, in which this thread stands, or else one now."""
    return writing() if _standing.kind in {_Kind.NONE, _Kind.READING} else nullcontext()


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Whatever is read within was so at one moment, and nobody who writes has to wait for it.

    ``atomic`` will not do: on SQLite ours takes the writer's place from the start.

    :raises RuntimeError: within a transaction that is of no moment.
    """
    if _standing.kind is _Kind.WRITING:
        raise RuntimeError("the transaction around this one is of no moment")
    if _standing.kind is not _Kind.NONE:
        yield
        return
    with _stands(_Kind.READING):
        if connection.in_atomic_block:
            # Refuses any transaction around it but that of a test.
            with transaction.atomic(durable=True):
                yield
        elif connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("BEGIN DEFERRED")
                try:
                    yield
                finally:
                    cursor.execute("ROLLBACK")
        else:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield


@contextmanager
def _stands(kind: _Kind) -> Iterator[None]:
    _standing.kind = kind
    try:
        yield
    finally:
        _standing.kind = _Kind.NONE


@contextmanager
def _begun(*, of_a_moment: bool) -> Iterator[None]:
    """The outermost transaction, which holds the place of the writer."""
    is_first = not connection.in_atomic_block
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            # All of it comes before the first read. To take a table fixes no moment, as a query
            # for an advisory lock would: the moment comes after the wait.
            # https://www.postgresql.org/docs/current/sql-lock.html
            level = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;"
            with connection.cursor() as cursor:
                cursor.execute(
                    f"{level if of_a_moment and is_first else ''}"
                    f"SET LOCAL lock_timeout = '{PATIENCE}s';"
                    f"LOCK TABLE {_PLACE} IN EXCLUSIVE MODE"
                )
        yield


@contextmanager
def _plainly() -> Iterator[None]:
    """What the database says of others who write, as an error of ours."""
    try:
        yield
    except OperationalError as error:
        cause = error.__cause__
        if getattr(cause, "sqlstate", None) in _OVERTAKEN or "is locked" in str(error):
            raise DatabaseBusyError from error
        raise
