import dalel.domain.states
import dalel.newsroom.frame.base_models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="EditionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("frozen", "frozen"),
                            ("scheduled", "scheduled"),
                            ("released", "released"),
                        ],
                        default=dalel.domain.states.EditionState["OPEN"],
                        max_length=12,
                    ),
                ),
                ("released", models.DateTimeField(blank=True, null=True)),
                ("scheduled", models.DateTimeField(blank=True, null=True)),
                ("embargo", models.DateTimeField(blank=True, null=True)),
                (
                    "scheduled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scheduled",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "frozen", "scheduled", "released"])
                        ),
                        name="edition_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="edition_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_start__lte", models.F("period_end"))),
                        name="edition_period_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", dalel.domain.states.EditionState["RELEASED"]),
                                _negated=True,
                            ),
                            ("released__isnull", False),
                            _connector="OR",
                        ),
                        name="edition_released_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", dalel.domain.states.EditionState["SCHEDULED"]),
                                _negated=True,
                            ),
                            models.Q(("scheduled__isnull", False), ("scheduled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="edition_scheduled_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntroductionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("time", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in review", "in review"),
                            ("approved", "approved"),
                            ("superseded", "superseded"),
                        ],
                        default=dalel.domain.states.VersionState["DRAFT"],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("text", models.TextField()),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="editions.editionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("edition", "language", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "language", "number"), name="introduction_numbered_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", dalel.domain.states.VersionState["APPROVED"])),
                        fields=("edition", "language"),
                        name="introduction_approved_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in review", "approved", "superseded"])
                        ),
                        name="introduction_state_known",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
    ]
