import dalel.domain.incident
import dalel.domain.public_change
import dalel.domain.states
import dalel.newsroom.frame.base_models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("editions", "0001_initial"),
        ("evidence", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, unique=True)),
                ("names", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionEntryRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.PositiveSmallIntegerField()),
                ("order", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="editions.editionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("edition", "section", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "section", "order"), name="entry_place_taken_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__gte", 1), ("section__gte", 1)),
                        name="entry_place_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionWaiverRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=64)),
                ("time", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="editions.editionrow",
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
                "ordering": ("edition", "rule"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "rule"), name="edition_waiver_once_a_rule"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="edition_waiver_has_reason",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="ExcerptRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("is_cleared", models.BooleanField(default=False)),
                ("mark", models.CharField(max_length=64)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="excerpts",
                        to="evidence.articleversionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("text", "pk"),
            },
        ),
        migrations.CreateModel(
            name="FeedAddressRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("time", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_address",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FlashRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_type", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("released", "released"),
                            ("confirmed", "confirmed"),
                            ("unconfirmed", "unconfirmed"),
                        ],
                        default=dalel.domain.states.FlashState["RELEASED"],
                        max_length=12,
                    ),
                ),
                ("released", models.DateTimeField()),
                ("due", models.DateTimeField(db_index=True)),
                ("confirmed", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-released", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["released", "confirmed", "unconfirmed"])),
                        name="flash_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_by__isnull", False),
                                ("state", dalel.domain.states.FlashState["CONFIRMED"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", dalel.domain.states.FlashState["CONFIRMED"]),
                                    _negated=True,
                                ),
                                ("confirmed_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="flash_confirmed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MetadataRow",
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
                ("date_iso", models.CharField(blank=True, max_length=21)),
                (
                    "date_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("interval", "interval"),
                        ],
                        max_length=8,
                    ),
                ),
                ("year_inferred", models.BooleanField(default=False)),
                ("section", models.PositiveSmallIntegerField()),
                ("links", models.JSONField(default=list)),
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
            ],
            options={
                "ordering": ("incident", "number"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in review", "approved", "superseded"])
                        ),
                        name="frame_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("section__gte", 1)), name="frame_section_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8)),
                ("file", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("entries", models.PositiveIntegerField()),
                ("time", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="editions.editionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("time", "id"),
            },
        ),
        migrations.CreateModel(
            name="IncidentRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_iso", models.CharField(blank=True, max_length=21)),
                (
                    "date_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("interval", "interval"),
                        ],
                        max_length=8,
                    ),
                ),
                ("year_inferred", models.BooleanField(default=False)),
                ("number", models.CharField(max_length=32, unique=True)),
                ("provisional", models.CharField(blank=True, max_length=32)),
                ("section", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unpublished", "unpublished"),
                            ("published", "published"),
                            ("corrected", "corrected"),
                            ("retracted", "retracted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=dalel.domain.states.IncidentState["UNPUBLISHED"],
                        max_length=12,
                    ),
                ),
                (
                    "provenance",
                    models.CharField(
                        choices=[("written", "written"), ("imported", "imported")],
                        default=dalel.domain.incident.Provenance["WRITTEN"],
                        max_length=8,
                    ),
                ),
                ("updated", models.DateTimeField()),
                ("related", models.ManyToManyField(related_name="+", to="incidents.incidentrow")),
            ],
            options={
                "ordering": ("number",),
                "indexes": [models.Index(fields=["section", "number"], name="incident_by_section")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["unpublished", "published", "corrected", "retracted", "withdrawn"],
                            )
                        ),
                        name="incident_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("provenance__in", ["written", "imported"])),
                        name="incident_provenance_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("section__gte", 1)), name="incident_section_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="incident_has_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("provisional", ""), _negated=True),
                        fields=("provisional",),
                        name="incident_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("date_iso", ""), ("date_precision", ""), ("year_inferred", False)
                            ),
                            models.Q(
                                models.Q(("date_iso", ""), _negated=True),
                                ("date_precision__in", ["day", "month", "year", "interval"]),
                            ),
                            _connector="OR",
                        ),
                        name="incident_date_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LikenessRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("strength", models.FloatField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("-strength", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LinkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("printed", models.TextField()),
                ("url", models.TextField()),
                ("canonical", models.TextField(db_index=True)),
                ("host", models.CharField(max_length=253)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(blank=True, max_length=8)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "order"),
                "constraints": [
                    models.UniqueConstraint(fields=("incident", "order"), name="link_ordered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                ("stage", models.CharField(blank=True, max_length=32)),
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
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="ModelUseRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField(db_index=True)),
                ("model", models.TextField()),
                ("job", models.CharField(max_length=12)),
                ("tokens_in", models.PositiveIntegerField()),
                ("tokens_out", models.PositiveIntegerField()),
                ("seconds", models.FloatField()),
                ("cost", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="NoticeRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "correction"),
                            ("reply", "reply"),
                            ("retraction", "retraction"),
                        ],
                        max_length=12,
                    ),
                ),
                ("texts", models.JSONField()),
                ("by", models.JSONField(default=dict)),
                ("written", models.DateTimeField()),
                ("approved", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "written", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["correction", "reply", "retraction"])),
                        name="notice_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved", None), ("approved_by", None)),
                            models.Q(("approved__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_approved_by_someone",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="OutletRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, unique=True)),
                ("names", models.JSONField()),
                ("host", models.CharField(blank=True, max_length=253)),
                ("source", models.CharField(blank=True, max_length=64)),
                (
                    "incidents",
                    models.ManyToManyField(related_name="outlets", to="incidents.incidentrow"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("source",),
                        name="outlet_once_a_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, unique=True)),
                ("names", models.JSONField()),
                ("role", models.CharField(blank=True, max_length=32)),
                ("note", models.TextField(blank=True)),
                (
                    "incidents",
                    models.ManyToManyField(related_name="persons", to="incidents.incidentrow"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalRow",
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
                            ("naming", "naming"),
                            ("person", "person"),
                            ("person link", "person link"),
                            ("outlet", "outlet"),
                            ("outlet link", "outlet link"),
                            ("attribution", "attribution"),
                            ("development", "development"),
                            ("relation", "relation"),
                            ("case link", "case link"),
                            ("case name", "case name"),
                            ("effect", "effect"),
                            ("look", "look"),
                            ("level", "level"),
                            ("sentences", "sentences"),
                            ("attention", "attention"),
                            ("day", "day"),
                        ],
                        max_length=16,
                    ),
                ),
                ("before", models.JSONField(blank=True, null=True)),
                ("after", models.JSONField()),
                ("time", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("taken back", "taken back"),
                            ("stale", "stale"),
                        ],
                        default=dalel.domain.public_change.ProposalState["WAITING"],
                        max_length=12,
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="incidents.incidentrow",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("time", "pk"),
                "indexes": [models.Index(fields=["state", "time"], name="proposal_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "naming",
                                    "person",
                                    "person link",
                                    "outlet",
                                    "outlet link",
                                    "attribution",
                                    "development",
                                    "relation",
                                    "case link",
                                    "case name",
                                    "effect",
                                    "look",
                                    "level",
                                    "sentences",
                                    "attention",
                                    "day",
                                ],
                            )
                        ),
                        name="proposal_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "approved", "refused", "taken back", "stale"])
                        ),
                        name="proposal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided", None),
                                ("decided_by", None),
                                ("state", dalel.domain.public_change.ProposalState["WAITING"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", dalel.domain.public_change.ProposalState["WAITING"]),
                                    _negated=True,
                                ),
                                ("decided__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_by_someone",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="RemarkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField(db_index=True)),
                ("text", models.TextField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="remark_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondCodingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.CharField(max_length=7)),
                ("drawn", models.DateTimeField()),
                ("answers", models.JSONField(blank=True, null=True)),
                ("coded", models.DateTimeField(blank=True, null=True)),
                (
                    "coder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-month", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answers", None), ("coded", None), ("coder", None)),
                            models.Q(
                                ("answers__isnull", False),
                                ("coded__isnull", False),
                                ("coder__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="second_coding_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=8)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("verdict", models.CharField(max_length=12)),
                ("source_field", models.CharField(blank=True, max_length=8)),
                ("source_start", models.PositiveIntegerField(default=0)),
                ("source_end", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to="evidence.articleversionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("version", "field", "start", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="support_has_width"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TextVersionRow",
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
                ("title", models.TextField(blank=True, null=True)),
                ("paragraphs", models.JSONField()),
                ("model", models.TextField(blank=True)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "language", "number"),
                "indexes": [models.Index(fields=["state", "language"], name="text_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "language", "number"), name="text_version_numbered_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", dalel.domain.states.VersionState["APPROVED"])),
                        fields=("incident", "language"),
                        name="text_approved_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in review", "approved", "superseded"])
                        ),
                        name="text_version_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="text_version_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("title__isnull", True),
                            models.Q(("title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="text_title_absent_or_written",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
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
        migrations.CreateModel(
            name="AttributionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("signed", "signed"),
                            ("admitted", "admitted"),
                            ("judgment", "judgment"),
                            ("forensics", "forensics"),
                            ("alleged", "alleged"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by", models.TextField()),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                ["signed", "admitted", "judgment", "forensics", "alleged"],
                            )
                        ),
                        name="attribution_basis_known",
                    )
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="AutosaveRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("title", models.TextField(blank=True)),
                ("paragraphs", models.JSONField()),
                ("seen", models.PositiveIntegerField()),
                ("time", models.DateTimeField(db_index=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="autosaves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="autosaves",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "incident", "language"), name="autosave_once_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NamingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                ("names", models.JSONField()),
                ("role", models.CharField(max_length=32)),
                ("stage", models.CharField(max_length=32)),
                ("public", models.BooleanField(default=False)),
                ("consent", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "time", "pk"),
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="CodesRow",
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
                ("codebook_version", models.CharField(max_length=32)),
                ("event_type", models.CharField(max_length=64)),
                ("direction", models.CharField(max_length=32)),
                ("severity", models.PositiveSmallIntegerField()),
                ("severity_reason", models.TextField(blank=True)),
                ("case_status", models.CharField(max_length=64)),
                ("verification", models.CharField(max_length=8)),
                ("secondary_event_types", models.JSONField(default=list)),
                ("rights", models.JSONField(default=list)),
                ("actors", models.JSONField(default=list)),
                ("targets", models.JSONField(default=list)),
                ("means", models.JSONField(default=list)),
                ("platforms", models.JSONField(default=list)),
                ("places", models.JSONField(default=list)),
                ("statutes", models.JSONField(default=list)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "number"), name="codes_numbered_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", dalel.domain.states.VersionState["APPROVED"])),
                        fields=("incident",),
                        name="codes_approved_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in review", "approved", "superseded"])
                        ),
                        name="codes_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__gte", 1), ("severity__lte", 5)),
                        name="codes_severity_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("codebook_version", ""), _negated=True),
                        name="codes_name_their_codebook",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="CommentRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                ("whom", models.TextField()),
                ("asked", models.DateField()),
                ("answer", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("whom", ""), _negated=True),
                        name="comment_asks_somebody",
                    )
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="ConcernRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16)),
                ("rule", models.CharField(max_length=64)),
                (
                    "weight",
                    models.CharField(
                        choices=[("error", "error"), ("warning", "warning"), ("note", "note")],
                        max_length=8,
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=32)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("line", models.PositiveIntegerField(blank=True, null=True)),
                ("excerpt", models.TextField(blank=True)),
                ("values", models.JSONField(default=dict)),
                ("suggestion", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("resolved", "resolved"), ("waived", "waived")],
                        default=dalel.domain.states.ConcernState["OPEN"],
                        max_length=8,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="editions.editionrow",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("edition", "incident", "line", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("incident__isnull", False)),
                        fields=("edition", "incident", "key"),
                        name="concern_once_an_incident",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("edition__isnull", True)),
                        fields=("incident", "key"),
                        name="concern_once_without_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("incident__isnull", False), ("edition__isnull", False), _connector="OR"
                        ),
                        name="concern_is_about_something",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("incident__isnull", True)),
                        fields=("edition", "key"),
                        name="concern_once_an_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "resolved", "waived"])),
                        name="concern_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__in", ["error", "warning", "note"])),
                        name="concern_weight_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernDecisionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("resolved", "resolved"), ("waived", "waived")],
                        max_length=8,
                    ),
                ),
                ("time", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="incidents.concernrow",
                    ),
                ),
            ],
            options={
                "ordering": ("concern", "time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "resolved", "waived"])),
                        name="concern_decision_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="concern_decision_has_reason",
                    ),
                ],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="ConfirmationRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="incidents.textversionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("version", "time"),
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="DemandRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("key", models.CharField(max_length=36, unique=True)),
                ("kind", models.CharField(max_length=32)),
                ("party", models.TextField()),
                ("claim", models.TextField()),
                ("received", models.DateField()),
                ("due", models.DateField(db_index=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("decided", "decided"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=dalel.domain.states.DemandState["RECEIVED"],
                        max_length=12,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "upheld"),
                            ("partly upheld", "partly upheld"),
                            ("rejected", "rejected"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided", models.DateTimeField(blank=True, null=True)),
                ("replies", models.JSONField(blank=True, default=dict)),
                ("answered", models.DateTimeField(blank=True, null=True)),
                ("print_texts", models.JSONField(blank=True, default=dict)),
                ("print_by", models.JSONField(blank=True, default=dict)),
                ("is_held", models.BooleanField(default=False)),
                ("registered", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="incidents.incidentrow",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="incidents.textversionrow",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["received", "decided", "answered", "withdrawn"])
                        ),
                        name="demand_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["decided", "answered"]), _negated=True),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="demand_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            ("answered__isnull", False),
                            _connector="OR",
                        ),
                        name="demand_answered_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DevelopmentRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_iso", models.CharField(blank=True, max_length=21)),
                (
                    "date_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("interval", "interval"),
                        ],
                        max_length=8,
                    ),
                ),
                ("year_inferred", models.BooleanField(default=False)),
                ("order", models.PositiveIntegerField()),
                ("texts", models.JSONField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="developments",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("incident", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "order"), name="development_ordered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_iso", ""), _negated=True),
                            models.Q(("date_precision", ""), _negated=True),
                        ),
                        name="development_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DevelopmentLinkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("printed", models.TextField()),
                ("url", models.TextField()),
                ("canonical", models.TextField(db_index=True)),
                ("host", models.CharField(max_length=253)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(blank=True, max_length=8)),
                (
                    "development",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="incidents.developmentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("development", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("development", "order"), name="development_link_ordered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DiaryReadRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="diary_read",
                        to="evidence.articlerow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DiaryRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing", "hearing"),
                            ("deadline", "deadline"),
                            ("in force", "in force"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("confirmed", "confirmed"),
                            ("dismissed", "dismissed"),
                        ],
                        default=dalel.domain.states.DiaryState["PROPOSED"],
                        max_length=12,
                    ),
                ),
                ("sentence", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("read_day", models.DateField(blank=True, null=True)),
                ("read_kind", models.CharField(blank=True, max_length=12)),
                ("time", models.DateTimeField()),
                ("decided", models.DateTimeField(blank=True, null=True)),
                ("public_day", models.DateField(blank=True, null=True)),
                ("public_kind", models.CharField(blank=True, max_length=12)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diary",
                        to="evidence.articlerow",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diary",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("day", "pk"),
                "indexes": [models.Index(fields=["state", "day"], name="diary_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["hearing", "deadline", "in force", "other"])
                        ),
                        name="diary_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "dismissed"])),
                        name="diary_state_known",
                    ),
                    models.UniqueConstraint(
                        fields=("article", "read_day", "read_kind"),
                        name="diary_read_once_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("article", None),
                            models.Q(("sentence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="diary_read_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", dalel.domain.states.DiaryState["PROPOSED"]),
                            ("member__isnull", False),
                            _connector="OR",
                        ),
                        name="diary_decided_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftRow",
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
                    "job",
                    models.CharField(
                        choices=[("draft", "draft"), ("translate", "translate")], max_length=12
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=8)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("with_model", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("ready", "ready"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                            ("done", "done"),
                        ],
                        default=dalel.domain.states.DraftState["WAITING"],
                        max_length=12,
                    ),
                ),
                ("asked", models.DateTimeField()),
                ("made", models.DateTimeField(blank=True, null=True)),
                ("letters", models.PositiveIntegerField(default=0)),
                ("message", models.TextField(blank=True)),
                ("texts", models.JSONField(default=dict)),
                ("answered", models.JSONField(default=list)),
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
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="incidents.incidentrow",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("job__in", ["draft", "translate"])),
                        name="draft_job_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "ready", "failed", "cancelled", "done"])
                        ),
                        name="draft_state_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="metadatarow",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="frames",
                to="incidents.incidentrow",
            ),
        ),
        migrations.AddField(
            model_name="flashrow",
            name="incident",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flash",
                to="incidents.incidentrow",
            ),
        ),
        migrations.AddField(
            model_name="editionentryrow",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="incidents.incidentrow",
            ),
        ),
        migrations.AddField(
            model_name="caserow",
            name="incidents",
            field=models.ManyToManyField(related_name="cases", to="incidents.incidentrow"),
        ),
        migrations.AddField(
            model_name="secondcodingrow",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second_codings",
                to="incidents.codesrow",
            ),
        ),
        migrations.AddField(
            model_name="supportrow",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="supports",
                to="incidents.textversionrow",
            ),
        ),
        migrations.AddField(
            model_name="excerptrow",
            name="text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="excerpts",
                to="incidents.textversionrow",
            ),
        ),
        migrations.AddConstraint(
            model_name="metadatarow",
            constraint=models.UniqueConstraint(
                fields=("incident", "number"), name="frame_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="metadatarow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", dalel.domain.states.VersionState["APPROVED"])),
                fields=("incident",),
                name="frame_approved_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionentryrow",
            constraint=models.UniqueConstraint(
                fields=("edition", "incident"), name="entry_incident_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondcodingrow",
            constraint=models.UniqueConstraint(fields=("first",), name="codes_doubled_once"),
        ),
        migrations.AddConstraint(
            model_name="excerptrow",
            constraint=models.UniqueConstraint(
                fields=("text", "source"), name="excerpt_once_a_source"
            ),
        ),
    ]
