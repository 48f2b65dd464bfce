from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frame", "0002_search_index")]

    operations = [
        # May be empty: SQLite would else make the table anew, and drop what keeps the index true.
        migrations.AddField(
            model_name="searchrow",
            name="rules",
            field=models.PositiveSmallIntegerField(db_index=True, null=True),
        )
    ]
