import dalel.newsroom.frame.base_models
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("factor_lost", models.BooleanField(default=False)),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=64,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[\\w.@+-]+\\Z",
                                "A username has letters, digits and . - _ @ + only.",
                            )
                        ],
                        verbose_name="Username",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=128, verbose_name="Name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reporter", "reporter"),
                            ("editor", "editor"),
                            ("publisher", "publisher"),
                            ("administrator", "administrator"),
                        ],
                        default="reporter",
                        max_length=16,
                        verbose_name="Role",
                    ),
                ),
                ("reads", models.JSONField(blank=True, default=list)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("is_active", models.BooleanField(default=True)),
                ("password_temporary", models.BooleanField(default=False)),
                ("joined", models.DateTimeField(auto_now_add=True)),
                ("is_confirmed", models.BooleanField(default=False)),
                (
                    "brought_by",
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
                "ordering": ("username",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["reporter", "editor", "publisher", "administrator"])
                        ),
                        name="member_role_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRequestRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("role", "role"),
                            ("invite", "invite"),
                            ("reset", "reset"),
                            ("link", "link"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=128)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reporter", "reporter"),
                            ("editor", "editor"),
                            ("publisher", "publisher"),
                            ("administrator", "administrator"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reads", models.JSONField(blank=True, default=list)),
                ("is_own", models.BooleanField(default=False)),
                ("time", models.DateTimeField()),
                ("alone_from", models.DateTimeField(blank=True, null=True)),
                ("has_code", models.BooleanField(default=False)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stopped_by",
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
                "ordering": ("time", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deed__in", ["role", "invite", "reset", "link"])),
                        name="account_deed_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["reporter", "editor", "publisher", "administrator"])
                        ),
                        name="account_request_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stopped_by", None), ("ended__isnull", False), _connector="OR"
                        ),
                        name="account_request_stopped_is_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField(db_index=True)),
                ("action", models.CharField(max_length=48)),
                ("subject", models.CharField(max_length=200)),
                ("detail", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-time", "-pk"),
                "indexes": [models.Index(fields=["subject", "time"], name="audit_by_subject")],
            },
            bases=(dalel.newsroom.frame.base_models.AppendOnly, models.Model),
        ),
        migrations.CreateModel(
            name="HandoverRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("text", models.TextField(blank=True)),
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
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="InvitationRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("note", models.CharField(blank=True, max_length=128)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reporter", "reporter"),
                            ("editor", "editor"),
                            ("publisher", "publisher"),
                            ("administrator", "administrator"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reads", models.JSONField(blank=True, default=list)),
                ("time", models.DateTimeField()),
                ("expires", models.DateTimeField()),
                ("used", models.DateTimeField(blank=True, null=True)),
                ("is_confirmed", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-time", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["reporter", "editor", "publisher", "administrator"])
                        ),
                        name="invitation_role_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsroomRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("second_factor", models.JSONField(blank=True, default=list)),
                ("imprint", models.JSONField(blank=True, default=dict)),
                ("site_address", models.CharField(blank=True, default="", max_length=200)),
                ("recovery_digest", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="newsroom_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("room", models.CharField(max_length=16)),
                ("query", models.CharField(max_length=500)),
                ("time", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "name"), name="search_named_once_a_member"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuspensionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                ("asked", models.DateTimeField(blank=True, null=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-time", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)),
                        fields=("member",),
                        name="suspension_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", None), ("ended", None)),
                            models.Q(
                                ("asked_by__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("ended__isnull", False),
                                models.Q(("confirmed_by", models.F("asked_by")), _negated=True),
                                models.Q(("confirmed_by", models.F("member")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="suspension_ended_by_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("here", models.DateTimeField()),
                ("left", models.DateTimeField(blank=True, null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
