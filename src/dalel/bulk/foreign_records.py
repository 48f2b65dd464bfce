"""Records of web archives that are not ours: read again at their place, as the exchange they are.

WARC 1.0 and 1.1 (ISO 28500) and ARC, a gzip member a record or not compressed. What is no whole
HTTP response, or not what was read the first time, is refused.
"""

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import BytesIO
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import fsspec
from fsspec.implementations.local import LocalFileSystem
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from dalel.bulk.record_lines import GZIP, address_of, date_of, is_coded, moment_of
from dalel.domain.content_encoding import BombError, CodingError, TooLargeError, inflate
from dalel.domain.errors import StorageError, UnreadableError
from dalel.domain.exchange import FROM_ARCHIVE, Exchange
from dalel.steps.archive.durable_files import reaching

#: The longest record that is read, as it lies there and as it is.
LONGEST: Final = 64 << 20
#: No file is longer.
_FARTHEST: Final = 1 << 50
#: The longest text that a page may be.
_LARGEST: Final = 40 << 20
#: So many files of one name are looked at, those with the likest paths first.
_MOST_TRIED: Final = 20
_LONGEST_NAME: Final = 64 - len(FROM_ARCHIVE)
_UNUSUAL: Final = re.compile(r"[^A-Za-z0-9._-]+")
_END: Final = b"\r\n\r\n"
_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? (2\d\d)(?: [^\r\n]*)?\r\n")
_CODING: Final = re.compile(rb"^(content-encoding)(?=[ \t]*:)", re.IGNORECASE | re.MULTILINE)
#: Where a record's own lines end: in ARC it is one.
_BLANK: Final = {"warc": _END, "arc": b"\n"}
_DAMAGE: Final = (ArchiveLoadFailed, StopIteration, zlib.error, EOFError, ValueError, KeyError)
_CHUNKED: Final = re.compile(rb"^transfer-encoding[ \t]*:.*chunked", re.IGNORECASE | re.MULTILINE)
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class RecordPlace:
    """Where a record lies, and the digest of what was read there the first time."""

    input: str
    offset: int
    length: int
    sha256: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ForeignRecord:
    """A response that somebody else captured.

    ``exchange`` is of the time at which they did, as they say; ``head`` are the record's own lines,
    as they stand there.
    """

    exchange: Exchange
    head: bytes


@dataclass(frozen=True, kw_only=True)
class ForeignArchive:
    """Where the files of web archives lie.

    With a ``base`` each file is looked for below it, by its whole name, its last part, or files of
    that name anywhere there, and nothing else is opened; without one the name itself is a path or
    an address. Of several of one name that one is taken in which the record lies.
    """

    base: str = ""
    options: Mapping[str, Any] | None = None

    def read(self, place: RecordPlace) -> ForeignRecord:
        """Read a record again.

        :raises UnreadableError: when it is not there, no whole response, or not what it was.
        :raises StorageError: when the archive cannot be reached.
        """
        if not (0 < place.length <= LONGEST and 0 <= place.offset < _FARTHEST):
            raise UnreadableError(f"a record of {place.length} bytes at {place.offset}")
        tried: list[str] = []
        wrong: UnreadableError | None = None
        for address in islice(self._candidates(place.input), _MOST_TRIED):
            tried.append(address)
            raw = self._bytes(address, place)
            if raw is None:
                continue
            try:
                return _record(raw, place)
            except UnreadableError as error:
                # Another one of the same name may be it: what lies there is known by its digest.
                wrong = wrong or _of(address, error)
        raise wrong or UnreadableError(f"no such file: {' nor '.join(tried) or place.input}")

    def _bytes(self, address: str, place: RecordPlace) -> bytes | None:
        """What lies there; None where nothing does."""
        with reaching(address):
            system, path = fsspec.core.url_to_fs(address, **(self.options or {}))
            # A pipe would be waited for, and one folder or odd link shall not end the whole load.
            if isinstance(system, LocalFileSystem) and not Path(path).is_file():
                return None
            try:
                return bytes(
                    system.cat_file(path, start=place.offset, end=place.offset + place.length)
                )
            except FileNotFoundError:
                return None

    def _candidates(self, name: str) -> Iterator[str]:
        """Where a file may lie. What lies below is listed only where it is not where it should."""
        addresses = self._addresses(name)
        yield from addresses
        if self.base:
            below = self._lying_below.get(name.rpartition("/")[2], ())
            alike = sorted(below, key=lambda path: -_common_end(path, name))
            yield from (path for path in alike if path not in addresses)

    @cached_property
    def _lying_below(self) -> Mapping[str, tuple[str, ...]]:
        """Where files lie anywhere below the base, by their names."""
        found: dict[str, list[str]] = defaultdict(list)
        with reaching(self.base):
            system, root = fsspec.core.url_to_fs(self.base, **(self.options or {}))
            if not system.isdir(root):
                raise StorageError(f"{self.base}: no such folder")
            for path in system.find(root):
                address = str(system.unstrip_protocol(path)).removeprefix("file://")
                found[path.rpartition("/")[2]].append(address)
        return {name: tuple(sorted(paths)) for name, paths in found.items()}

    def _addresses(self, name: str) -> tuple[str, ...]:
        if not self.base:
            return (name,) if "::" not in name else ()
        base = self.base.rstrip("/")
        last = name.rpartition("/")[2]
        parts = name.split("/")
        if "://" in name or "::" in name or ".." in parts or name.startswith("/"):
            parts = [last]
        whole = "/".join(parts)
        return tuple(
            dict.fromkeys(f"{base}/{one}" for one in (whole, last) if one not in {"", ".."})
        )


