"""An article that the machine left out, called in by a person."""

from dalel.domain.errors import NotFoundError
from dalel.domain.reason import Reason
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow
from dalel.newsroom.stories.models.kept_reasons import reasons_out


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
