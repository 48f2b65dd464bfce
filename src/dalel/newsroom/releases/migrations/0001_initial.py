import dalel.domain.message
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
            options={
                "ordering": ("place",),
            },
        ),
        migrations.CreateModel(
            name="ReleaseRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField(db_index=True)),
            ],
            options={
                "ordering": ("time", "pk"),
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="SubscriberRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=8)),
                ("secret", models.CharField(max_length=64, unique=True)),
                ("asked", models.DateTimeField(db_index=True)),
                ("confirmed", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("address", "language"), name="subscribed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BuildRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=32)),
                (
                    "kind",
                    models.CharField(
                        choices=[("preview", "preview"), ("site", "site"), ("readers", "readers")],
                        max_length=12,
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False)),
                ("edition", models.PositiveIntegerField(blank=True, null=True)),
                ("asked", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wanted", "wanted"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default=dalel.domain.states.BuildState["WANTED"],
                        max_length=12,
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=24)),
                ("share", models.FloatField(default=0)),
                ("started", models.DateTimeField(blank=True, null=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("left", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["preview", "site", "readers"])),
                        name="build_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["wanted", "running", "done", "failed", "cancelled"])
                        ),
                        name="build_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", dalel.domain.states.BuildState["RUNNING"])),
                        fields=("place",),
                        name="build_runs_alone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", dalel.domain.states.BuildState["WANTED"])),
                        fields=("place", "kind"),
                        name="build_waits_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=160, unique=True)),
                (
                    "lane",
                    models.CharField(
                        choices=[("telegram", "telegram"), ("mail", "mail")], max_length=8
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[("post", "post"), ("edit", "edit"), ("remove", "remove")],
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incident", "incident"),
                            ("digest", "digest"),
                            ("notice", "notice"),
                            ("letter", "letter"),
                            ("confirmation", "confirmation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject", models.CharField(max_length=32)),
                ("language", models.CharField(max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("uncertain", "uncertain"),
                        ],
                        default=dalel.domain.states.MessageState["QUEUED"],
                        max_length=12,
                    ),
                ),
                ("queued", models.DateTimeField()),
                ("not_before", models.DateTimeField(db_index=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("sent", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("told", models.CharField(blank=True, max_length=64)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="releases.messagerow",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="releases.subscriberrow",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["state", "lane", "language"], name="message_by_state"),
                    models.Index(fields=["kind", "subject"], name="message_by_subject"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lane__in", ["telegram", "mail"])),
                        name="message_lane_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deed__in", ["post", "edit", "remove"])),
                        name="message_deed_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["incident", "digest", "notice", "letter", "confirmation"])
                        ),
                        name="message_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "sending", "sent", "failed", "uncertain"])
                        ),
                        name="message_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deed", dalel.domain.message.MessageDeed["POST"]), ("of", None)
                            ),
                            models.Q(
                                (
                                    "deed__in",
                                    [
                                        dalel.domain.message.MessageDeed["EDIT"],
                                        dalel.domain.message.MessageDeed["REMOVE"],
                                    ],
                                ),
                                ("of__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="message_changes_another",
                    ),
                ],
            },
        ),
    ]
