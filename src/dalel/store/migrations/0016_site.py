from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_COUNTED = ("CaseRow", "PersonRow", "OutletRow")


def number(apps: Any, _editor: Any) -> None:
    """Rows that are there already get numbers in the order in which they came."""
    for name in _COUNTED:
        rows = apps.get_model("store", name).objects.order_by("pk")
        for count, row in enumerate(rows, 1):
            row.number = count
            row.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0015_draft"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name.lower(),
                name="number",
                field=models.PositiveIntegerField(editable=False, null=True),
            )
            for name in _COUNTED
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        *(
            migrations.AlterField(
                model_name=name.lower(),
                name="number",
                field=models.PositiveIntegerField(editable=False, unique=True),
            )
            for name in _COUNTED
        ),
        migrations.CreateModel(
            name="WithdrawnWordsRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(unique=True)),
                ("reason", models.TextField()),
                ("time", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="withdrawn_with_reason",
                    )
                ],
            },
        ),
    ]
