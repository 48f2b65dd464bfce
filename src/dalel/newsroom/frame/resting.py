"""Work that does not succeed: what fails repeatedly, what rests, and how it is tried again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import QuerySet

from dalel.domain.errors import NotFoundError
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.base_models import Due, WorkKind
from dalel.newsroom.frame.transactions import BATCH, joined, writing

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Worn:
    """A piece of work that does not succeed.

    ``name`` is an address, or the number of an entry; ``source`` the id of a source, if it is of
    one. ``rests``: it is not tried again by itself. ``times`` counts failures or deaths in a row.
    """

    work: WorkKind
    key: int
    name: str
    source: str
    rests: bool
    since: datetime | None
    times: int
    error: str


def _kinds() -> Mapping[WorkKind, type[Due]]:
    return {kind.WORK: kind for kind in row_claims.kinds() if kind.WORK}


def _rows(model: type[Due]) -> "QuerySet[Due]":
    rows = model.open_work()
    return rows.select_related(model.SOURCE) if model.SOURCE else rows


def worn(source: str | None = None, limit: int = BATCH) -> tuple[Worn, ...]:
    """What rests, and after it what fails repeatedly, the longest first; of one source, or all."""
    found = [one for kind in _kinds().values() for one in _of(kind, source, limit)]
    return tuple(sorted(found, key=lambda one: (not one.rests, one.since or _NEVER))[:limit])


def count_resting() -> int:
    """How many pieces of work rest."""
    first, *others = (
        kind.open_work().filter(row_claims.resting()).order_by().values("pk")
        for kind in _kinds().values()
    )
    return first.union(*others, all=True).count()


def _of(kind: type[Due], source: str | None, limit: int) -> Iterator[Worn]:
    if kind.WORK is None or (source is not None and not kind.SOURCE):
        return
    rows = _rows(kind)
    if source is not None:
        rows = rows.filter(**{f"{kind.SOURCE}__key": source})
    for which in (row_claims.resting(), row_claims.failing()):
        for row in rows.filter(which).order_by("failing_since", "pk")[:limit]:
            yield Worn(
                work=kind.WORK,
                key=row.pk,
                name=row.work_name,
                source=row.work_source,
                rests=row.next_at is None,
                since=row.failing_since,
                times=max(row.attempts, row.deaths),
                error=row.error,
            )


def try_again(work: WorkKind, key: int, now: datetime) -> str:
    """Have one piece of work tried again now, in the caller's transaction; tells its name.

    :raises NotFoundError: when there is none of this key that fails or rests.
    """
    with joined():
        wanted = row_claims.resting() | row_claims.failing()
        row = _rows(_kinds()[work]).filter(wanted, pk=key).first()
        if row is None:
            raise NotFoundError(f"Nothing of this kind rests or fails: {work} {key}.")
        row_claims.try_again([row], now)
        return row.work_name


def try_all_again(now: datetime, source: str | None = None) -> int:
    """Have all that rests tried again now, of one source or of all; tells how much that is."""
    count = 0
    with writing():
        for kind in _kinds().values():
            if source is not None and not kind.SOURCE:
                continue
            rows = kind.open_work().filter(row_claims.resting())
            if source is not None:
                rows = rows.filter(**{f"{kind.SOURCE}__key": source})
            found = list(rows)
            row_claims.try_again(found, now)
            count += len(found)
    return count
