"""Records and lists the times at which the public site was released."""

from collections.abc import Collection
from datetime import datetime

from dalel.newsroom.frame.pending_builds import settle
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.releases.models import ReleaseRow


def note_release(time: datetime, debts: Collection[int] = ()) -> None:
    """Write down that the public folder was built from what was released by then.

    ``debts`` is what was owed before that was read.
    """
    with writing():
        ReleaseRow.objects.create(time=time)
        settle(debts)


def moments() -> tuple[datetime, ...]:
    """Every such moment, the earliest first."""
    return tuple(ReleaseRow.objects.order_by("time", "pk").values_list("time", flat=True))


def last_release() -> datetime | None:
    """The latest such moment; None: nothing was ever public."""
    latest = ReleaseRow.objects.order_by("-time", "-pk").first()
    return latest.time if latest else None
