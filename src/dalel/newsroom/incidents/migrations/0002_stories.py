import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0001_initial"),
        ("stories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftrow",
            name="story",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="stories.storyrow",
            ),
        ),
        migrations.AddField(
            model_name="likenessrow",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="likenesses",
                to="stories.storyrow",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("incident__isnull", False), ("story__isnull", False), _connector="OR"
                ),
                name="draft_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="likenessrow",
            constraint=models.UniqueConstraint(
                fields=("story", "incident"), name="likeness_once_a_pair"
            ),
        ),
    ]
