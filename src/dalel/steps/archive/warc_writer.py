"""Crash-safe writing of exchanges into WARC files and chains.

One WARC file a process. Records are on disk before their lines, lines before the captures are
handed back; what a crash left behind the last line is cut when the chain is claimed again.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Final, Self

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture, MadeOfPage
from dalel.domain.exchange import DIRECT, Exchange
from dalel.steps.archive.chains import WORKER, Chain, Cut, lines_after
from dalel.steps.archive.durable_files import sync_folder, write_all
from dalel.steps.archive.ledger import (
    Event,
    ExchangeKept,
    Extent,
    FileClosed,
    FileOpened,
    Kept,
    LedgerLine,
    ResourceKept,
)
from dalel.steps.archive.records import (
    ExchangeRecords,
    begun_at,
    pair_of,
    resource_of,
    warcinfo,
)
from dalel.steps.archive.vault import Vault

#: A file that has grown over this many bytes is closed.
ROTATE_AT: Final = 128 << 20
#: The record that begins a file is never longer.
_HEAD: Final = 4096


class WarcWriter:
    """Keeps exchanges, for one process at a time. After an error it is closed: make another."""

    def __init__(
        self,
        vault: Vault,
        *,
        software: str,
        rotate_at: int = ROTATE_AT,
        chain: Chain | None = None,
    ) -> None:
        """Claim a chain, or go on with this one; ``cuts`` tells what a crash had left at its end.

        :raises ArchiveError: when no chain can be claimed.
        """
        self._vault = vault
        self._software = software
        self._rotate_at = rotate_at
        self._handle = -1
        self._file = ""
        self._end = 0
        self._chain = chain or Chain.claim(vault, WORKER)
        try:
            self._resume()
        except BaseException:
            self.close()
            raise

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What a crash had left behind the last promise."""
        return tuple(self._chain.cuts)

    @property
    def chain(self) -> str:
        """The name of the chain that this writer holds, and no other process."""
        return self._chain.head.chain

    def keep(self, batch: Sequence[tuple[Exchange, Capture | None]]) -> tuple[Capture, ...]:
        """Keep exchanges, each with the earlier capture of the same address that holds a body.

        They are on disk, all with two fsyncs, when this returns. An answer that is the same as
        before (304, or the same body) becomes a revisit record.

        :raises ArchiveError: when an exchange cannot stand in a record; then none is kept.
        """
        if not batch:
            return ()
        pairs = [_pair(exchange, earlier) for exchange, earlier in batch]
        try:
            self._make_room(batch[0][0].started)
            events: list[Event] = []
            parts: list[bytes] = []
            end = self._end
            for (exchange, earlier), pair in zip(batch, pairs, strict=True):
                kept = self._event(exchange, earlier, pair, end)
                end = kept.response.end
                events.append(kept)
                parts += [pair.request, pair.response]
            return self._commit(events, parts)
        except BaseException:
            self.close()
            raise

    def keep_made(self, made: Sequence[MadeOfPage]) -> tuple[Capture, ...]:
        """Keep what was made of pages that were kept; on disk when this returns.

        :raises ArchiveError: when one cannot stand in a record; then none is kept.
        """
        if not made:
            return ()
        records = [resource_of(one) for one in made]
        try:
            self._make_room(made[0].time)
            events: list[Event] = []
            end = self._end
            for one, record in zip(made, records, strict=True):
                place = _extent(end, record.content)
                end = place.end
                events.append(
                    ResourceKept(
                        url=one.url,
                        time=one.time,
                        media_type=one.media_type,
                        sha256=record.sha256,
                        record_id=record.record_id,
                        file=self._file,
                        resource=place,
                        of=one.page.link,
                    )
                )
            return self._commit(events, [record.content for record in records])
        except BaseException:
            self.close()
            raise

    def _commit(self, events: Sequence[Event], parts: Sequence[bytes]) -> tuple[Capture, ...]:
        """The records first, then the lines that tell of them."""
        self._put(b"".join(parts))
        lines = self._chain.append(events)
        return tuple(capture_of(line, line.event) for line in lines if isinstance(line.event, Kept))

    def rotate(self, *, begun_before: datetime | None = None) -> str | None:
        """Close the current file, ready to be shipped; its name, or None when there is none.

        With ``begun_before`` only a file that is older.
        """
        if self._handle < 0:
            return None
        if begun_before is not None and self._begun() >= begun_before:
            return None
        name = self._file
        self._chain.append([FileClosed(file=name, length=self._end)])
        os.close(self._handle)
        self._handle, self._file, self._end = -1, "", 0
        return name

    def close(self) -> None:
        """Give the chain back. The file stays open for whoever claims the chain next."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        self._chain.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _resume(self) -> None:
        """Go on with the file that the chain's last process was writing, if it is all there."""
        orphan = self._vault.warcs / self._next_name()
        if orphan.exists():
            # A crash came before the line that would have told of it.
            self._chain.cut(orphan, 0)
            orphan.unlink()
        match self._chain.found and self._chain.found.event:
            case (
                FileOpened(file=file, extent=last)
                | ExchangeKept(file=file, response=last)
                | ResourceKept(file=file, resource=last)
            ):
                path = self._vault.warcs / file
                if path.exists() and path.stat().st_size >= last.end:
                    self._chain.cut(path, last.end)
                    self._open(file, last.end)
            case _:
                pass

    def _make_room(self, moment: datetime) -> None:
        if self._handle >= 0 and self._end >= self._rotate_at:
            self.rotate()
        if self._handle < 0:
            self._begin(moment)

    def _begin(self, moment: datetime) -> None:
        name = self._next_name()
        self._open(name, 0)
        sync_folder(self._vault.warcs)
        raw = warcinfo(name, self._software, moment)
        extent = _extent(0, raw)
        self._put(raw)
        self._chain.append([FileOpened(file=name, extent=extent)])

    def _next_name(self) -> str:
        """Named by the line that will tell of it."""
        head = self._chain.head
        return f"{head.chain}-{head.number + 1:08}.warc.gz"

    def _open(self, name: str, end: int) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        self._handle = os.open(self._vault.warcs / name, flags, 0o600)
        self._file, self._end = name, end

    def _begun(self) -> datetime:
        """The time of the record that begins the current file."""
        with (self._vault.warcs / self._file).open("rb") as stream:
            return begun_at(stream.read(_HEAD))

    def _put(self, content: bytes) -> None:
        write_all(self._handle, content)
        os.fsync(self._handle)
        self._end += len(content)

    def _event(
        self, exchange: Exchange, earlier: Capture | None, pair: ExchangeRecords, offset: int
    ) -> ExchangeKept:
        request = _extent(offset, pair.request)
        return ExchangeKept(
            url=exchange.url,
            time=exchange.started,
            status=exchange.status,
            sha256=pair.sha256,
            record_id=pair.record_id,
            file=self._file,
            request=request,
            response=_extent(request.end, pair.response),
            vantage=exchange.vantage,
            tls=exchange.tls,
            profile=pair.profile,
            body_of=earlier.link if earlier is not None and pair.profile is not None else None,
        )


