"""Claims: who works on which row, and what is known of rows whose work does not succeed.

A row is claimed by compare-and-set: of two workers that want it one finds it changed. A claim that
ran out, or whose worker is known to be dead, is taken again. Only a try that ended in the row's own
failure counts as one. At the death of a worker everything that it had in work is suspected, and
taken again one by one, after all else: what is then alone in work at the next deaths, too, rests.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeVar

from django.apps import apps
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from dalel.domain.retry_policy import LEASE, MOST_ATTEMPTS, MOST_DEATHS, OF_ONE_SOURCE, retry_at
from dalel.newsroom.frame.base_models import Due
from dalel.newsroom.frame.transactions import BATCH, writing

D = TypeVar("D", bound=Due)

#: What is said of a row that rests because of deaths.
IN_WORK: Final = f"was in work at {MOST_DEATHS} deaths in a row"
_FREE: Final[dict[str, Any]] = {"lease_until": None, "lease_by": "", "alone": False}


def claim(
    rows: "QuerySet[D]",
    worker: str,
    now: datetime,
    limit: int,
    opened: Mapping[int | None, int] = MappingProxyType({}),
) -> list[D]:
    """Take at most ``limit`` of the rows that are due, the longest waiting first.

    ``opened``: how many of each source this worker has in work; no source gets more than its part.
    What was in work when a worker died is taken when nothing else is, and alone.
    """
    with writing():
        _bury(rows.model, rows.filter(lease_until__lt=now, next_at__lte=now), now)
        ready = rows.filter(lease_until=None, next_at__lte=now).order_by("next_at", "pk")
        taken = _take(ready.filter(deaths=0), worker, now, limit, Counter(opened))
        if not taken and limit and not any(opened.values()):
            suspected = ready.filter(deaths__gt=0).order_by("deaths", "next_at", "pk")
            taken = _take(suspected, worker, now, 1, Counter(), alone=True)
    return taken


def _take(
    ready: "QuerySet[D]",
    worker: str,
    now: datetime,
    limit: int,
    of_one: Counter[int | None],
    *,
    alone: bool = False,
) -> list[D]:
    if full := [one for one in of_one if _is_full(one, of_one)]:
        ready = ready.exclude(source__in=full)
    held: dict[str, Any] = {"lease_until": now + LEASE, "lease_by": worker, "alone": alone}
    taken: list[D] = []
    for row in ready[: min(2 * limit, BATCH)]:
        # Rows of some kinds belong to no source.
        source: int | None = getattr(row, "source_id", None)
        if len(taken) == limit or _is_full(source, of_one):
            continue
        if _of(ready.model).filter(pk=row.pk, next_at=row.next_at, lease_until=None).update(**held):
            row.lease_until, row.lease_by, row.alone = now + LEASE, worker, alone
            taken.append(row)
            of_one[source] += 1
    return taken


def _of(kind: type[D]) -> "QuerySet[D]":
    return kind._default_manager.all()  # noqa: SLF001 - documented by Django


def _is_full(source: int | None, of_one: Counter[int | None]) -> bool:
    """Whether a source has its part; what belongs to none is of many hosts."""
    return source is not None and of_one[source] >= OF_ONE_SOURCE


def is_mine(row: Due) -> bool:
    """Whether the claim still holds; while ``writing`` it then holds to the end."""
    rows = _of(type(row))
    return rows.filter(pk=row.pk, lease_until=row.lease_until, lease_by=row.lease_by).exists()


def extend(row: Due, now: datetime) -> bool:
    """Hold a claim for longer; False: it was lost."""
    until = now + LEASE
    held = _of(type(row)).filter(
        pk=row.pk, lease_until=row.lease_until, lease_by=row.lease_by
    )  # fmt: skip
    if not held.update(lease_until=until):
        return False
    row.lease_until = until
    return True


def set_aside(row: Due) -> None:
    """Keep a claim, but go on with others: from here on the row is in work no more."""
    if row.alone:
        row.alone = False
        _of(type(row)).filter(pk=row.pk, lease_by=row.lease_by).update(alone=False)


def finish(row: Due, next_at: datetime | None, flaw: str = "") -> None:
    """The work is done; the row is due again at ``next_at``, or never.

    ``flaw``: what is wrong all the same, and trying sooner would not mend.
    """
    row.attempts, row.deaths, row.error, row.failing_since = 0, 0, flaw, None
    _put_back(row, next_at)


def fail(row: Due, error: str, now: datetime, wished: datetime | None = None) -> None:
    """It did not succeed: try later, not before ``wished``, or let it rest as stuck."""
    row.attempts, row.deaths, row.error = row.attempts + 1, 0, error
    row.failing_since = row.failing_since or now
    _put_back(row, retry_at(row.attempts, now, wished))


def is_last_try(row: Due) -> bool:
    """Whether one more failure lets it rest."""
    return row.attempts + 1 >= MOST_ATTEMPTS


def rest(row: Due, error: str) -> None:
    """It is not tried again until a person looks."""
    row.attempts, row.error = MOST_ATTEMPTS, error
    _put_back(row, None)


def let_go(row: Due) -> None:
    """Give a claim back as if it had never been: nothing was found out."""
    _put_back(row, row.next_at)


def _put_back(row: Due, next_at: datetime | None) -> None:
    row.next_at, row.lease_until, row.lease_by, row.alone = next_at, None, "", False
    row.save(
        update_fields=[
            "next_at", "lease_until", "lease_by", "alone",
            "attempts", "deaths", "error", "failing_since",
        ]
    )  # fmt: skip


def kinds() -> Iterator[type[Due]]:
    """Every kind of row that waits for its turn."""
    for kind in apps.get_models():
        if issubclass(kind, Due):
            yield kind


def take_from_the_dead(worker: str, now: datetime) -> int:
    """Free what a worker of this name had claimed: whoever bears the name now knows it is dead."""
    with writing():
        return sum(_bury(kind, _of(kind).filter(lease_by=worker), now) for kind in kinds())


def leave(worker: str) -> int:
    """Free what a worker that ends has still claimed; its end is no death."""
    with writing():
        return sum(_of(kind).filter(lease_by=worker).update(**_FREE) for kind in kinds())


def _bury(kind: type[Due], held: "QuerySet[Any]", now: datetime) -> int:
    """Free rows whose worker died, or was silent for too long; tells how many."""
    # Locked where the database can: a worker that is merely late may be extending its claim.
    locked = held.select_related(None).select_for_update(skip_locked=True, of=("self",))
    keys = [row.pk for row in locked.only("pk")]
    for start in range(0, len(keys), BATCH):
        rows = _of(kind).filter(pk__in=keys[start : start + BATCH])
        if kind.WORK:
            since = Coalesce(F("failing_since"), Value(now))
            rows.filter(alone=True).update(deaths=F("deaths") + 1, failing_since=since)
            rows.filter(deaths=0).update(deaths=1)
            rows.filter(alone=True, deaths__gte=MOST_DEATHS).update(next_at=None, error=IN_WORK)
        rows.update(**_FREE)
    return len(keys)


def suspect(row: Due, now: datetime) -> None:
    """Its worker died with it in hand; of what rests because of that it is known to be the one."""
    row.deaths += 1
    row.failing_since = row.failing_since or now
    has_rest = row.deaths >= MOST_DEATHS
    row.error = IN_WORK if has_rest else row.error
    _put_back(row, None if has_rest else now)


def stuck(kind: type[D]) -> "QuerySet[D]":
    """The rows that rest after too many failures or deaths."""
    return _of(kind).filter(resting())


def resting() -> Q:
    """What rests, among rows of any kind; since when it fails is told of all of it, and indexed."""
    worn = Q(attempts__gte=MOST_ATTEMPTS) | Q(deaths__gte=MOST_DEATHS)
    return Q(next_at=None, failing_since__isnull=False) & worn


def failing() -> Q:
    """What is tried again, but has failed, or was in work at a death, repeatedly."""
    worn = Q(attempts__gte=2) | Q(deaths__gte=2)
    return Q(next_at__isnull=False, failing_since__isnull=False) & worn


def try_again(rows: Iterable[Due], now: datetime) -> None:
    """Give rows that rest as stuck a new beginning; another death lets one rest at once."""
    for row in rows:
        row.attempts, row.deaths = 0, min(row.deaths, MOST_DEATHS - 1)
        _put_back(row, now)
