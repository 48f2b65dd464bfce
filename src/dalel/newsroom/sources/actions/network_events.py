"""Keeps what measurers tell of networks: each event once, with how it stood before."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from dalel.domain.network_event import NetworkEvent
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import NetworkEventRow, SourceRow

#: Of an event that changes at every look, so many of the latest states are remembered.
_MOST_STATES: Final = 100
_CHANGING: Final = ("ended", "lasts", "score", "is_verified", "cause", "name", "page", "link")


def keep(source: SourceRow, events: Iterable[NetworkEvent], now: datetime) -> int:
    """Keep events that are new or changed; gives how many are new."""
    told = {event.key: event for event in events}
    known = {
        row.key: row for row in NetworkEventRow.objects.filter(source=source, key__in=list(told))
    }
    changed = [(row, told[key]) for key, row in known.items() if row.state != told[key].state]
    for row, event in changed:
        _change(row, event, now)
    NetworkEventRow.objects.bulk_update(
        [row for row, _ in changed],
        [*_CHANGING, "state", "history", "last_seen"],
        batch_size=BATCH,
    )
    new = [_row(source, event, now) for key, event in told.items() if key not in known]
    NetworkEventRow.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def see_again(source: SourceRow, keys: Collection[str], now: datetime) -> None:
    """Note that events stand as before."""
    listed = list(keys)
    for start in range(0, len(listed), BATCH):
        some = listed[start : start + BATCH]
        NetworkEventRow.objects.filter(source=source, key__in=some).update(last_seen=now)


def states(source: SourceRow, since: datetime) -> dict[str, str]:
    """How the events that were seen since then stood, by key."""
    rows = NetworkEventRow.objects.filter(source=source, last_seen__gte=since)
    return dict(rows.values_list("key", "state"))


def _change(row: NetworkEventRow, event: NetworkEvent, now: datetime) -> None:
    past = {"seen": row.last_seen.isoformat(), "state": row.state, "page": row.page}
    row.history = [*row.history, past][-_MOST_STATES:]
    for name in _CHANGING:
        setattr(row, name, getattr(event, name))
    row.ended = max(event.ended, row.started)
    row.state = event.state
    row.last_seen = now


def _row(source: SourceRow, event: NetworkEvent, now: datetime) -> NetworkEventRow:
    return NetworkEventRow(
        source=source,
        key=event.key,
        measurer=event.measurer,
        method=event.method,
        subject_kind=event.subject.kind,
        subject=event.subject.code,
        name=event.name,
        started=event.started,
        ended=event.ended,
        lasts=event.lasts,
        score=event.score,
        is_verified=event.is_verified,
        cause=event.cause,
        page=event.page,
        link=event.link,
        first_seen=now,
        last_seen=now,
        state=event.state,
    )
