"""Does the inbox say of a story that it is out of an archive, and out of which?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.stories.models import StoryRow
from story_rows import judge, story_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(hours=5)
MARK = "Из архива"


def loaded(*names: str) -> StoryRow:
    story = story_of(names, NOW)
    judge(story)
    ArticleRow.objects.filter(membership__story=story).update(
        archive="warc:data.crawl.test", archived=NOW - timedelta(days=900)
    )
    weigh_again([story.pk])
    return story


@pytest.mark.parametrize("path", ["/inbox/", "/inbox/{key}/"])
def test_a_story_out_of_an_archive_is_marked(reporter: Client, path: str) -> None:
    story = loaded("one", "two")
    text = reporter.get(path.format(key=story.key)).text
    assert f"{MARK}: data.crawl.test" in text
    assert text.count(MARK) == 1


def test_what_a_source_brought_bears_no_mark(reporter: Client) -> None:
    judge(story_of(["one"], NOW))
    assert MARK not in reporter.get("/inbox/").text


def test_the_page_of_an_article_says_when_it_was_captured_there(reporter: Client) -> None:
    story = loaded("one")
    article = ArticleRow.objects.get(membership__story=story)
    text = reporter.get(f"/articles/{article.pk}/").text
    assert MARK in text
    assert "data.crawl.test" in text
    assert "там сохранено" in text
