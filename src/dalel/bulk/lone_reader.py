"""The reader of a single page in a process of its own, for pages at which workers died.

Started as ``python -m dalel.bulk.lone_reader``: an order and a page in, a row out.
"""

import os
import pickle
import resource
import signal
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from dalel.bulk.archive_records import ArchivedPage
from dalel.bulk.orders import Order
from dalel.bulk.page_reading import reader_of
from dalel.bulk.page_rows import PageRow
from dalel.domain.errors import DalelError

_READY: Final = b"R"
_MEGABYTE: Final = 1 << 20
#: More than a worker ever has.
_MEGABYTES: Final = 2000
#: On a busy machine a second of the processor takes longer than a second.
_PATIENCE: Final = 10


class LoneReaderError(DalelError):
    """The process for a single page could not begin."""

    permanent = False


def read_alone(order: Order, page: ArchivedPage) -> PageRow | None:
    """The row of a page; None when it ended the process that read it.

    :raises LoneReaderError: when that process could not begin to read.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dalel.bulk.lone_reader"],
            input=pickle.dumps((order, page)),
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=_PATIENCE * order.page_seconds,
            check=False,
        )
        told, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        told, code = late.stdout or b"", 1
    if not told.startswith(_READY):
        raise LoneReaderError
    if code:
        return None
    row: PageRow = pickle.loads(told[len(_READY) :])  # noqa: S301 - from our own program
    return row


class _NoHand:
    """Nobody has to remember the only page there is."""

    def holding(self, offset: int) -> AbstractContextManager[None]:
        """Nothing to note."""
        return nullcontext()

    def is_alone(self, offset: int) -> bool:
        """It is read here."""
        return False

    def read_alone(self, page: ArchivedPage) -> PageRow:
        """Never asked."""
        raise NotImplementedError(page.url)


def main() -> None:
    """Read the page that comes in, within limits of time and memory."""
    # What libraries print must not stand in the answer.
    line = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order, page = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our own program

    reader = reader_of(order)
    line.write(_READY)
    line.flush()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (_MEGABYTES * _MEGABYTE, _MEGABYTES * _MEGABYTE))
    signal.setitimer(signal.ITIMER_PROF, order.page_seconds)
    line.write(pickle.dumps(reader.row(page, _NoHand())))
    line.close()


if __name__ == "__main__":
    main()
