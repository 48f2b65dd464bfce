"""Whose turn is it, and who does the work?

A row is claimed by compare-and-set: of two workers that want it one finds it changed. A claim that
ran out, or whose worker is known to be dead, is taken again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from django.db.models import F, Q, QuerySet

from dalel.domain.due import LEASE, MOST_ATTEMPTS, OF_ONE_SOURCE, retry_at
from dalel.store.models import (
    AddressRow,
    ArticleRow,
    DraftRow,
    FindingRow,
    OutsideCopyRow,
    TurnRow,
)
from dalel.store.models.columns import Due
from dalel.store.transactions import BATCH, writing

D = TypeVar("D", bound=Due)

#: Every kind of row that waits for its turn.
KINDS: tuple[type[Due], ...] = (
    AddressRow, FindingRow, ArticleRow, OutsideCopyRow, TurnRow, DraftRow,
)  # fmt: skip


def claim(
    rows: "QuerySet[D]",
    worker: str,
    now: datetime,
    limit: int,
    opened: Mapping[int | None, int] = MappingProxyType({}),
) -> list[D]:
    """Take at most ``limit`` of the rows that are due, the longest waiting first.

    ``opened``: how many of each source this worker has in work; no source gets more than its part.
    """
    until = now + LEASE
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    ready = rows.filter(free, next_at__lte=now, attempts__lt=MOST_ATTEMPTS)
    of_one = Counter(opened)
    if full := [one for one in of_one if _is_full(one, of_one)]:
        ready = ready.exclude(source__in=full)
    taken: list[D] = []
    with writing():
        for row in ready.order_by("next_at", "pk")[: min(2 * limit, BATCH)]:
            # Rows of some kinds belong to no source.
            source: int | None = getattr(row, "source_id", None)
            if len(taken) == limit or _is_full(source, of_one):
                continue
            same = rows.model._default_manager.filter(  # noqa: SLF001 - documented by Django
                pk=row.pk, next_at=row.next_at, lease_until=row.lease_until
            )
            if same.update(lease_until=until, lease_by=worker, attempts=F("attempts") + 1):
                row.lease_until, row.lease_by = until, worker
                row.attempts += 1
                taken.append(row)
                of_one[source] += 1
    return taken


def _is_full(source: int | None, of_one: Counter[int | None]) -> bool:
    """Whether a source has its part; what belongs to none is of many hosts."""
    return source is not None and of_one[source] >= OF_ONE_SOURCE


def is_mine(row: Due) -> bool:
    """Whether the claim still holds; while ``writing`` it then holds to the end."""
    manager = type(row)._default_manager  # noqa: SLF001 - documented by Django
    return manager.filter(pk=row.pk, lease_until=row.lease_until, lease_by=row.lease_by).exists()


def extend(row: Due, now: datetime) -> bool:
    """Hold a claim for longer; False: it was lost."""
    until = now + LEASE
    manager = type(row)._default_manager  # noqa: SLF001 - documented by Django
    held = manager.filter(pk=row.pk, lease_until=row.lease_until, lease_by=row.lease_by)
    if not held.update(lease_until=until):
        return False
    row.lease_until = until
    return True


def finish(row: Due, next_at: datetime | None, flaw: str = "") -> None:
    """The work is done; the row is due again at ``next_at``, or never.

    ``flaw``: what is wrong all the same, and trying sooner would not mend.
    """
    row.attempts, row.error = 0, flaw
    _put_back(row, next_at)


def fail(row: Due, error: str, now: datetime, wished: datetime | None = None) -> None:
    """It did not succeed: try later, not before ``wished``, or let it rest as stuck."""
    row.error = error
    _put_back(row, retry_at(row.attempts, now, wished))


def rest(row: Due, error: str) -> None:
    """It is not tried again until a person looks."""
    row.attempts, row.error = MOST_ATTEMPTS, error
    _put_back(row, None)


def let_go(row: Due) -> None:
    """Give a claim back as if it had never been: nothing was found out."""
    row.attempts = max(0, row.attempts - 1)
    _put_back(row, row.next_at)


def _put_back(row: Due, next_at: datetime | None) -> None:
    row.next_at, row.lease_until, row.lease_by = next_at, None, ""
    row.save(update_fields=["next_at", "lease_until", "lease_by", "attempts", "error"])


def take_from_the_dead(worker: str) -> int:
    """Free what a worker of this name had claimed: whoever bears the name now knows it is dead."""
    with writing():
        return sum(
            kind._default_manager.filter(lease_by=worker).update(lease_until=None, lease_by="")  # noqa: SLF001
            for kind in KINDS
        )


def stuck(kind: type[D]) -> "QuerySet[D]":
    """The rows that rest after too many tries."""
    return kind._default_manager.filter(attempts__gte=MOST_ATTEMPTS)  # noqa: SLF001


def try_again(rows: Iterable[Due], now: datetime) -> None:
    """Give rows that rest as stuck a new beginning."""
    for row in rows:
        row.attempts = 0
        _put_back(row, now)