def _pair(exchange: Exchange, earlier: Capture | None) -> ExchangeRecords:
    try:
        return pair_of(exchange, earlier)
    except (ValueError, TypeError, LookupError) as error:
        raise ArchiveError(f"{exchange.url!r} cannot stand in a record: {error}") from error


def close_files(vault: Vault, *, software: str) -> Iterator[str]:
    """Close the files that no process is writing, ready to be shipped; gives their names."""
    for path in vault.chain_files(WORKER):
        chain = Chain.take(vault, path.stem)
        if chain is None:
            continue
        with WarcWriter(vault, software=software, chain=chain) as writer:
            if (name := writer.rotate()) is not None:
                yield name


def captures_after(vault: Vault, numbers: Mapping[str, int]) -> Iterator[Capture]:
    """The captures that the chains name behind these lines, by chain: what a crash kept from rows.

    A chain that is not named is read from its beginning; damage is left for ``verify`` to tell of.
    """
    for path in vault.chain_files():
        for line in lines_after(path, numbers.get(path.stem, 0)):
            if isinstance(line.event, Kept):
                yield capture_of(line, line.event)


def capture_of(line: LedgerLine, kept: Kept) -> Capture:
    """The record of what was kept that the rest of the house knows."""
    if isinstance(kept, ResourceKept):
        return Capture(
            url=kept.url,
            time=kept.time,
            status=200,
            sha256=kept.sha256,
            warc_file=kept.file,
            warc_offset=kept.resource.offset,
            warc_length=kept.resource.length,
            record_id=kept.record_id,
            chain=line.chain,
            number=line.number,
            link=line.link,
            vantage=DIRECT,
        )
    return Capture(
        url=kept.url,
        time=kept.time,
        status=kept.status,
        sha256=kept.sha256,
        warc_file=kept.file,
        warc_offset=kept.response.offset,
        warc_length=kept.response.length,
        record_id=kept.record_id,
        chain=line.chain,
        number=line.number,
        link=line.link,
        vantage=kept.vantage,
        body_of=kept.body_of,
    )


def _extent(offset: int, raw: bytes) -> Extent:
    return Extent(offset=offset, length=len(raw), sha256=hashlib.sha256(raw).hexdigest())
