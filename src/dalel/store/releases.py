"""When did readers get to see a new state of the site?"""

from datetime import datetime

from dalel.store.models import ReleaseRow


def note_release(time: datetime) -> None:
    """Write down that the public folder was built from what is released."""
    ReleaseRow.objects.create(time=time)


def moments() -> tuple[datetime, ...]:
    """Every such moment, the earliest first."""
    return tuple(ReleaseRow.objects.order_by("time", "pk").values_list("time", flat=True))


def last_release() -> datetime | None:
    """The latest such moment; None: nothing was ever public."""
    latest = ReleaseRow.objects.order_by("-time", "-pk").first()
    return latest.time if latest else None
