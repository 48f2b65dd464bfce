from typing import Any

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
        ("store", "0011_doors"),
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
    ]
