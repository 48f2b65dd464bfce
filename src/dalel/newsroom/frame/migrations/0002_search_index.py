from typing import Any

from django.db import migrations

# SQLite: an FTS5 index over the rows' own text, kept true by triggers.
# https://www.sqlite.org/fts5.html#external_content_tables
_SQLITE = (
    """
    CREATE VIRTUAL TABLE frame_search_index USING fts5(
        stems, words, content='frame_searchrow', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", detail='column', prefix='3 4 5'
    )
    """,
    """
    CREATE TRIGGER frame_search_added AFTER INSERT ON frame_searchrow BEGIN
        INSERT INTO frame_search_index(rowid, stems, words) VALUES (new.id, new.stems, new.words);
    END
    """,
    """
    CREATE TRIGGER frame_search_gone AFTER DELETE ON frame_searchrow BEGIN
        INSERT INTO frame_search_index(frame_search_index, rowid, stems, words)
        VALUES ('delete', old.id, old.stems, old.words);
    END
    """,
    """
    CREATE TRIGGER frame_search_changed AFTER UPDATE ON frame_searchrow BEGIN
        INSERT INTO frame_search_index(frame_search_index, rowid, stems, words)
        VALUES ('delete', old.id, old.stems, old.words);
        INSERT INTO frame_search_index(rowid, stems, words) VALUES (new.id, new.stems, new.words);
    END
    """,
)
_POSTGRESQL = tuple(
    f"""
    CREATE INDEX frame_search_{column} ON frame_searchrow
    USING gin (array_to_tsvector(string_to_array({column}, ' ')))
    """
    for column in ("stems", "words")
)


def make_index(_apps: Any, schema_editor: Any) -> None:
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("frame", "0001_initial")]

    operations = [migrations.RunPython(make_index, elidable=False)]
