"""How does a transaction keep other writers out, or read all rows as they stood at one moment?

SQLite has one writer at a time by itself, and readers see the moment at which they began. The same
is asked of PostgreSQL here, so that what holds on a laptop holds on a server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

#: The largest number of rows in one statement.
BATCH: Final = 200
#: Any number, as long as it is always this one: "Dalel" in ASCII.
_WRITERS: Final = int.from_bytes(b"Dalel")


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that no other one of this kind runs beside; within one it is part of it.

    What is looked up in it still holds when it is written: claims, the next free number.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Goes with the transaction, and with a worker that dies.
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])
        yield


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Whatever is read within was so at one moment, and nobody who writes has to wait for it.

    ``atomic`` will not do: on SQLite ours takes the writer's place from the start.
    """
    if connection.in_atomic_block:
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
