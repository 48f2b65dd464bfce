import dalel.domain.states
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SourceRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("active", "active"),
                            ("paused", "paused"),
                            ("dead", "dead"),
                        ],
                        default=dalel.domain.states.SourceState["ACTIVE"],
                        max_length=12,
                    ),
                ),
                ("first_look", models.DateTimeField(blank=True, null=True)),
                ("last_look", models.DateTimeField(blank=True, null=True)),
                ("last_success", models.DateTimeField(blank=True, null=True)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("absent_in_a_row", models.PositiveIntegerField(default=0)),
                ("error_kind", models.CharField(blank=True, max_length=32)),
                ("error", models.TextField(blank=True)),
                ("error_at", models.DateTimeField(blank=True, null=True)),
                ("errors", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("key",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "active", "paused", "dead"])),
                        name="source_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutageRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started", models.DateTimeField()),
                ("ended", models.DateTimeField(blank=True, null=True)),
                ("error_kind", models.CharField(max_length=32)),
                ("error", models.TextField()),
                ("vantage", models.CharField(max_length=64)),
                ("answers_from", models.CharField(blank=True, max_length=64)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="sources.sourcerow",
                    ),
                ),
            ],
            options={
                "ordering": ("-started", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)),
                        fields=("source",),
                        name="outage_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("ended__gte", models.F("started")), _connector="OR"
                        ),
                        name="outage_runs_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkCountRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("country", models.CharField(blank=True, max_length=8)),
                ("subject", models.TextField(blank=True)),
                ("network", models.CharField(blank=True, max_length=32)),
                ("measured", models.PositiveIntegerField()),
                ("anomalies", models.PositiveIntegerField()),
                ("confirmed", models.PositiveIntegerField()),
                ("failures", models.PositiveIntegerField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="sources.sourcerow",
                    ),
                ),
            ],
            options={
                "ordering": ("source", "day", "subject", "network"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "day", "country", "subject", "network"),
                        name="network_counted_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("next_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_by", models.CharField(blank=True, max_length=128)),
                ("alone", models.BooleanField(default=False)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("deaths", models.PositiveIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("url", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feed", "feed"),
                            ("sitemap", "sitemap"),
                            ("listing", "listing"),
                            ("search", "search"),
                            ("api", "api"),
                            ("table", "table"),
                            ("telegram", "telegram"),
                            ("ooni", "ooni"),
                            ("manual", "manual"),
                        ],
                        max_length=12,
                    ),
                ),
                ("is_read", models.BooleanField(default=True)),
                ("validators", models.JSONField(default=dict)),
                ("looks", models.PositiveIntegerField(default=0)),
                ("last_success", models.DateTimeField(blank=True, null=True)),
                ("skips", models.JSONField(default=dict)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="sources.sourcerow",
                    ),
                ),
            ],
            options={
                "ordering": ("source", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("source", "url"), name="address_once_a_source")
                ],
            },
        ),
    ]
