"""Rows of articles and stories as a test needs them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from dalel.domain.article_status import ArticleWords, Judgement
from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.reason import Reason
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.articles import ArticleReading
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.frame.search_index import index
from dalel.newsroom.incidents.models import IncidentRow, LinkRow, TextVersionRow
from dalel.newsroom.incidents.queries.findable import text_of_incident
from dalel.newsroom.stories.actions.judging_queue import write_classifications
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow, StoryRow

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


def reading_of(
    name: str, time: datetime, title: str, text: str, language: str = "ru"
) -> ArticleReading:
    """An article as a capture tells it."""
    url = f"https://lake.test/{name}"
    return ArticleReading(
        canonical=url,
        url=url,
        words=ArticleWords(title=title, text=text),
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


def judge(
    story: StoryRow,
    *,
    score: float = 0.9,
    section: int | None = 1,
    event_type: str = "block",
    severity: str = "",
    reasons: Sequence[Reason] = (),
    **suggested: Sequence[str],
) -> None:
    """Let the machine have thought so of every article of a story; no section: it is not ours."""
    found = Classification(
        relevant=section is not None,
        score=score,
        section=section,
        event_types=(SuggestedCode(code=event_type, score=0.8),) if section else (),
        severity=SuggestedCode(code=severity, score=0.5) if severity else None,
        reasons=tuple(reasons),
        model="sketch-1",
        **{
            name: tuple(SuggestedCode(code=code, score=0.5) for code in codes)
            for name, codes in suggested.items()
        },  # type: ignore[arg-type]
    )
    rows = MembershipRow.objects.filter(story=story)
    write_classifications((row.article.versions.get(), found) for row in rows)


def incident(
    number: str, time: datetime, *, title: str = "", language: str = "ru", cites: str = ""
) -> IncidentRow:
    """An incident with a text that can be found, and a link."""
    row = IncidentRow.objects.create(number=number, section=1, updated=time)
    if title:
        text = TextVersionRow.objects.create(
            incident=row,
            language=language,
            number=1,
            title=title,
            paragraphs=[f"{title}."],
            time=time,
        )
        index([text_of_incident(text)])
    if cites:
        LinkRow.objects.create(
            incident=row, order=1, printed=cites, url=cites, canonical=cites, host="lake.test"
        )
    return row
