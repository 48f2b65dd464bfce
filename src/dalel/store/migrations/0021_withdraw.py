from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0020_answers"),
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
            options={"ordering": ("place",)},
        ),
    ]
