"""When did readers get to see a new state of the site, and do they wait for one?

What makes something public or takes it back owes readers a new state, in the same transaction. So
a build that fails, or a process that dies before it, is noticed and made good.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from dalel.store.models import OwedRow, ReleaseRow

#: A build that takes longer does not come by itself.
_BUILDS_WITHIN: Final = timedelta(minutes=5)


def owe(time: datetime) -> None:
    """Write down that something is to be seen, or to disappear, from this moment on."""
    OwedRow.objects.create(time=time)


def late_since(now: datetime) -> datetime | None:
    """Since when readers wait; None: they see all, or a build may still be under way."""
    first = OwedRow.objects.first()
    return first.time if first and first.time < now - _BUILDS_WITHIN else None


def owed() -> tuple[int, ...]:
    """What readers do not see yet, by keys. What is read after it holds all of it."""
    return tuple(OwedRow.objects.values_list("pk", flat=True))


def settle(debts: Collection[int]) -> None:
    """What was owed before the record was read stands on the site now."""
    OwedRow.objects.filter(pk__in=debts).delete()


def note_release(time: datetime, debts: Collection[int] = ()) -> None:
    """Write down that the public folder was built from what was released by then.

    ``debts`` is what was owed before that was read.
    """
    with transaction.atomic():
        ReleaseRow.objects.create(time=time)
        settle(debts)


def moments() -> tuple[datetime, ...]:
    """Every such moment, the earliest first."""
    return tuple(ReleaseRow.objects.order_by("time", "pk").values_list("time", flat=True))


def last_release() -> datetime | None:
    """The latest such moment; None: nothing was ever public."""
    latest = ReleaseRow.objects.order_by("-time", "-pk").first()
    return latest.time if latest else None
