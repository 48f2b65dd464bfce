from typing import Any

from django.db import migrations, models
from django.db.models import Q

#: The fields as they were when versions began to name what is decided.
_ALL = [
    "section",
    "event_type",
    "direction",
    "severity",
    "case_status",
    "verification",
    "secondary_event_types",
    "rights",
    "actors",
    "targets",
    "means",
    "platforms",
    "places",
    "statutes",
]
#: How codes were marked that the machine drafted.
_SUGGESTED = "suggested by the machine"


def keep_decided(apps: Any, _schema_editor: Any) -> None:
    """What a member wrote or approved, or came coded with an import, stays decided.

    The guards that keep versions from being edited do not know the new column yet.
    """
    rows = apps.get_model("incidents", "CodesRow").objects
    drafted = Q(author=None, note__startswith=_SUGGESTED) & ~Q(state="approved")
    rows.exclude(drafted).update(decided=_ALL)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0006_short_waiting_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="codesrow",
            name="decided",
            field=models.JSONField(default=list),
        ),
        migrations.RemoveConstraint(model_name="codesrow", name="codes_severity_1_to_5"),
        migrations.AddConstraint(
            model_name="codesrow",
            constraint=models.CheckConstraint(
                condition=Q(severity__gte=0, severity__lte=5), name="codes_severity_0_to_5"
            ),
        ),
        migrations.RunPython(keep_decided, migrations.RunPython.noop, elidable=False),
    ]
