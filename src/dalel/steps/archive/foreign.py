"""What does a WARC or ARC file hold that somebody else wrote, and what in it is broken?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

#: No body of a foreign record is read further than this many bytes.
LARGEST: Final = 64 << 20


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
    """The file cannot be read from here on."""

    offset: int
    reason: str


def read_foreign(stream: BinaryIO) -> Iterator[ForeignRecord | Broken]:
    """Every record that can be read; ``Broken`` ends them where the file does not make sense."""
    records = ArchiveIterator(stream, check_digests=True, arc2warc=True)
    try:
        for record in records:
            yield _foreign(record)
    # Behind the gzip and header parsers anything can come out of broken bytes.
    except (ArchiveLoadFailed, ValueError, EOFError, LookupError, OSError) as error:
        reason = str(error).strip().splitlines()
        yield Broken(
            offset=records.get_record_offset(),
            reason=reason[0] if reason else type(error).__name__,
        )
    finally:
        records.close()


def _foreign(record: Any) -> ForeignRecord:
    body = record.content_stream().read(LARGEST)
    problems = list(record.digest_checker.problems)
    if record.content_stream().read(1):
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
