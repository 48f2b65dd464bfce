from typing import Any

from django.db import migrations, models

# SQLite: an FTS5 index over the rows' own text, kept true by triggers.
# https://www.sqlite.org/fts5.html#external_content_tables
_SQLITE = (
    """
    CREATE VIRTUAL TABLE store_search_index USING fts5(
        stems, words, content='store_searchrow', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", detail='column', prefix='3 4 5'
    )
    """,
    """
    CREATE TRIGGER store_search_added AFTER INSERT ON store_searchrow BEGIN
        INSERT INTO store_search_index(rowid, stems, words) VALUES (new.id, new.stems, new.words);
    END
    """,
    """
    CREATE TRIGGER store_search_gone AFTER DELETE ON store_searchrow BEGIN
        INSERT INTO store_search_index(store_search_index, rowid, stems, words)
        VALUES ('delete', old.id, old.stems, old.words);
    END
    """,
    """
    CREATE TRIGGER store_search_changed AFTER UPDATE ON store_searchrow BEGIN
        INSERT INTO store_search_index(store_search_index, rowid, stems, words)
        VALUES ('delete', old.id, old.stems, old.words);
        INSERT INTO store_search_index(rowid, stems, words) VALUES (new.id, new.stems, new.words);
    END
    """,
)
_POSTGRESQL = tuple(
    f"""
    CREATE INDEX store_search_{column} ON store_searchrow
    USING gin (array_to_tsvector(string_to_array({column}, ' ')))
    """
    for column in ("stems", "words")
)


def make_index(_apps: Any, schema_editor: Any) -> None:
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_watch"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("incident", "incident")], max_length=12
                    ),
                ),
                ("owner", models.PositiveBigIntegerField()),
                ("language", models.CharField(blank=True, max_length=8)),
                ("time", models.DateTimeField()),
                ("stems", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "owner", "language"), name="searched_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["article", "incident"])),
                        name="searched_kind_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(make_index, elidable=False),
    ]
