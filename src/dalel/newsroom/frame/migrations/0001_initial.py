from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PendingBuild",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time", models.DateTimeField()),
            ],
            options={
                "ordering": ("time", "pk"),
            },
        ),
        migrations.CreateModel(
            name="WorkerRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=128)),
                ("pid", models.PositiveIntegerField(default=0)),
                ("started", models.DateTimeField()),
                ("ended", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("died", models.BooleanField(default=False)),
                ("code", models.IntegerField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="SearchRow",
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
                        choices=[("article", "article"), ("incident", "incident")], max_length=12
                    ),
                ),
                ("owner", models.PositiveBigIntegerField()),
                ("language", models.CharField(blank=True, max_length=8)),
                ("time", models.DateTimeField()),
                ("stems", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "owner", "language"), name="searched_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["article", "incident"])),
                        name="searched_kind_known",
                    ),
                ],
            },
        ),
    ]
