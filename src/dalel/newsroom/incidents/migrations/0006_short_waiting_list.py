from typing import Any

from django.db import migrations

# PostgreSQL keeps new terms in a list before it sorts them into the index, and whoever asks reads
# that list once for each term. Of 4 MB, as it is by default, it took most of the time of an answer.
# https://www.postgresql.org/docs/current/gin.html#GIN-FAST-UPDATE
_SHORT = "ALTER INDEX incidents_pair_terms SET (gin_pending_list_limit = 64)"


def shorten(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_SHORT)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_sentence_memory"),
    ]

    operations = [
        migrations.RunPython(shorten, elidable=False),
    ]
