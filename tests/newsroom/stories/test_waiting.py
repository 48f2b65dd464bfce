"""What waits to be judged, as the database keeps it: all of it, nothing else, and found at once."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.stories.models import ClassificationRow, WaitingRow
from dalel.newsroom.stories.models.waiting import keep_waiting
from dalel.newsroom.stories.queries.judged_versions import count_unjudged, unjudged
from story_rows import kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def newer(article: ArticleRow) -> ArticleVersionRow:
    last = article.versions.order_by("number").last()
    assert last is not None
    return ArticleVersionRow.objects.create(
        article=article, number=last.number + 1, time=NOW, capture=last.capture, title="", text="."
    )


def classify(version: ArticleVersionRow) -> None:
    ClassificationRow.objects.get_or_create(
        version=version, defaults={"model": "sketch", "is_relevant": False, "score": 0.1}
    )


def looked_for() -> set[int]:
    """What waits, found by looking at all versions."""
    newest: dict[int, ArticleVersionRow] = {}
    for version in ArticleVersionRow.objects.order_by("number"):
        newest[version.article_id] = version
    judged = set(ClassificationRow.objects.values_list("version", flat=True))
    return {version.pk for version in newest.values()} - judged


def kept() -> set[int]:
    return set(WaitingRow.objects.values_list("version", flat=True))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_written_what_waits_is_kept(seed: int) -> None:
    dice = random.Random(seed)
    for step in range(60):
        versions = list(ArticleVersionRow.objects.order_by("pk"))
        deed = dice.choice(["come", "change", "judge", "judge", "unjudge", "fail"])
        if deed == "come" or not versions:
            kept_article(f"{step}", NOW + timedelta(minutes=step))
        elif deed == "change":
            newer(dice.choice(versions).article)
        elif deed == "judge":
            classify(dice.choice(versions))
        elif deed == "unjudge":
            ClassificationRow.objects.filter(version=dice.choice(versions)).delete()
        else:
            # What comes to nothing leaves nothing.
            with transaction.atomic():
                newer(dice.choice(versions).article)
                classify(dice.choice(versions))
                transaction.set_rollback(True)
        assert kept() == looked_for(), (step, deed)
    found = unjudged({}, UTC, NOW + timedelta(days=1), limit=1000)
    assert {one.version.pk for one in found} == looked_for()
    assert count_unjudged(NOW + timedelta(days=1)) == len(found)


def test_rows_written_at_once_and_edited_are_kept_too() -> None:
    rows = [kept_article(f"{at}", NOW).versions.get() for at in range(3)]
    ClassificationRow.objects.bulk_create(
        [ClassificationRow(version=row, model="m", is_relevant=False, score=0) for row in rows[:2]]
    )
    assert kept() == {rows[2].pk}
    ClassificationRow.objects.filter(version=rows[0]).update(version=rows[2])
    assert kept() == looked_for() == {rows[0].pk}


def test_what_somebody_deleted_is_written_down_again() -> None:
    version = kept_article("a", NOW).versions.get()
    WaitingRow.objects.all().delete()
    assert unjudged({}, UTC, NOW) == []
    with writing():
        keep_waiting()
    assert kept() == {version.pk}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite plans by the indexes alone")
def test_finding_what_waits_begins_with_what_waits() -> None:
    with connection.cursor() as cursor:
        kept_article("a", NOW)
        with CaptureQueriesContext(connection) as asked:
            unjudged({}, UTC, NOW + timedelta(days=1))
        sql = asked.captured_queries[0]["sql"]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [told for *_, told in cursor.fetchall()]
    # Beside it only what rests, which is few, too.
    assert '"stories_judgingrow" U0' in sql
    read_through = {line for line in plan if line.startswith("SCAN")}
    assert read_through <= {"SCAN stories_waitingrow", "SCAN U0"}
