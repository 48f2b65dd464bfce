"""What waits to be judged, as the database itself keeps it.

To look for it among all versions takes longer the more there are. Triggers write it down instead,
in the very transaction that adds a version or a classification, or takes one away: whoever does
that, in whatever way, cannot forget it, and what comes to an end half-way leaves none of it.
"""

from typing import Final

from django.db import connection, models

from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow


class WaitingRow(models.Model):
    """An article's newest version that no classification stands for; only triggers write it."""

    version = models.OneToOneField(
        ArticleVersionRow, primary_key=True, on_delete=models.CASCADE, related_name="waiting"
    )
    #: By it a newer version finds the one that waits no more.
    article = models.ForeignKey(ArticleRow, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.version_id}"


#: What waits of one article, found by keys alone: PostgreSQL plans a join when the tables are
#: small, and keeps to its plan while they grow in one transaction.
_ANEW: Final = """
DELETE FROM stories_waitingrow WHERE article_id = {article};
INSERT INTO stories_waitingrow (version_id, article_id)
SELECT one.id, one.article_id FROM evidence_articleversionrow AS one
WHERE one.id = (
    SELECT id FROM evidence_articleversionrow
    WHERE article_id = {article} ORDER BY number DESC LIMIT 1
)
AND (SELECT COUNT(*) FROM stories_classificationrow WHERE version_id = one.id) = 0
ON CONFLICT DO NOTHING;
"""
#: The same of all articles.
_ALL: Final = """
INSERT INTO stories_waitingrow (version_id, article_id)
SELECT one.id, one.article_id FROM evidence_articleversionrow AS one
WHERE NOT EXISTS (
    SELECT 1 FROM stories_classificationrow AS found WHERE found.version_id = one.id
)
AND NOT EXISTS (
    SELECT 1 FROM evidence_articleversionrow AS newer
    WHERE newer.article_id = one.article_id AND newer.number > one.number
)
"""
_VERSION: Final = "{row}.article_id"
_JUDGED: Final = "(SELECT article_id FROM evidence_articleversionrow WHERE id = {row}.version_id)"
#: Of each trigger the name, after what it acts, and how the article is called and of which rows.
_TRIGGERS: Final = (
    ("added", "INSERT ON evidence_articleversionrow", _VERSION, ("NEW",)),
    (
        "moved",
        "UPDATE OF article_id, number ON evidence_articleversionrow",
        _VERSION,
        ("OLD", "NEW"),
    ),
    ("gone", "DELETE ON evidence_articleversionrow", _VERSION, ("OLD",)),
    ("judged", "INSERT ON stories_classificationrow", _JUDGED, ("NEW",)),
    (
        "judged_other",
        "UPDATE OF version_id ON stories_classificationrow",
        _JUDGED,
        ("OLD", "NEW"),
    ),
    ("unjudged", "DELETE ON stories_classificationrow", _JUDGED, ("OLD",)),
)
_SQLITE: Final = "CREATE TRIGGER {name} AFTER {event} FOR EACH ROW BEGIN {body} END"
#: Small tables would be read through, and the plan kept, too.
_POSTGRESQL: Final = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN {body} RETURN NULL; END $$;
CREATE TRIGGER {name} AFTER {event} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def keep_waiting() -> None:
    """Set the triggers anew and write down what waits; within a transaction."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for about, event, article, rows in _TRIGGERS:
            name = f"stories_waiting_{about}"
            on_table = "" if is_sqlite else event[event.index(" ON ") :]
            body = "".join(_ANEW.format(article=article.format(row=row)) for row in rows)
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
            cursor.execute(
                (_SQLITE if is_sqlite else _POSTGRESQL).format(name=name, event=event, body=body)
            )
        cursor.execute("DELETE FROM stories_waitingrow")
        cursor.execute(_ALL)
