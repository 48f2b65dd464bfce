import dalel.domain.states
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("evidence", "0001_initial"),
        ("incidents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobLock",
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
                ("name", models.CharField(max_length=32, unique=True)),
                ("in_hand", models.JSONField(blank=True, default=list)),
                ("opened", models.JSONField(blank=True, default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JudgingRow",
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
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judging",
                        to="evidence.articleversionrow",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StoryRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("later", "later"),
                            ("taken", "taken"),
                            ("attached", "attached"),
                            ("rejected", "rejected"),
                            ("merged", "merged"),
                        ],
                        default=dalel.domain.states.StoryState["NEW"],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("opened", models.DateTimeField()),
                ("newest", models.DateTimeField(db_index=True)),
                ("is_touched", models.BooleanField(default=False)),
                ("is_relevant", models.BooleanField(default=False)),
                ("score", models.FloatField(default=0)),
                ("section", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("event_type", models.CharField(blank=True, max_length=64)),
                ("severity", models.FloatField(default=0)),
                ("rank", models.FloatField(default=0)),
                ("weighed", models.CharField(blank=True, max_length=64)),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="incidents.incidentrow",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="stories.storyrow",
                    ),
                ),
            ],
            options={
                "ordering": ("-newest", "pk"),
                "indexes": [
                    models.Index(
                        fields=["state", "is_relevant", "rank"], name="story_in_its_place"
                    ),
                    models.Index(
                        fields=["state", "is_relevant", "section"], name="story_by_section"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["new", "later", "taken", "attached", "rejected", "merged"],
                            )
                        ),
                        name="story_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("newest__gte", models.F("opened"))),
                        name="story_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("merged_into__isnull", False),
                                ("state", dalel.domain.states.StoryState["MERGED"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", dalel.domain.states.StoryState["MERGED"]),
                                    _negated=True,
                                ),
                                ("merged_into", None),
                            ),
                            _connector="OR",
                        ),
                        name="story_merged_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        dalel.domain.states.StoryState["TAKEN"],
                                        dalel.domain.states.StoryState["ATTACHED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("incident__isnull", False),
                            _connector="OR",
                        ),
                        name="story_taken_has_incident",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=16)),
                ("day", models.DateField(db_index=True)),
                ("figures", models.JSONField(default=dict)),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.storyrow",
                    ),
                ),
            ],
            options={
                "ordering": ("day", "key"),
            },
        ),
        migrations.CreateModel(
            name="MembershipRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("model", models.CharField(blank=True, max_length=64)),
                ("time", models.DateTimeField()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="membership",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="stories.storyrow",
                    ),
                ),
            ],
            options={
                "ordering": ("story", "time", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DuplicateSuggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("time", models.DateTimeField()),
                ("dismissed", models.DateTimeField(blank=True, null=True)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubles",
                        to="stories.storyrow",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="double_of",
                        to="stories.storyrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="double_noted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True),
                        name="double_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionRow",
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
                        choices=[
                            ("take", "take"),
                            ("attach", "attach"),
                            ("later", "later"),
                            ("reject", "reject"),
                            ("merge", "merge"),
                            ("split", "split"),
                        ],
                        max_length=12,
                    ),
                ),
                ("time", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("later", "later"),
                            ("taken", "taken"),
                            ("attached", "attached"),
                            ("rejected", "rejected"),
                            ("merged", "merged"),
                        ],
                        max_length=12,
                    ),
                ),
                ("undone", models.DateTimeField(blank=True, null=True)),
                (
                    "articles",
                    models.ManyToManyField(related_name="decisions", to="evidence.articlerow"),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.storyrow",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="stories.storyrow",
                    ),
                ),
            ],
            options={
                "ordering": ("time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["take", "attach", "later", "reject", "merge", "split"])
                        ),
                        name="decision_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone", None), ("undone_by", None)),
                            models.Q(("undone__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_undone_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VectorRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=64)),
                ("vector", models.BinaryField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vectors",
                        to="evidence.articleversionrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "model"), name="vector_once_a_model")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassificationRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=64)),
                ("is_relevant", models.BooleanField()),
                ("score", models.FloatField()),
                ("section", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("event_type", models.CharField(blank=True, max_length=64)),
                ("suggested", models.JSONField(default=dict)),
                ("is_placed", models.BooleanField(default=False)),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classification",
                        to="evidence.articleversionrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["is_relevant", "version"], name="classified_relevant"),
                    models.Index(
                        condition=models.Q(("is_placed", False)),
                        fields=["version"],
                        name="classified_unplaced",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConstraintRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_together", models.BooleanField()),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="constraints",
                        to="stories.decisionrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("one", "other", "decision"), name="constraint_once_a_decision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True),
                        name="constraint_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReprintRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("time", models.DateTimeField()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprint_of",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprints",
                        to="evidence.articlerow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("original")), _negated=True),
                        name="reprint_of_another",
                    )
                ],
            },
        ),
    ]
