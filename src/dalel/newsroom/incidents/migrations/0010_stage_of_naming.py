from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0009_letters_and_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="namingdecision",
            name="matter",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
    ]
