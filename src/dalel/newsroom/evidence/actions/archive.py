"""Archives HTTP exchanges as evidence with their rows, and adopts captures after a crash.

Records first, on disk; then the rows. What a crash left without a row is adopted at the start.
"""

import os
import socket
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

from django.db import DatabaseError

from dalel.domain.content_encoding import BombError, CodingError, TooLargeError, inflate
from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture, MadeOfPage
from dalel.domain.exchange import Answer, Exchange
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.frame import row_claims, worker_lives
from dalel.newsroom.frame.base_models import Due
from dalel.newsroom.frame.item_failure import Flaw
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.warc_writer import WarcWriter, captures_after

_LARGEST: Final = 40 * 2**20


class Keeping:
    """The archive of one worker, with its rows. Use it as a context manager."""

    def __init__(
        self,
        vault: Vault,
        *,
        software: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Claim a chain, and take over whatever its last holder left when it died.

        :raises ArchiveError: when no chain can be claimed.
        """
        self.vault = vault
        self._now = now
        self._writer = WarcWriter(vault, software=software)
        #: Under this name the worker claims rows; nobody else bears it while we live.
        self.worker: Final = f"{socket.gethostname()}/{self._writer.chain}"
        self.adopted: Final = adopt(vault)
        row_claims.take_from_the_dead(self.worker, now())
        self._life: Final = worker_lives.begin(self.worker, os.getpid(), now())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()
        # Where the database itself is what failed, the next worker does it.
        with suppress(DatabaseError):
            row_claims.leave(self.worker)
            worker_lives.end(self._life, self._now())

    def keep(self, exchanges: Sequence[Exchange]) -> "KeptExchanges":
        """Write exchanges to the archive; they are on disk when this returns, their rows are not.

        What cannot stand in a record is left out.
        """
        known = captures.holders(exchange.url for exchange in exchanges)
        batch = [(exchange, known.get(exchange.url)) for exchange in exchanges]
        try:
            kept = list(zip(exchanges, self._writer.keep(batch), strict=True))
        except ArchiveError:
            kept = [pair for one in batch for pair in self._one(*one)]
        return KeptExchanges(kept)

    def keep_made(self, made: Sequence[MadeOfPage]) -> tuple[Capture, ...]:
        """Write what was made of pages to the archive; it is on disk when this returns.

        :raises ArchiveError: when it cannot stand in a record.
        """
        return self._writer.keep_made(made)

    def close_file(self, *, begun_before: datetime) -> str | None:
        """Close the file that is being written when it is older; its name, or None.

        :raises ArchiveError: when its beginning cannot be read.
        """
        return self._writer.rotate(begun_before=begun_before)

    def _one(
        self, exchange: Exchange, earlier: Capture | None
    ) -> Iterable[tuple[Exchange, Capture]]:
        try:
            yield exchange, self._writer.keep([(exchange, earlier)])[0]
        except ArchiveError:
            # An address with a space in it: the archive's format has no way to say it.
            return


class KeptExchanges:
    """What was written in one go: exchange by exchange its capture, and later the row."""

    def __init__(self, pairs: Sequence[tuple[Exchange, Capture]]) -> None:
        self._captures = {id(exchange): capture for exchange, capture in pairs}
        self._rows: dict[str, CaptureRow] = {}

    def __len__(self) -> int:
        return len(self._captures)

    def write_rows(self) -> None:
        """Write the rows, within the caller's transaction."""
        self._rows = captures.keep_rows(list(self._captures.values()))

    def row(self, exchange: Exchange) -> CaptureRow | None:
        """The row of an exchange; None when it could not be kept."""
        capture = self._captures.get(id(exchange))
        return self._rows.get(capture.link) if capture else None

    def capture(self, exchange: Exchange) -> Capture | None:
        """The capture of an exchange; None when it could not be kept."""
        return self._captures.get(id(exchange))

    def take(self, exchange: Exchange, capture: Capture) -> None:
        """Add an exchange that was kept before."""
        self._captures[id(exchange)] = capture

    def last_row(self, exchanges: Sequence[Exchange]) -> CaptureRow | None:
        """The row of the last of some exchanges."""
        return self.row(exchanges[-1]) if exchanges else None


def put_down(row: Due, flaw: Flaw, now: datetime) -> None:
    """Keep on a row that is claimed what went wrong with it; it is tried again later, or rests."""
    with writing():
        if row_claims.is_mine(row):
            # What the work set on it is not in the database.
            row.refresh_from_db()
            row_claims.fail(row, flaw.reason, now)


def adopt(vault: Vault) -> int:
    """Give a row to every capture that the chains name and the rows do not know."""
    if not vault.chains.is_dir():
        return 0
    waiting: list[Capture] = []
    count = 0
    for capture in captures_after(vault, captures.last_numbers()):
        waiting.append(capture)
        count += 1
        if len(waiting) == BATCH:
            _adopt(waiting)
            waiting.clear()
    _adopt(waiting)
    return count


def _adopt(waiting: Sequence[Capture]) -> None:
    with writing():
        captures.keep_rows(waiting)


def answer_from(vault: Vault, capture: Capture) -> Answer | None:
    """A successful answer read back from the archive; None when its body is not to be had."""
    holder = captures.by_link(capture.body_of) if capture.body_of else None
    try:
        response = read_response(vault, capture, holder)
        exchange = Exchange(
            url=capture.url,
            started=capture.time,
            seconds=0.0,
            request_head=b"",
            response_head=response.head,
            status=capture.status,
            body=response.body,
            content=response.body,
            vantage=capture.vantage,
        )
        coding = exchange.header("Content-Encoding") or ""
        content = inflate(response.body, coding, max_size=_LARGEST)
    except (ArchiveError, CodingError, TooLargeError, BombError):
        return None
    return Answer(url=capture.url, exchanges=(replace(exchange, content=content),))
