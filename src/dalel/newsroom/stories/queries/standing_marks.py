"""A mark that changes whenever an article may stand in another story than before."""

from datetime import datetime

from django.db.models import Max

from dalel.newsroom.stories.models import DecisionRow, MembershipRow

#: The keys of the newest membership and decision, and when the last decision was undone.
StandingMark = tuple[int | None, int | None, datetime | None]


def standing_mark() -> StandingMark:
    """The mark as of now.

    Articles come to stand by a membership. Where they stand people change by decisions, and by
    undoing them; the machine, which merges stories only as it places an article, by a membership.
    """
    decided = DecisionRow.objects.aggregate(newest=Max("pk"), undone=Max("undone"))
    placed = MembershipRow.objects.aggregate(newest=Max("pk"))
    return placed["newest"], decided["newest"], decided["undone"]
