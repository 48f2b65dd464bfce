import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("incidents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EffectRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                ("people", models.PositiveBigIntegerField(blank=True, null=True)),
                ("remedied", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incidentrow",
                    ),
                ),
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
                "ordering": ("incident", "time", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LevelRow",
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
                        choices=[("all", "all"), ("section", "section"), ("right", "right")],
                        max_length=8,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=64)),
                ("period", models.CharField(max_length=7)),
                ("time", models.DateTimeField()),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not enough data", "not enough data"),
                            ("observed", "observed"),
                            ("under pressure", "under pressure"),
                            ("violated", "violated"),
                            ("gravely violated", "gravely violated"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField()),
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
                        condition=models.Q(("kind__in", ["all", "section", "right"])),
                        name="level_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                [
                                    "",
                                    "not enough data",
                                    "observed",
                                    "under pressure",
                                    "violated",
                                    "gravely violated",
                                ],
                            )
                        ),
                        name="level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="level_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SentencesRow",
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
                        choices=[("all", "all"), ("section", "section"), ("right", "right")],
                        max_length=8,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=64)),
                ("period", models.CharField(max_length=7)),
                ("time", models.DateTimeField()),
                ("texts", models.JSONField()),
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
                        condition=models.Q(("kind__in", ["all", "section", "right"])),
                        name="sentences_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttentionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=128)),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[("pinned", "pinned"), ("dismissed", "dismissed")],
                        max_length=12,
                    ),
                ),
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
                        condition=models.Q(("choice__in", ["", "pinned", "dismissed"])),
                        name="attention_choice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="attention_has_reason",
                    ),
                ],
            },
        ),
    ]
