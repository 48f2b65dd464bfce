"""Stories for articles that members brought in and that the machine had left out before."""

from collections.abc import Collection
from datetime import datetime

from dalel.domain.reason import Reason
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.transactions import joined
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from dalel.newsroom.stories.models.kept_reasons import reasons_out


def open_added(now: datetime, articles: Collection[int] | None = None) -> tuple[StoryRow, ...]:
    """Open a story for each added article that was judged and has none; of these, or of all."""
    rows = ArticleRow.objects.filter(
        findings__added__isnull=False,
        membership=None,
        withheld="",
        versions__classification__is_placed=True,
    )
    if articles is not None:
        rows = rows.filter(pk__in=articles)
    with joined():
        return tuple(_open(row, now) for row in rows.distinct())


def _open(row: ArticleRow, now: datetime) -> StoryRow:
    story = open_story([row], taken=now, is_touched=True)
    why = reasons_out([Reason(code="by_person", weight=1.0)])
    MembershipRow.objects.create(article=row, story=story, reasons=why, time=now)
    return story
