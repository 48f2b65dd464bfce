from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0017_outputs"),
    ]

    operations = [
        migrations.AddField(
            model_name="newsroomrow",
            name="site_address",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
    ]
