"""Proof of records in bounded memory: whoever made them may have meant to fill it."""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.ledger import Withheld
from dalel.steps.archive.records import (
    GZIP_PADDED,
    GZIP_PLAIN,
    ROOM,
    named_fields,
    refuse_unnamed,
    tombstone_content,
)

_CHUNK: Final = 1 << 16
#: No honest head of a record is longer: its address stands in a line of the chain, too.
_LONGEST_HEAD: Final = 1 << 20
_END: Final = b"\r\n\r\n"
_BEGINNING: Final = 32
_STATUS: Final = re.compile(rb"HTTP/[0-9.]{1,5} ([0-9]{1,5})(?![0-9])")


def digest_at(stream: BinaryIO, offset: int, length: int) -> str:
    """SHA-256 of the bytes at a place."""
    stream.seek(offset)
    digest = hashlib.sha256()
    while length and (chunk := stream.read(min(length, _CHUNK))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def is_tombstone(stream: BinaryIO, event: Withheld) -> bool:
    """Whether exactly what withholding writes lies at its place, by whatever zlib it was pressed.

    A digest alone does not tell: whoever writes the line chooses it.
    """
    try:
        told = tombstone_content(event.record_id, event.sha256, event.reason, event.time)
        return _behind_room(stream, event) == told
    except (ArchiveError, zlib.error):
        return False


def _behind_room(stream: BinaryIO, event: Withheld) -> bytes | None:
    """The content of a member whose only comment is the room that it fills."""
    stream.seek(event.tombstone.offset)
    head = stream.read(len(GZIP_PLAIN))
    left, rest = event.tombstone.length - len(head), b""
    if head == GZIP_PADDED:
        while left and not rest:
            chunk = stream.read(min(left, _CHUNK))
            left -= len(chunk) or left
            rest = chunk.lstrip(b" ")
        if not rest.startswith(b"\0"):
            return None
        rest = rest[1:]
    elif head != GZIP_PLAIN:
        return None
    if left + len(rest) > 2 * ROOM:
        return None
    return _content(GZIP_PLAIN + rest + stream.read(left))


def _content(raw: bytes) -> bytes | None:
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    content = inflate.decompress(raw, 4 * ROOM)
    return content if inflate.eof and not inflate.unused_data else None


@dataclass(frozen=True, kw_only=True)
class ProvedRecord:
    """The named fields of a record, in lower case, and how its block begins."""

    fields: Mapping[str, str]
    begins: bytes

    @property
    def status(self) -> int | None:
        """The status that the HTTP head tells; None where there is none."""
        told = _STATUS.match(self.begins)
        return int(told[1]) if told else None


def proved_record(stream: BinaryIO, offset: int, length: int) -> ProvedRecord:
    """A record, once its digests are proved.

    :raises ArchiveError: when it is not one whole record, or a digest is wrong.
    """
    stream.seek(offset)
    source = _inflated(stream, length)
    head, rest = _split(source)
    fields = named_fields(head)
    refuse_unnamed(fields)
    names = [line.partition(b":")[0].strip().lower() for line in head.split(b"\r\n")[1:]]
    if len(set(names)) < len(names):
        raise ArchiveError("a record that says one thing of itself twice")
    return ProvedRecord(fields=fields, begins=_prove(fields, rest, source))


def _prove(fields: Mapping[str, str], rest: bytes, source: Iterator[bytes]) -> bytes:
    kind = fields["warc-type"]
    block = _BlockDigest(is_payload=kind == "resource")
    left, tail = int(fields["content-length"]), b""
    for piece in _before(rest, source):
        block.update(piece[:left])
        tail += piece[left:]
        left = max(0, left - len(piece))
        if len(tail) > len(_END):
            break
    if left or tail != _END:
        raise ArchiveError("not one WARC record")
    if fields["warc-block-digest"] != f"sha256:{block.whole.hexdigest()}":
        raise ArchiveError("the block is not that of its digest")
    if kind in {"response", "resource"} and (
        fields.get("warc-payload-digest") != f"sha256:{block.payload.hexdigest()}"
    ):
        raise ArchiveError("the payload is not that of its digest")
    return block.begins


class _BlockDigest:
    """The digests of a block and of its payload: what lies behind the HTTP head."""

    def __init__(self, *, is_payload: bool) -> None:
        self.whole = hashlib.sha256()
        self.payload = hashlib.sha256()
        self.begins = b""
        self._is_payload = is_payload
        self._carried = b""

    def update(self, piece: bytes) -> None:
        self.whole.update(piece)
        self.begins += piece[: _BEGINNING - len(self.begins)]
        if self._is_payload:
            self.payload.update(piece)
            return
        seen = self._carried + piece
        _, mark, behind = seen.partition(_END)
        self._is_payload = bool(mark)
        self.payload.update(behind)
        self._carried = seen[1 - len(_END) :]


def _split(source: Iterator[bytes]) -> tuple[bytes, bytes]:
    seen = b""
    for piece in source:
        seen += piece
        head, mark, rest = seen.partition(_END)
        if mark:
            return head, rest
        if len(seen) > _LONGEST_HEAD:
            break
    raise ArchiveError("not one WARC record")


def _before(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(stream: BinaryIO, length: int) -> Iterator[bytes]:
    """What exactly one gzip member holds, in small pieces."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while length and not inflate.eof:
        pending = stream.read(min(length, _CHUNK))
        if not pending:
            break
        length -= len(pending)
        while pending and not inflate.eof:
            try:
                yield inflate.decompress(pending, _CHUNK)
            except zlib.error as error:
                raise ArchiveError("not a whole gzip member") from error
            pending = inflate.unconsumed_tail
    if not inflate.eof or inflate.unused_data or length:
        raise ArchiveError("not exactly one gzip member")
