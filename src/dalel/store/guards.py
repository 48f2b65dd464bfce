"""What keeps a written version from being edited, even past our own code?

Triggers of the database. They are set after every migration, because SQLite drops them whenever
Django makes a table anew to change a column.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.db import connections
from django.db.models import Model

from dalel.store.models import (
    ArticleLifeRow,
    ArticleVersionRow,
    AttributionRow,
    AuditRow,
    CaptureRow,
    CastRow,
    CodesRow,
    CommentRow,
    ConcernDecisionRow,
    ConfirmationRow,
    EditionWaiverRow,
    IntroductionRow,
    LookRow,
    NoticeRow,
    ReleaseRow,
    TextVersionRow,
)

#: Rows that are only added to, and the columns of them that move.
APPEND_ONLY: Final[dict[type[Model], frozenset[str]]] = {
    TextVersionRow: frozenset({"state"}),
    CodesRow: frozenset({"state"}),
    IntroductionRow: frozenset({"state"}),
    CaptureRow: frozenset({"evidence_class", "withheld"}),
    ArticleVersionRow: frozenset({"title", "text"}),
    AuditRow: frozenset(),
    ArticleLifeRow: frozenset(),
    ConcernDecisionRow: frozenset(),
    EditionWaiverRow: frozenset(),
    CastRow: frozenset(),
    AttributionRow: frozenset(),
    CommentRow: frozenset(),
    LookRow: frozenset(),
    ConfirmationRow: frozenset(),
    NoticeRow: frozenset({"approved", "approved_by_id"}),
    ReleaseRow: frozenset(),
}
#: Columns among these that move to nothing only: what was drawn from a withheld body.
ONLY_EMPTIED: Final[dict[type[Model], frozenset[str]]] = {
    ArticleVersionRow: frozenset({"title", "text"}),
}

_SQLITE: Final = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, 'a written version is never edited: add a new one'); END
"""
_POSTGRESQL_REFUSAL: Final = """
CREATE OR REPLACE FUNCTION store_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE integrity_constraint_violation
        USING MESSAGE = 'a written version is never edited: add a new one';
END $$
"""
_POSTGRESQL: Final = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION store_refuse_edit()
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


def _guards() -> Iterator[tuple[str, str, list[str], str]]:
    """Table and name of each trigger, its columns, and when it refuses."""
    for row, moves in APPEND_ONLY.items():
        about = row._meta  # noqa: SLF001 - documented by Django, underscore or not
        columns = [field.column or "" for field in about.concrete_fields]
        still = [name for name in columns if name not in {"id", *moves}]
        yield about.db_table, f"{about.db_table}_append_only", still, "1 = 1"
    for row, emptied in ONLY_EMPTIED.items():
        table = row._meta.db_table  # noqa: SLF001 - documented by Django, underscore or not
        other = [f'NEW."{name}" NOT IN (\'\', OLD."{name}")' for name in sorted(emptied)]
        yield table, f"{table}_only_emptied", sorted(emptied), " OR ".join(other)
