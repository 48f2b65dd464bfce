import dalel.domain.evidence
import dalel.domain.states
import dalel.newsroom.frame.base_models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideCopyRow",
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
                ("canonical", models.TextField(unique=True)),
                ("url", models.TextField()),
                ("asked", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("job", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ArticleRow",
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
                ("canonical", models.TextField(unique=True)),
                ("url", models.TextField()),
                ("language", models.CharField(blank=True, max_length=8)),
                ("published_iso", models.CharField(blank=True, max_length=40)),
                ("published", models.DateTimeField(blank=True, null=True)),
                ("author", models.TextField(blank=True)),
                ("image", models.TextField(blank=True)),
                ("is_post", models.BooleanField(default=False)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("live", "live"),
                            ("changed", "changed"),
                            ("removed", "removed"),
                            ("blocked", "blocked"),
                            ("unreachable", "unreachable"),
                        ],
                        default=dalel.domain.states.ArticleState["LIVE"],
                        max_length=12,
                    ),
                ),
                ("first_kept", models.DateTimeField()),
                ("last_looked", models.DateTimeField()),
                ("watched_for", models.TextField(blank=True)),
                ("recaptures", models.PositiveSmallIntegerField(default=0)),
                (
                    "evidence_class",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("newsroom", "newsroom"),
                            ("sealed", "sealed"),
                        ],
                        default=dalel.domain.evidence.EvidenceClass["NEWSROOM"],
                        max_length=12,
                    ),
                ),
                ("withheld", models.TextField(blank=True)),
                ("etag", models.TextField(blank=True)),
                ("last_modified", models.TextField(blank=True)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="sources.sourcerow",
                    ),
                ),
            ],
            options={
                "ordering": ("-first_kept", "pk"),
                "indexes": [
                    models.Index(fields=["source", "first_kept"], name="article_by_source"),
                    models.Index(
                        condition=models.Q(("is_post", True)),
                        fields=["source", "first_kept"],
                        name="post_by_source",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["live", "changed", "removed", "blocked", "unreachable"])
                        ),
                        name="article_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence_class__in", ["public", "newsroom", "sealed"])
                        ),
                        name="article_class_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaptureRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("link", models.CharField(max_length=64, unique=True)),
                ("chain", models.CharField(max_length=64)),
                ("number", models.PositiveBigIntegerField()),
                ("url", models.TextField(db_index=True)),
                ("time", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("warc_file", models.CharField(max_length=128)),
                ("warc_offset", models.PositiveBigIntegerField()),
                ("warc_length", models.PositiveBigIntegerField()),
                ("record_id", models.CharField(max_length=64)),
                ("vantage", models.CharField(max_length=64)),
                ("body_of", models.CharField(blank=True, max_length=64)),
                (
                    "evidence_class",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("newsroom", "newsroom"),
                            ("sealed", "sealed"),
                        ],
                        default=dalel.domain.evidence.EvidenceClass["NEWSROOM"],
                        max_length=12,
                    ),
                ),
                ("withheld", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"), name="capture_once_in_its_chain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence_class__in", ["public", "newsroom", "sealed"])
                        ),
                        name="capture_class_known",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="ArticleVersionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("time", models.DateTimeField()),
                ("title", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("changed", models.JSONField(default=list)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="evidence.capturerow",
                    ),
                ),
            ],
            options={
                "ordering": ("article", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="article_version_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="article_version_counts"
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="ArticleLifeRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("live", "live"),
                            ("changed", "changed"),
                            ("removed", "removed"),
                            ("blocked", "blocked"),
                            ("unreachable", "unreachable"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="life",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="evidence.capturerow",
                    ),
                ),
            ],
            options={
                "ordering": ("article", "time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["live", "changed", "removed", "blocked", "unreachable"])
                        ),
                        name="article_life_state_known",
                    )
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="FindingRow",
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
                ("canonical", models.TextField(unique=True)),
                ("url", models.TextField()),
                ("seen", models.DateTimeField()),
                ("title", models.TextField(blank=True)),
                ("published", models.DateTimeField(blank=True, null=True)),
                ("is_backlog", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "new"), ("fetched", "fetched"), ("skipped", "skipped")],
                        default=dalel.domain.states.FindingState["NEW"],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="sources.sourcerow",
                    ),
                ),
            ],
            options={
                "ordering": ("seen", "pk"),
                "indexes": [models.Index(fields=["source", "seen"], name="finding_by_source")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "fetched", "skipped"])),
                        name="finding_state_known",
                    )
                ],
            },
        ),
    ]
