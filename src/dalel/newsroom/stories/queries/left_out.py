"""Lists the articles that the classifier found irrelevant and that have no story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dalel.domain.reason import Reason
from dalel.newsroom.stories.models import ClassificationRow
from dalel.newsroom.stories.queries.classifications import classification_of

PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An article that has no story, since the machine found it not ours, and why."""

    key: int
    title: str
    language: str
    outlet: str
    time: datetime
    score: float
    reasons: tuple[Reason, ...]


def left_out(page: int = 1) -> tuple[tuple[LeftOut, ...], bool]:
    """A page of what was left out, the newest first, and whether there is a further one."""
    start = (max(1, page) - 1) * PAGE
    rows = (
        ClassificationRow.objects.filter(is_relevant=False, version__article__membership=None)
        .filter(version__article__reprint_of=None)
        .select_related("version__article__source")
        .defer("version__text")
        .order_by("-version_id")[start : start + PAGE + 1]
    )
    found = tuple(_left_out(row) for row in rows)
    return found[:PAGE], len(found) > PAGE


def _left_out(row: ClassificationRow) -> LeftOut:
    about = row.version.article
    source = about.source
    return LeftOut(
        key=about.pk,
        title=row.version.title,
        language=about.language,
        outlet=(source.name or source.key) if source else about.url.split("/")[2],
        time=about.published or about.known_since,
        score=row.score,
        reasons=classification_of(row).reasons,
    )