def _common_end(path: str, name: str) -> int:
    """How many parts of two paths are the same, from the end on."""
    pairs = zip(reversed(path.split("/")), reversed(name.split("/")), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def vantage_of(name: str) -> str:
    """By what an archive is named beside what was taken from it: its host, else the file's name."""
    try:
        host = urlsplit(name).hostname if "://" in name else None
    except ValueError:
        host = None
    told = _UNUSUAL.sub("_", host or name.rpartition("/")[2]) or "_"
    return f"{FROM_ARCHIVE}{told[-_LONGEST_NAME:]}"


class _OtherError(UnreadableError):
    """What lies at a place now is another thing than what was read there."""


def _of(address: str, error: UnreadableError) -> UnreadableError:
    if isinstance(error, _OtherError):
        return UnreadableError(f"{address}: not the archive that was read: {error}")
    return error


def _record(raw: bytes, place: RecordPlace) -> ForeignRecord:
    told, block = _parted(raw, place)
    if told.url != place.url:
        raise _OtherError("a record there is of another address")
    match = _STATUS.match(block)
    head, end, body = block.partition(_END)
    if match is None or not end:
        raise UnreadableError("no HTTP response of success")
    head += end
    transferred = _unframed(body) if _CHUNKED.search(head) else body
    coded = _header(head, "content-encoding")
    if coded and not is_coded(transferred, coded):
        # Many archives keep the head of a body that they have unpacked.
        head, coded = _CODING.sub(rb"X-Archive-Orig-\1", head), ""
    content = _content(transferred, coded)
    _compare(place.sha256, (transferred, body, content, block))
    exchange = Exchange(
        url=told.url,
        started=told.time,
        seconds=0.0,
        request_head=b"",
        response_head=head,
        status=int(match[1]),
        body=transferred,
        content=content,
        vantage=vantage_of(place.input),
    )
    return ForeignRecord(exchange=exchange, head=told.head)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a record says of itself."""

    url: str
    time: datetime
    head: bytes


def _parted(raw: bytes, place: RecordPlace) -> tuple[_Told, bytes]:
    """What the record says of itself, and its block."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(raw), no_record_parse=True)))
        if record.rec_type != "response":
            raise UnreadableError(f"a record of the kind {record.rec_type!r}")
        if record.length is None:
            raise UnreadableError("a record without a length")
        block = _whole(record.raw_stream)
        head = _plain(raw).partition(_BLANK[record.format])
    except _DAMAGE as error:
        raise _OtherError("no record begins where one did") from error
    if len(block) != record.length:
        raise UnreadableError("the record is cut off")
    time = moment_of(date_of(record))
    if time is None:
        raise UnreadableError("the record does not say when it was captured")
    return _Told(url=address_of(record), time=time, head=head[0] + head[1]), block


def _whole(stream: Any) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LONGEST:
            raise UnreadableError("the record is too long")
    return b"".join(parts)


def _plain(raw: bytes) -> bytes:
    """The beginning of the record, however it lies there."""
    if raw.startswith(GZIP):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, _CHUNK)
    return raw[:_CHUNK]


def _unframed(body: bytes) -> bytes:
    """The body without its chunk framing; many archives have taken that off before."""
    reader = ChunkedDataReader(BytesIO(body), raise_exceptions=True)
    try:
        return _whole(reader)
    except ChunkedDataException:
        return body


def _header(head: bytes, name: str) -> str:
    """The value of a header, in lower case."""
    lines = head.decode("latin-1").lower().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return next((value.strip() for key, _, value in pairs if key.strip() == name), "")


def _content(body: bytes, coding: str) -> bytes:
    try:
        return inflate(body, coding, max_size=_LARGEST)
    except (CodingError, TooLargeError, BombError) as error:
        raise UnreadableError(f"its content cannot be read: {error}") from error


def _compare(sha256: str, candidates: tuple[bytes, ...]) -> None:
    if sha256 not in {hashlib.sha256(one).hexdigest() for one in candidates}:
        raise _OtherError("the digest of a record differs")
