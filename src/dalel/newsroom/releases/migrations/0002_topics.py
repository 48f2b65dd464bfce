from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="messagerow",
            name="message_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="subscriberrow",
            name="subscribed_once",
        ),
        migrations.AddField(
            model_name="messagerow",
            name="entries",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="subscriberrow",
            name="seen",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="subscriberrow",
            name="topic",
            field=models.CharField(blank=True, default="", max_length=48),
        ),
        migrations.AlterField(
            model_name="messagerow",
            name="kind",
            field=models.CharField(
                choices=[
                    ("incident", "incident"),
                    ("digest", "digest"),
                    ("notice", "notice"),
                    ("letter", "letter"),
                    ("confirmation", "confirmation"),
                    ("step", "step"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="messagerow",
            name="subject",
            field=models.CharField(max_length=64),
        ),
        migrations.AddConstraint(
            model_name="messagerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["incident", "digest", "notice", "letter", "confirmation", "step"])
                ),
                name="message_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriberrow",
            constraint=models.UniqueConstraint(
                fields=("address", "language", "topic"), name="subscribed_once_a_topic"
            ),
        ),
    ]
