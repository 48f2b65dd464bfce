"""Training examples for the classifier, taken from people's decisions about articles."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo

from dalel.domain.article import Article
from dalel.domain.incident import Codes
from dalel.domain.states import StoryState, VersionState
from dalel.domain.story_decision import read
from dalel.domain.training_example import Lesson
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.incidents.models import CodesRow
from dalel.newsroom.incidents.queries.records import codes_record, undecided_fields
from dalel.newsroom.stories.models import MembershipRow
from dalel.newsroom.stories.queries.judged_versions import article_of

_OURS = (StoryState.TAKEN, StoryState.ATTACHED)


def training_pairs(kinds: Mapping[str, str], zone: tzinfo) -> Iterator[Lesson]:
    """What decisions that stand teach, one lesson an article, reprints left out.

    What was taken or attached is ours, under the section of its incident and the codes that a
    person gave it. What was rejected teaches only where the reason is about the text itself: a
    story that is merely too old is none of those to unlearn. ``kinds`` leads from the id of a
    source to the pack's kind of it.
    """
    rows = (
        MembershipRow.objects.filter(
            story__state__in=[*_OURS, StoryState.REJECTED], article__reprint_of=None
        )
        .select_related("story__incident", "article__source")
        .order_by("article__first_kept", "article_id")
    )
    coded = _coded()
    for row in rows.iterator(chunk_size=500):
        story = row.story
        if story.state == StoryState.REJECTED:
            why, _ = read(story.reason)
            if why.is_lesson:
                article = _article(row, kinds, zone)
                yield Lesson(article=article, story=story.key, is_relevant=False, why=why)
        elif story.incident is not None:
            yield Lesson(
                article=_article(row, kinds, zone),
                story=story.key,
                is_relevant=True,
                section=story.incident.section,
                codes=coded.get(story.incident.pk),
            )


def _coded() -> dict[int, Codes]:
    """The codes of each incident that a person decided or approved; none where any is open."""
    rows = CodesRow.objects.exclude(state=VersionState.SUPERSEDED).order_by("number")
    coded = rows.exclude(author=None) | rows.filter(state=VersionState.APPROVED)
    return {row.incident_id: codes_record(row) for row in coded if not undecided_fields(row)}


def _article(row: MembershipRow, kinds: Mapping[str, str], zone: tzinfo) -> Article:
    version = ArticleVersionRow.objects.filter(article=row.article).order_by("-number")[0]
    version.article = row.article
    return article_of(version, kinds, zone)
