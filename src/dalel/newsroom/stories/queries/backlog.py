"""Stories that came in, as distinct from those that were only loaded out of archives."""

from django.db.models import Exists, OuterRef, QuerySet

from dalel.newsroom.stories.models import MembershipRow, StoryRow


def came_in(rows: "QuerySet[StoryRow]") -> "QuerySet[StoryRow]":
    """Those of the stories of which a source, a member or a measurement brought an article."""
    ours = MembershipRow.objects.filter(story=OuterRef("pk"), article__archive="")
    return rows.filter(Exists(ours))
