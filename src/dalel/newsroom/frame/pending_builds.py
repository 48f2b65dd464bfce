"""Builds that readers wait for.

What makes something public or takes it back owes readers a new state, in the same transaction. So
a build that fails, or a process that dies before it, is noticed and made good.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from dalel.newsroom.frame.models import PendingBuild

#: A build that takes longer does not come by itself.
_BUILDS_WITHIN: Final = timedelta(minutes=5)


def owe(time: datetime) -> None:
    """Write down that something is to be seen, or to disappear, from this moment on."""
    PendingBuild.objects.create(time=time)


def late_since(now: datetime) -> datetime | None:
    """Since when readers wait; None: they see all, or a build may still be under way."""
    first = PendingBuild.objects.first()
    return first.time if first and first.time < now - _BUILDS_WITHIN else None


def owed() -> tuple[int, ...]:
    """What readers do not see yet, by keys. What is read after it holds all of it."""
    return tuple(PendingBuild.objects.values_list("pk", flat=True))


def settle(debts: Collection[int]) -> None:
    """What was owed before the record was read stands on the site now."""
    PendingBuild.objects.filter(pk__in=debts).delete()
