"""Records of web archives: each response of a unit's bytes, whole files or ranges of them."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from dalel.bulk.archive_parts import (
    ArchivePart,
    InputUnreadableError,
    first_line_of,
    parts_of,
)
from dalel.bulk.record_lines import GZIP, address_of, date_of, is_arc, is_coded, moment_of
from dalel.bulk.units import ArchiveUnit
from dalel.domain.content_encoding import BombError, CodingError, TooLargeError, inflate
from dalel.language.letters import legible

_CHUNK: Final = 1 << 16
#: Under this name archives that break off are counted.
TORN: Final = "broken off"
_BREAKS_OFF: Final = "the archive breaks off within this record"
_TOO_SHORT: Final = "the record is shorter than it says"
_TOO_LONG: Final = "the record is longer than it says"
_UNDATED: Final = "the record does not say when it was captured"
#: What warcio says before it shows the line, which may be anything.
_SHOWN_LINE: Final = ", first line:"
#: Schemes are written in capitals by some.
_SCHEMES: Final = tuple(
    f"{write(name)}:" for name in ("http", "https") for write in (str.lower, str.upper, str.title)
)
#: What warcio says of a file that was packed as one, and what is to be done.
_WHOLE_GZIP: Final = "non-chunked gzip"
_HOW_PACKED: Final = (
    "packed as one file, not record by record, so no record has a place in it: pack it anew "
    "(warcio recompress OLD NEW), or unpack it"
)
_HTML: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
#: What is no page: everything, until it was found to be one.
_KINDS: Final = {"revisit": "revisits"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchivedPage:
    """A response that may be a page; ``broken`` says why its body could not be read.

    ``captured`` is None where the record does not tell. Where the archive itself breaks off, what
    is left of it is a page without an address.
    """

    input: str
    offset: int
    length: int
    record_id: str = ""
    url: str = ""
    captured: datetime | None = None
    status: int = 0
    charset: str | None = None
    content: bytes = b""
    broken: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which pages are taken out: those for whose address ``source_of`` gives a source, or all."""

    source_of: Any
    all_hosts: bool = False
    page_bytes: int = 8 << 20


def pages_of(unit: ArchiveUnit, wanted: Wanted, counts: Counter[str]) -> Iterator[ArchivedPage]:
    """The pages of a unit in their order; what is left out is counted by reason.

    :raises InputUnreadableError: when not a single record can be read.
    """
    for start, stream in parts_of(unit):
        before, is_told = counts["records"], False
        is_whole = not unit.ranges and unit.size is not None and stream.size is not None
        counts["other size"] += is_whole and stream.size != unit.size
        with closing(stream):
            for page in _from(stream, unit.input, start, wanted, counts):
                is_told = True
                yield page
        if unit.ranges and not is_told and counts["records"] == before:
            yield _break(_Place(unit.input, start), "no record begins at this place of the index")
    if not counts["records"]:
        raise InputUnreadableError(f"{unit.input}: no record of a web archive can be read")


def _records(stream: ArchivePart) -> ArchiveIterator:
    """The records of a part; what is wrong with one is told in its row, not on the terminal."""
    logging.getLogger("warcio").setLevel(logging.ERROR)
    records = ArchiveIterator(stream)
    records.INC_RECORD = ""
    records.loader.HTTP_SCHEMES = _SCHEMES
    return records


def _from(
    stream: ArchivePart, name: str, start: int, wanted: Wanted, counts: Counter[str]
) -> Iterator[ArchivedPage]:
    records = _records(stream)
    is_last = False
    while not is_last:
        at = records.offset
        place = _Place(name, start + at)
        try:
            page, is_last = _next(records, stream, place, wanted, counts)
        except InputUnreadableError:
            raise
        # A damaged archive can bring about anything in what reads it.
        except Exception as error:
            if _WHOLE_GZIP in str(error):
                raise InputUnreadableError(f"{name}: {_HOW_PACKED}") from error
            is_last = not stream.go_behind(at)
            page = _unfit(error, place, None if is_last else start + stream.tell())
            records = records if is_last else _records(stream)
        if page is not None:
            counts[TORN] += page.broken == _BREAKS_OFF
            yield page


class _MisfitError(Exception):
    """A record is not as long as it says, and its archive is read on behind it.

    ``page`` is what is told of it, None where nobody asks for it. Of ARC, whose records need not
    end with a line of their own, it may be whole.
    """

    def __init__(
        self, page: ArchivedPage | None, *, is_torn: bool = False, is_arc: bool = False
    ) -> None:
        super().__init__()
        self.page, self.is_torn, self.is_arc = page, is_torn, is_arc


