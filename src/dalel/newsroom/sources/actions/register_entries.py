"""The rows of registers as they were seen last."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from dalel.domain.register import RegisterChange, RegisterEntry, RowChange
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import AddressRow, RegisterEntryRow


def known(address: AddressRow) -> Mapping[str, RegisterEntry] | None:
    """The rows that stand in a register, by key; None: it was never read."""
    if not address.looks:
        return None
    rows = RegisterEntryRow.objects.filter(address=address, gone=None)
    return {row.key: _entry(row) for row in rows.iterator(chunk_size=BATCH)}


def note(address: AddressRow, changes: Iterable[RegisterChange], now: datetime) -> None:
    """Keep what became of a register's rows, inside the transaction of their evidence."""
    rows = [_row(address, change, now) for change in changes]
    RegisterEntryRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["address", "key"],
        update_fields=["url", "title", "says", "published", "seen", "gone"],
        batch_size=BATCH,
    )


def _entry(row: RegisterEntryRow) -> RegisterEntry:
    return RegisterEntry(
        key=row.key,
        url=row.url,
        title=row.title,
        says=tuple((label, value) for label, value in row.says),
        published=row.published,
    )


def _row(address: AddressRow, change: RegisterChange, now: datetime) -> RegisterEntryRow:
    entry = change.entry
    return RegisterEntryRow(
        address=address,
        key=entry.key,
        url=entry.url,
        title=entry.title,
        says=[list(pair) for pair in entry.says],
        published=entry.published,
        seen=now,
        gone=now if change.kind is RowChange.GONE else None,
    )
