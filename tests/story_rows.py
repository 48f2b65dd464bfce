"""Rows of articles and stories as a test needs them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from dalel.domain.life import Judgement, Words
from dalel.domain.states import ArticleState
from dalel.store import articles
from dalel.store.articles import Reading
from dalel.store.deciding import open_story
from dalel.store.models import ArticleRow, CaptureRow, MembershipRow, StoryRow

FIRST = Judgement(state=ArticleState.LIVE, reason="first kept")


def kept_article(
    name: str, time: datetime, *, title: str = "", text: str = "", language: str = "ru"
) -> ArticleRow:
    """An article with one version; ``name`` makes its address."""
    url = f"https://lake.test/{name}"
    capture = CaptureRow.objects.create(
        url=url,
        time=time,
        status=200,
        sha256="0" * 64,
        warc_file="a.warc.gz",
        warc_offset=0,
        warc_length=1,
        record_id=f"<urn:{name}>",
        chain="a",
        number=CaptureRow.objects.count() + 1,
        link=f"{CaptureRow.objects.count() + 1:064x}",
        vantage="direct",
    )
    reading = reading_of(name, time, title or name, text or f"{name}.", language)
    articles.write(reading, None, capture, FIRST)
    return ArticleRow.objects.get(canonical=url)


def reading_of(name: str, time: datetime, title: str, text: str, language: str = "ru") -> Reading:
    """An article as a capture tells it."""
    url = f"https://lake.test/{name}"
    return Reading(
        canonical=url,
        url=url,
        words=Words(title=title, text=text),
        time=time,
        language=language,
        published=time,
        published_iso=time.isoformat(),
    )


def story_of(names: Iterable[str], time: datetime) -> StoryRow:
    """A story whose articles came an hour apart."""
    rows = [kept_article(name, time + timedelta(hours=count)) for count, name in enumerate(names)]
    story = open_story(rows, taken=time, is_touched=False)
    for row in rows:
        MembershipRow.objects.create(article=row, story=story, time=time)
    return story
