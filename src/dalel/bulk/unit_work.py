"""Work on one unit: its pages are read into one Parquet file.

Processes and Dask's workers run ``do``; what it needs travels with the task.
"""

import re
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from threadpoolctl import threadpool_limits

from dalel.bulk.archive_parts import InputUnreadableError
from dalel.bulk.archive_records import ArchivedPage, Wanted, pages_of
from dalel.bulk.journal import Journal
from dalel.bulk.lone_reader import LoneReaderError, read_alone
from dalel.bulk.orders import Order, Task, UnitOutcome
from dalel.bulk.page_reading import FAILED, PageReader, reader_of
from dalel.bulk.page_rows import PageRow
from dalel.bulk.parts import OutFolder
from dalel.domain.errors import StorageError

_STATUS: Final = Path("/proc/self/status")
_MEMORY: Final = re.compile(r"^(VmHWM|VmRSS):\s*(\d+) kB", re.MULTILINE)
#: A process reads one unit at a time, however many threads its worker has.
_ONE_AT_A_TIME: Final = threading.Lock()


def do(task: Task) -> UnitOutcome:
    """Read a unit; an input that cannot be read becomes a note and an outcome that says so.

    :raises OrderError: when this machine cannot do what was ordered, for any unit.
    :raises OSError: when its disk cannot be written.
    """
    with _ONE_AT_A_TIME:
        folder = OutFolder(task.out)
        reader = reader_of(task.order)
        try:
            counts = _read(task, folder, reader)
        except (InputUnreadableError, LoneReaderError, StorageError) as error:
            folder.note_failure(task.unit, str(error))
            return _outcome(task, failure=str(error))
        return _outcome(task, counts=counts)


def _read(task: Task, folder: OutFolder, reader: PageReader) -> Counter[str]:
    counts: Counter[str] = Counter()
    journal = folder.journal(task.unit)
    wanted = Wanted(
        source_of=reader.hosts.source_of,
        all_hosts=task.order.all_hosts,
        page_bytes=task.order.page_bytes,
    )
    hand = _Hand(journal, reader, task.order)
    # More threads would only wait for each other: there is a process for each core.
    with journal.kept(), threadpool_limits(1):
        rows = reader.rows(pages_of(task.unit, wanted, counts), hand)
        folder.write(task.unit, task.order, _counted(rows, counts), counts)
    return counts


class _Hand:
    """Notes the page in hand, and ends the process at one that takes too long."""

    def __init__(self, journal: Journal, reader: PageReader, order: Order) -> None:
        self._journal, self._reader, self._order = journal, reader, order

    @contextmanager
    def holding(self, offset: int) -> Iterator[None]:
        """While it lasts the page at this offset is read, within its time.

        An extension in C does not look at signals; the default action ends the process.
        """
        with self._journal.holding(offset):
            signal.setitimer(signal.ITIMER_PROF, self._order.page_seconds)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)

    def is_alone(self, offset: int) -> bool:
        """Whether workers died at it."""
        return self._journal.is_deadly(offset)

    def read_alone(self, page: ArchivedPage) -> PageRow:
        """The row of a page that is read in a process of its own."""
        row = read_alone(self._order, page)
        return self._reader.unread(page, "killed its reader") if row is None else row


def _counted(rows: Iterator[PageRow], counts: Counter[str]) -> Iterator[PageRow]:
    for row in rows:
        counts["rows"] += 1
        counts["failed"] += row.state == FAILED
        counts["articles"] += row.state == "article"
        counts["sifted"] += row.sifted
        counts["relevant"] += row.relevant
        yield row


def _outcome(task: Task, *, counts: Counter[str] | None = None, failure: str = "") -> UnitOutcome:
    told = _STATUS.read_text() if _STATUS.exists() else ""
    memory = {name: int(kilobytes) // 1024 for name, kilobytes in _MEMORY.findall(told)}
    return UnitOutcome(
        unit=task.unit,
        counts=tuple(sorted((counts or {}).items())),
        failure=failure,
        peak=memory.get("VmHWM", 0),
        now=memory.get("VmRSS", 0),
    )