def _unfit(error: Exception, place: "_Place", following: int | None) -> ArchivedPage | None:
    """What is told of a record that could not be read to its end.

    ``following`` is where the next one begins, None where there is none.
    """
    if not isinstance(error, _MisfitError):
        told = first_line_of(error).partition(_SHOWN_LINE)[0]
        return _break(place, f"the archive is damaged here: {told}")
    if following is None and error.is_torn:
        return _break(place)
    page = error.page
    if page is None or error.is_torn:
        return page
    end = page.offset + page.length
    if following is not None and following < end:
        # Not packed, it took what follows for its own.
        return replace(page, content=b"", broken=_TOO_SHORT, length=following - page.offset)
    if error.is_arc and (following is None or following <= end + 1):
        return page
    return replace(page, content=b"", broken=_TOO_LONG)


class _Place(NamedTuple):
    name: str
    offset: int


def _next(
    records: ArchiveIterator,
    stream: ArchivePart,
    place: _Place,
    wanted: Wanted,
    counts: Counter[str],
) -> tuple[ArchivedPage | None, bool]:
    """The next page, if the next record is one, and whether it is the last one.

    :raises _MisfitError: when the record is not as long as it says.
    """
    record = next(records, None)
    if record is None:
        return _break(place) if _ends_early(records, stream) else None, True
    length = record.rec_headers.get_header("length" if is_arc(record) else "Content-Length")
    if not (length or "").strip().isdecimal():
        raise ArchiveLoadFailed("a record without a length")
    counts["records"] += 1
    page = _page(record, place, wanted, counts)
    if _is_torn(record):
        raise _MisfitError(_break(place, _TOO_SHORT), is_torn=True)
    length = records.get_record_length()
    told = None if page is None else ArchivedPage(**page, length=length)
    if records.err_count:
        raise _MisfitError(told, is_arc=is_arc(record))
    return told, False


def _ends_early(records: ArchiveIterator, stream: ArchivePart) -> bool:
    """Whether something begins behind the last record: warcio takes half a head for the end.

    Of a plain archive the first line of it is left, of a packed one its bytes.
    """
    return bool(records.next_line) or (stream.first == GZIP and stream.tell() > records.offset)


def _break(place: _Place, reason: str = _BREAKS_OFF) -> ArchivedPage:
    return ArchivedPage(input=place.name, offset=place.offset, length=0, broken=reason)


def _is_torn(record: Any) -> bool:
    """Whether the file ended before the record did, which is read to its end."""
    while record.raw_stream.read(_CHUNK):
        pass
    return int(getattr(record.raw_stream, "limit", 0)) > 0


def _page(
    record: Any, place: _Place, wanted: Wanted, counts: Counter[str]
) -> dict[str, Any] | None:
    """A record as a page; None, and counted, where it is none of ours."""
    if record.rec_type != "response" or record.http_headers is None:
        counts[_KINDS.get(record.rec_type, "other records")] += 1
        return None
    url = address_of(record)
    status = _status(record.http_headers.get_statuscode())
    kind = record.http_headers.get_header("Content-Type") or ""
    if status != 200 or not kind.lower().strip().startswith(_HTML):
        counts["no page"] += 1
        return None
    if not wanted.all_hosts and wanted.source_of(url) is None:
        counts["other hosts"] += 1
        return None
    counts["pages"] += 1
    charset = _CHARSET.search(kind)
    captured = moment_of(date_of(record))
    content, broken = _content(record, wanted.page_bytes) if captured else (b"", _UNDATED)
    return {
        "input": place.name,
        "offset": place.offset,
        # ARC has no names of records: the place is one.
        "record_id": f"arc:{place.offset}" if is_arc(record) else _id(record),
        "url": url,
        "captured": captured,
        "status": status,
        "charset": charset[1] if charset else None,
        "content": content,
        "broken": broken,
    }


def _content(record: Any, most: int) -> tuple[bytes, str]:
    headers = record.http_headers
    chunked = (headers.get_header("Transfer-Encoding") or "").lower().strip() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    body = _read(stream, most + 1)
    if len(body) > most:
        return b"", f"the page is larger than {most} bytes"
    coding = (headers.get_header("Content-Encoding") or "").lower().strip()
    try:
        return _decoded(body, coding, most), ""
    except (CodingError, BombError, TooLargeError) as error:
        return b"", f"the page cannot be unpacked: {error}"


def _read(stream: Any, most: int) -> bytes:
    parts, left = [], most
    while left > 0 and (part := stream.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _decoded(body: bytes, coding: str, most: int) -> bytes:
    if coding in {"", "identity"} or not is_coded(body, coding):
        return body
    return inflate(body, coding, max_size=most)


def _status(code: object) -> int:
    text = str(code or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 3 else 0


def _id(record: Any) -> str:
    return legible(record.rec_headers.get_header("WARC-Record-ID") or "").strip("<> ")[:200]
