"""What does a WARC or ARC file hold that somebody else wrote, and what in it is broken?"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

#: No body of a foreign record is read further than this many bytes.
LARGEST: Final = 64 << 20
_BROKEN: Final = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    EOFError,
    OSError,
    zlib.error,
)


@dataclass(frozen=True, kw_only=True)
class ForeignRecord:
    """A record as it came; ``problems`` are those of its digests, length and framing."""

    kind: str
    url: str | None
    time: datetime | None
    status: int | None
    body: bytes
    problems: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Broken:
    """The file cannot be read behind its first ``whole`` records."""

    whole: int
    reason: str


def read_foreign(stream: BinaryIO) -> Iterator[ForeignRecord | Broken]:
    """Every record that can be read; ``Broken`` ends them where the file does not make sense."""
    records = ArchiveIterator(stream, check_digests=True, arc2warc=True)
    whole = 0
    try:
        for record in records:
            yield _foreign(record)
            whole += 1
    # Behind the gzip and header parsers anything can come out of broken bytes.
    except _BROKEN as error:
        told = str(error).strip().splitlines()
        yield Broken(whole=whole, reason=told[0] if told else type(error).__name__)
    finally:
        records.close()


def _foreign(record: Any) -> ForeignRecord:
    stream = record.content_stream()
    body = stream.read(LARGEST)
    longer = bool(stream.read(1))
    problems = list(record.digest_checker.problems)
    if longer:
        problems.append(f"longer than {LARGEST} bytes, cut")
    head = record.http_headers
    status = head.get_statuscode() if head is not None and record.rec_type != "request" else None
    return ForeignRecord(
        kind=record.rec_type,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        time=_time(record.rec_headers.get_header("WARC-Date")),
        status=int(status) if status and status.isascii() and status.isdigit() else None,
        body=body,
        problems=tuple(problems),
    )


def _time(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
