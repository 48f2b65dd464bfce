"""Soundness of a PostgreSQL database: its tables and indices can be read and agree.

Where the account may, ``amcheck`` looks (https://www.postgresql.org/docs/current/amcheck.html), in
a transaction that is taken back, so that nothing is left on the server. All rows of all tables are
read, too. Whether a changed byte is noticed depends on the checksums that the server keeps.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError, connection, transaction

_NAMED: Final = 3
_TABLES: Final = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = current_schema() AND c.relkind = 'r' ORDER BY 1"
)
_HEAPS: Final = (
    "SELECT c.oid::regclass::text, h.msg FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace, verify_heapam(c.oid) h "
    "WHERE n.nspname = current_schema() AND c.relkind = 'r' LIMIT %s"
)
_INDICES: Final = (
    "SELECT bt_index_check(c.oid, true) FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am a ON a.oid = c.relam "
    "JOIN pg_index i ON i.indexrelid = c.oid "
    "WHERE n.nspname = current_schema() AND a.amname = 'btree' AND i.indisvalid"
)


@dataclass(frozen=True, kw_only=True)
class ServerLook:
    """What was found, and whether the server itself would notice a changed byte."""

    problems: tuple[str, ...]
    has_checksums: bool


def problems_of_server() -> ServerLook:
    """What is wrong with the tables and indices of the newsroom's database.

    :raises DatabaseError: when the server cannot be asked at all.
    """
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_checksums")
        has_checksums = cursor.fetchone() == ("on",)
    try:
        problems = _problems()
    except DatabaseError as error:
        problems = [str(error).strip().splitlines()[0]]
    return ServerLook(problems=tuple(problems[:_NAMED]), has_checksums=has_checksums)


def _problems() -> list[str]:
    """The tables are all read in any case: ``amcheck`` passes over what is stored out of line."""
    found: list[str] = []
    with transaction.atomic(), connection.cursor() as cursor:
        if _has_amcheck(cursor):
            cursor.execute(_HEAPS, [_NAMED])
            found = [f"{table}: {told}" for table, told in cursor.fetchall()]
            cursor.execute(_INDICES)
        cursor.execute(_TABLES)
        for (table,) in cursor.fetchall():
            _read(cursor, table)
        transaction.set_rollback(True)
    return found


def _has_amcheck(cursor: Any) -> bool:
    with suppress(DatabaseError), transaction.atomic():
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        return True
    return False


def _read(cursor: Any, table: str) -> None:
    """Every value of every row, to nowhere; the name comes quoted from the server itself."""
    with cursor.copy(f"COPY {table} TO STDOUT") as copying:
        for _chunk in copying:
            pass
