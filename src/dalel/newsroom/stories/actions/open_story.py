"""A new story for articles."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.stories.models import StoryRow


def open_story(
    articles: Iterable[ArticleRow], *, taken: datetime, is_touched: bool, apart_from: str = ""
) -> StoryRow:
    """A new story for articles that stand in no other, or are about to be moved into it."""
    rows = sorted(articles, key=lambda row: (row.known_since, row.canonical))
    seed = "\0".join([apart_from, rows[0].canonical, taken.isoformat() if apart_from else ""])
    return StoryRow.objects.create(
        key=hashlib.sha256(seed.encode()).hexdigest()[:16],
        opened=rows[0].known_since,
        newest=max(row.known_since for row in rows),
        is_touched=is_touched,
    )
