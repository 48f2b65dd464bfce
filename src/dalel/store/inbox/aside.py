"""What did the machine find not ours, and how does a person call it in all the same?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dalel.domain.reason import Reason
from dalel.store.acting import Act, NotFoundError
from dalel.store.inbox.deciding import open_story
from dalel.store.inbox.judging import classification, reasons_out
from dalel.store.inbox.standing import weigh_again
from dalel.store.models import ArticleRow, ClassificationRow, MembershipRow
from dalel.store.transactions import writing

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


def call_in(key: int, act: Act) -> str:
    """Open a story for an article; gives its key, also when it has one already.

    :raises NotFoundError: when there is no such article.
    """
    with writing():
        row = ArticleRow.objects.filter(pk=key).first()
        if row is None:
            raise NotFoundError(f"There is no article {key}.")
        there = MembershipRow.objects.filter(article=row).select_related("story").first()
        if there is not None:
            return there.story.key
        story = open_story([row], taken=act.time, is_touched=True)
        why = [Reason(code="by_person", weight=1.0)]
        MembershipRow.objects.create(
            article=row, story=story, reasons=reasons_out(why), time=act.time
        )
        weigh_again([story.pk])
        act.note("called in", row.canonical)
    return story.key


def _left_out(row: ClassificationRow) -> LeftOut:
    about = row.version.article
    source = about.source
    return LeftOut(
        key=about.pk,
        title=row.version.title,
        language=about.language,
        outlet=(source.name or source.key) if source else about.url.split("/")[2],
        time=about.published or about.first_kept,
        score=row.score,
        reasons=classification(row).reasons,
    )
