from typing import Any

import django.db.models.deletion
from django.db import migrations, models

# SQLite: an FTS5 index over the rows' own terms, kept true by triggers.
# https://www.sqlite.org/fts5.html#external_content_tables
_SQLITE = (
    """
    CREATE VIRTUAL TABLE incidents_pair_index USING fts5(
        terms, content='incidents_sentencepairrow', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'", detail='none'
    )
    """,
    # Terms of what is forgotten leave the file of the index at once.
    # https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option
    "INSERT INTO incidents_pair_index(incidents_pair_index, rank) VALUES ('secure-delete', 1)",
    """
    CREATE TRIGGER incidents_pair_added AFTER INSERT ON incidents_sentencepairrow BEGIN
        INSERT INTO incidents_pair_index(rowid, terms) VALUES (new.id, new.terms);
    END
    """,
    """
    CREATE TRIGGER incidents_pair_gone AFTER DELETE ON incidents_sentencepairrow BEGIN
        INSERT INTO incidents_pair_index(incidents_pair_index, rowid, terms)
        VALUES ('delete', old.id, old.terms);
    END
    """,
    """
    CREATE TRIGGER incidents_pair_changed AFTER UPDATE OF terms ON incidents_sentencepairrow BEGIN
        INSERT INTO incidents_pair_index(incidents_pair_index, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO incidents_pair_index(rowid, terms) VALUES (new.id, new.terms);
    END
    """,
)
_POSTGRESQL = (
    """
    CREATE INDEX incidents_pair_terms ON incidents_sentencepairrow
    USING gin (array_to_tsvector(string_to_array(terms, ' ')))
    """,
)


def make_index(_apps: Any, schema_editor: Any) -> None:
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0004_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="ForgottenPairRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("time", models.DateTimeField()),
            ],
            options={
                "ordering": ("time", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SentencePairRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_language", models.CharField(max_length=8)),
                ("second_language", models.CharField(max_length=8)),
                ("first", models.TextField()),
                ("second", models.TextField()),
                ("terms", models.TextField()),
                ("digest", models.CharField(db_index=True, max_length=64)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("approved", "approved"),
                            ("bulletin", "bulletin"),
                            ("file", "file"),
                        ],
                        max_length=12,
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=200)),
                ("time", models.DateTimeField()),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("-time", "-pk"),
                "indexes": [models.Index(fields=["time", "id"], name="pair_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["approved", "bulletin", "file"])),
                        name="pair_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_language__lt", models.F("second_language"))),
                        name="pair_languages_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("incident", None), ("origin", "file")),
                            models.Q(
                                models.Q(("origin", "file"), _negated=True),
                                ("incident__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pair_of_file_or_incident",
                    ),
                    models.UniqueConstraint(
                        fields=("digest", "incident"), name="pair_once_an_incident"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("incident", None)),
                        fields=("digest",),
                        name="pair_once_among_files",
                    ),
                ],
            },
        ),
        migrations.RunPython(make_index, elidable=False),
    ]
