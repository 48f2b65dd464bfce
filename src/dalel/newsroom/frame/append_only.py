"""Database triggers that keep append-only rows from being edited.

Triggers of the database. They are set after every migration, because SQLite drops them whenever
Django makes a table anew to change a column.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import connection, connections
from django.db.models import Model

from dalel.newsroom.frame.base_models import AppendOnly

_SQLITE: Final = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, 'a written version is never edited: add a new one'); END
"""
_POSTGRESQL_REFUSAL: Final = """
CREATE OR REPLACE FUNCTION frame_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE integrity_constraint_violation
        USING MESSAGE = 'a written version is never edited: add a new one';
END $$
"""
_POSTGRESQL: Final = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION frame_refuse_edit()
"""


def set_guards(*, using: str, **_signal: Any) -> None:
    """Set the triggers anew on the database with this alias."""
    connection = connections[using]
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:
            cursor.execute(_POSTGRESQL_REFUSAL)
        for table, name, columns, condition in _guards():
            on_table = "" if is_sqlite else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
            cursor.execute(
                (_SQLITE if is_sqlite else _POSTGRESQL).format(
                    name=name,
                    table=table,
                    columns=", ".join(f'"{column}"' for column in columns),
                    condition=condition,
                )
            )


def free_table(row: type[Model]) -> None:
    """Take the triggers of a table away within a transaction; ``set_guards`` sets them again."""
    table = row._meta.db_table  # noqa: SLF001 - documented by Django, underscore or not
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
        for name in ("append_only", "only_emptied"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on_table}")


def _guards() -> Iterator[tuple[str, str, list[str], str]]:
    """Table and name of each trigger, its columns, and when it refuses."""
    for row in apps.get_models():
        if not issubclass(row, AppendOnly):
            continue
        about = row._meta  # noqa: SLF001 - documented by Django, underscore or not
        table = about.db_table
        columns = [field.column or "" for field in about.concrete_fields]
        still = [name for name in columns if name not in {"id", *row.MOVING}]
        yield table, f"{table}_append_only", still, "1 = 1"
        if emptied := sorted(row.ONLY_EMPTIED):
            other = [f'NEW."{name}" NOT IN (\'\', OLD."{name}")' for name in emptied]
            yield table, f"{table}_only_emptied", emptied, " OR ".join(other)
