"""Diagnosis of WARC files whose records are not where the chain says."""

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from dalel.steps.archive.findings import ArchiveFault, Fault
from dalel.steps.archive.ledger import Extent

_CHUNK: Final = 1 << 16
_HEAD: Final = 1 << 12
_RECORD_ID: Final = re.compile(rb"^WARC-Record-ID: *<([^>\r\n]*)>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A record as the chain names it."""

    extent: Extent
    capture: str | None
    record_id: str | None


@dataclass(frozen=True, kw_only=True)
class GzipMember:
    """A whole gzip member that lies in the file."""

    extent: Extent
    record_id: str | None


def diagnose(
    file: str,
    stream: BinaryIO,
    size: int,
    expected: Sequence[Expected],
    wrong: Sequence[Expected],
) -> Iterator[ArchiveFault]:
    """Say what happened to each wrong record, and what lies there that should not.

    ``expected`` are all records of the file in their order, ``wrong`` those that are not in place.
    """
    found = list(members(stream, size, [one.extent.offset for one in expected]))
    by_digest = {one.extent.sha256: one.extent.offset for one in found}
    by_offset = {one.extent.offset: one for one in found}
    ours = {one.extent.sha256 for one in expected}
    for one in wrong:
        fault, what = _judge(one, size, by_digest, by_offset.get(one.extent.offset), ours)
        yield ArchiveFault(
            fault=fault,
            file=file,
            offset=one.extent.offset,
            what=what,
            capture=one.capture,
        )
    places = {one.extent.offset for one in expected}
    known = {one.record_id for one in expected}
    for stranger in found:
        if stranger.extent.sha256 in ours or stranger.extent.offset in places:
            continue
        what = f"a record of {stranger.extent.length} bytes that no chain names"
        if stranger.record_id in known:
            what = f"another form of record {stranger.record_id}"
        yield ArchiveFault(
            fault=Fault.INSERTED, file=file, offset=stranger.extent.offset, what=what
        )


def _judge(
    one: Expected,
    size: int,
    by_digest: dict[str, int],
    here: GzipMember | None,
    ours: set[str],
) -> tuple[Fault, str]:
    extent = one.extent
    if extent.sha256 in by_digest:
        return Fault.MOVED, f"the record lies at {by_digest[extent.sha256]}"
    if extent.offset >= size:
        return Fault.MISSING, "the file ends before the record"
    if extent.end > size:
        return Fault.TRUNCATED, f"the file ends {extent.end - size} bytes before the record does"
    if here is not None and here.extent.sha256 in ours:
        return Fault.MISSING, "another capture's record lies in its place"
    if here is not None and here.record_id != one.record_id:
        return Fault.REPLACED, f"record {here.record_id} lies in its place"
    return Fault.DAMAGED, "its bytes are not those that were written"


def members(stream: BinaryIO, size: int, resume_at: Sequence[int]) -> Iterator[GzipMember]:
    """Every whole gzip member; behind damage, go on at the next of the given offsets."""
    offset = 0
    places = iter(sorted(resume_at))
    while offset < size:
        stream.seek(offset)
        found = _member(stream, offset)
        if found is not None:
            yield found
            offset = found.extent.end
            continue
        offset = next((place for place in places if place > offset), size)


def _member(stream: BinaryIO, offset: int) -> GzipMember | None:
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    digest = hashlib.sha256()
    length, head = 0, b""
    while not inflate.eof:
        chunk = stream.read(_CHUNK)
        if not chunk:
            return None
        pending = chunk
        # In small steps: a stranger's record may be a bomb.
        while pending and not inflate.eof:
            try:
                out = inflate.decompress(pending, _CHUNK)
            except zlib.error:
                return None
            head += out[: _HEAD - len(head)]
            pending = inflate.unconsumed_tail
        used = chunk[: len(chunk) - len(inflate.unused_data)]
        digest.update(used)
        length += len(used)
    named = _RECORD_ID.search(head)
    return GzipMember(
        extent=Extent(offset=offset, length=length, sha256=digest.hexdigest()),
        record_id=named[1].decode("utf-8", "replace") if named else None,
    )
