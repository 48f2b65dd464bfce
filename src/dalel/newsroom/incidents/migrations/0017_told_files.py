from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0016_channel_posts")]

    operations = [
        migrations.RemoveConstraint(model_name="proposalrow", name="proposal_kind_known"),
        migrations.AlterField(
            model_name="proposalrow",
            name="kind",
            field=models.CharField(
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
                    ("conversation", "conversation"),
                    ("file", "file"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalrow",
            constraint=models.CheckConstraint(
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
                            "conversation",
                            "file",
                        ],
                    )
                ),
                name="proposal_kind_known",
            ),
        ),
    ]
