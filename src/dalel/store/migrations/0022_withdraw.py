from hashlib import sha256
from typing import Any

from django.db import migrations, models
from django.utils.crypto import salted_hmac

_ACTION = "withdrew words"


def key_digests(apps: Any, schema_editor: Any) -> None:
    """Whoever reads the audit log must not find names by trying: their digests take a secret now.

    The guard against edits is set anew after all migrations.
    """
    audit = apps.get_model("store", "AuditRow")
    found = audit.objects.filter(action=_ACTION)
    if not found.exists():
        return
    table = audit._meta.db_table
    on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only{on_table}")
    plain = {}
    for words in apps.get_model("store", "WithdrawnWordsRow").objects.values_list(
        "words", flat=True
    ):
        low = words.casefold()
        keyed = salted_hmac("dalel.withdrawn", low, algorithm="sha256").hexdigest()
        plain[sha256(low.encode()).hexdigest()[:12]] = keyed[:12]
    for row in found:
        found.filter(pk=row.pk).update(subject=plain.get(row.subject, "—"))


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0021_owed"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeliveryRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=500, unique=True)),
                ("manifest", models.CharField(blank=True, max_length=64)),
                ("without", models.JSONField(default=list)),
                ("delivered", models.DateTimeField(blank=True, null=True)),
                ("tried", models.CharField(blank=True, max_length=64)),
                ("failing", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
            ],
            options={"ordering": ("place",)},
        ),
        migrations.RunPython(key_digests, migrations.RunPython.noop),
    ]
