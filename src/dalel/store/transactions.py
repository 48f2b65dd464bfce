"""How does a transaction keep others out, or see them stand still?

SQLite has one writer at a time by itself, and readers see the moment at which they began. The same
is asked of PostgreSQL here, so that what holds on a laptop holds on a server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

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
def standing_still() -> Iterator[None]:
    """A transaction all of whose queries see the rows of one moment. It is for reading only."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
