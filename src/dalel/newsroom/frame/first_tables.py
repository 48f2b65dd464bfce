"""A new record's tables as all migrations leave them, laid at once.

Migrations build their tables one step behind the other and take a new home seconds of processor;
``first_tables.sql`` beside this module holds what comes of them, as Rails keeps it in its
``structure.sql``. ``tools/first_tables.py`` writes it. A file that lacks the newest migrations does
no harm: what it lacks is migrated afterwards. PostgreSQL is migrated as ever.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import connection

from dalel.newsroom.frame.transactions import writing

FILE: Final = Path(__file__).with_name("first_tables.sql")
#: Tables that migrations fill, by the columns that are not kept: what stands in them is of now.
_OF_NOW: Final = {"applied": "CURRENT_TIMESTAMP"}


def lay() -> bool:
    """Lay all tables into an empty SQLite database; tells whether it was one."""
    if connection.vendor != "sqlite":
        return False
    with writing(), connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            return False
        for statement in _statements(FILE.read_text("utf-8")):
            cursor.execute(statement)
    return True


def told(database: sqlite3.Connection) -> str:
    """Tables, indexes, triggers and rows of a database as SQL, a statement behind the other.

    Internal tables are left out; they come by themselves (https://www.sqlite.org/fileformat.html,
    ``PRAGMA table_list``).
    """
    kinds = {name: kind for _, name, kind, *_ in database.execute("PRAGMA table_list")}
    whole = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
    made = [
        (type_, name, sql)
        for type_, name, sql in database.execute(whole)
        if kinds.get(name) != "shadow" and not name.startswith("sqlite_")
    ]
    plain = [name for type_, name, _ in made if type_ == "table" and kinds[name] == "table"]
    tables = [f"{sql};\n" for type_, _, sql in made if type_ == "table"]
    rows = [statement for name in plain for statement in _rows(database, name)]
    # Nothing is counted or refused while rows come in.
    others = [f"{sql};\n" for type_, _, sql in made if type_ != "table"]
    return "".join((*tables, *rows, *others))


def _rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [column for _, column, *_ in database.execute(f'PRAGMA table_info("{table}")')]
    values = " || ', ' || ".join(
        f"'{_OF_NOW[column]}'" if column in _OF_NOW else f'quote("{column}")' for column in columns
    )
    names = ", ".join(f'"{column}"' for column in columns)
    for (row,) in database.execute(f'SELECT {values} FROM "{table}" ORDER BY rowid'):  # noqa: S608 - names of our own tables
        yield f'INSERT INTO "{table}" ({names}) VALUES ({row});\n'  # noqa: S608 - as above


def _statements(text: str) -> Iterator[str]:
    begun = ""
    for line in text.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
