"""What keeps a written version from being edited, even past our own code?

Triggers of the database. They are set after every migration, because SQLite drops them whenever
Django makes a table anew to change a column.
"""

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
    TextVersionRow,
)

#: Rows that are only added to, and the columns of them that move.
APPEND_ONLY: Final[dict[type[Model], frozenset[str]]] = {
    TextVersionRow: frozenset({"state"}),
    CodesRow: frozenset({"state"}),
    IntroductionRow: frozenset({"state"}),
    CaptureRow: frozenset({"evidence_class", "withheld"}),
    ArticleVersionRow: frozenset(),
    AuditRow: frozenset(),
    ArticleLifeRow: frozenset(),
    ConcernDecisionRow: frozenset(),
    EditionWaiverRow: frozenset(),
    CastRow: frozenset(),
    AttributionRow: frozenset(),
    CommentRow: frozenset(),
    LookRow: frozenset(),
    ConfirmationRow: frozenset(),
}

_SQLITE: Final = """
CREATE TRIGGER IF NOT EXISTS {table}_append_only BEFORE UPDATE OF {columns} ON {table}
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
CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION store_refuse_edit()
"""


def set_guards(*, using: str, **_signal: Any) -> None:
    """Set the triggers that are not there yet, on the database with this alias."""
    connection = connections[using]
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:
            cursor.execute(_POSTGRESQL_REFUSAL)
        for row, moves in APPEND_ONLY.items():
            about = row._meta  # noqa: SLF001 - documented by Django, underscore or not
            columns = [field.column for field in about.concrete_fields]
            cursor.execute(
                (_SQLITE if is_sqlite else _POSTGRESQL).format(
                    table=about.db_table,
                    columns=", ".join(
                        f'"{name}"' for name in columns if name not in {"id", *moves}
                    ),
                )
            )
