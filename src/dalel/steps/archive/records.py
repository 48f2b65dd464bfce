"""WARC records: made from an exchange, written as bytes, and read back.

WARC 1.1, one gzip member a record. A response's record is never shorter than a tombstone needs,
so that it can be replaced in its place: a comment in the gzip header (RFC 1952, FCOMMENT), which
every reader skips, fills the room.
"""

import hashlib
import re
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture, MadeOfPage
from dalel.domain.exchange import DIRECT, Exchange
from dalel.steps.archive.ledger import Profile, written_time

#: The least length of a response's record, and the most that a tombstone takes.
ROOM: Final = 1024
#: The longest reason of a tombstone, in bytes of UTF-8.
LONGEST_REASON: Final = 300

#: The first line of each record.
WARC: Final = "WARC/1.1"
_PROFILE: Final = "http://netpreserve.org/warc/1.1/revisit/"
_FRAMING: Final = re.compile(rb"^(transfer-encoding)(?=[ \t]*:)", re.IGNORECASE | re.MULTILINE)
_LENGTH: Final = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f]")
_FIXED: Final = 18
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
#: How a gzip member begins (no time; no extra flags; operating system unknown), and how one does
#: whose comment fills room.
GZIP_PLAIN: Final = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
GZIP_PADDED: Final = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff"


@dataclass(frozen=True, kw_only=True)
class WarcRecord:
    """A WARC record: its named fields, in lower case, and its block."""

    fields: Mapping[str, str]
    block: bytes

    @property
    def record_id(self) -> str:
        """Its id, without the brackets."""
        return self.fields["warc-record-id"].strip("<>")


@dataclass(frozen=True, kw_only=True)
class ExchangeRecords:
    """The records of an exchange, compressed, and what the chain needs to know of them."""

    request: bytes
    response: bytes
    record_id: str
    sha256: str
    profile: Profile | None


@dataclass(frozen=True, kw_only=True)
class ResourceRecord:
    """The record of what was made of a page, compressed, and what the chain needs to know of it."""

    content: bytes
    record_id: str
    sha256: str


def pair_of(exchange: Exchange, earlier: Capture | None) -> ExchangeRecords:
    """The request and the response, or the revisit of ``earlier``.

    The body was handed to us without its chunk framing, so the header that announces framing is
    renamed; all other bytes of the heads are as they were.

    :raises ArchiveError: when the address cannot stand in a record, or ``earlier`` has no body.
    """
    if _UNPRINTABLE.search(exchange.url):
        raise ArchiveError(f"a space or control character in the address {exchange.url!r}")
    if earlier is not None and earlier.body_of is not None:
        raise ArchiveError(f"capture {earlier.link} holds no body to refer to")
    sha256 = hashlib.sha256(exchange.body).hexdigest()
    profile = _profile(exchange, sha256, earlier)
    request_id, response_id = (f"urn:uuid:{uuid.uuid4()}" for _ in range(2))
    shared = {"WARC-Target-URI": exchange.url, "WARC-Date": written_time(exchange.started)}
    if exchange.peer is not None and exchange.vantage == DIRECT:
        shared["WARC-IP-Address"] = exchange.peer.rpartition(":")[0].strip("[]")
    request = {**shared, "WARC-Concurrent-To": f"<{response_id}>"}
    head = _FRAMING.sub(rb"X-Archive-Orig-\1", exchange.response_head)
    asked = exchange.request_head + exchange.request_body
    if profile is None or earlier is None:
        kind, block, response = "response", head + exchange.body, shared
    else:
        # A 304 speaks of the body that its validators came from.
        sha256 = earlier.sha256
        kind, block, response = "revisit", head, {**shared, **_revisit(earlier, profile)}
    response["WARC-Payload-Digest"] = f"sha256:{sha256}"
    message = "application/http; msgtype="
    return ExchangeRecords(
        request=member(record("request", request_id, request, asked, message + "request")),
        response=member(
            record(kind, response_id, response, block, message + "response"), least=ROOM
        ),
        record_id=response_id,
        sha256=sha256,
        profile=profile,
    )


def resource_of(made: MadeOfPage) -> ResourceRecord:
    """The record of what was made of a page: its block is the content itself.

    :raises ArchiveError: when its name cannot stand in a record.
    """
    if _UNPRINTABLE.search(made.url):
        raise ArchiveError(f"a space or control character in the name {made.url!r}")
    sha256 = hashlib.sha256(made.content).hexdigest()
    record_id = f"urn:uuid:{uuid.uuid4()}"
    fields = {
        "WARC-Target-URI": made.url,
        "WARC-Date": written_time(made.time),
        "WARC-Concurrent-To": f"<{made.page.record_id}>",
        "WARC-Payload-Digest": f"sha256:{sha256}",
    }
    content = record("resource", record_id, fields, made.content, made.media_type)
    return ResourceRecord(content=member(content, least=ROOM), record_id=record_id, sha256=sha256)


def _profile(exchange: Exchange, sha256: str, earlier: Capture | None) -> Profile | None:
    if earlier is None:
        return None
    if exchange.status == 304:
        return Profile.NOT_MODIFIED
    return Profile.IDENTICAL if exchange.body and sha256 == earlier.sha256 else None


def _revisit(earlier: Capture, profile: Profile) -> dict[str, str]:
    truncated = {"WARC-Truncated": "length"} if profile is Profile.IDENTICAL else {}
    return {
        "WARC-Profile": _PROFILE + profile,
        "WARC-Refers-To": f"<{earlier.record_id}>",
        "WARC-Refers-To-Target-URI": earlier.url,
        "WARC-Refers-To-Date": written_time(earlier.time),
        **truncated,
    }


def warcinfo(file: str, software: str, moment: datetime, *, record_id: str | None = None) -> bytes:
    """The record that begins a file, compressed."""
    fields = {"WARC-Date": written_time(moment), "WARC-Filename": file}
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    kind = "application/warc-fields"
    return member(record("warcinfo", record_id or f"urn:uuid:{uuid.uuid4()}", fields, block, kind))


def begun_at(raw: bytes) -> datetime:
    """The time that the record names which begins a file, of whose bytes these are the first.

    :raises ArchiveError: when they are not a whole record.
    """
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        inflate.decompress(raw)
        first = read_member(raw[: len(raw) - len(inflate.unused_data)])
        return datetime.fromisoformat(first.fields["warc-date"])
    except (zlib.error, LookupError, ValueError) as error:
        raise ArchiveError("the file does not begin with a record of its own") from error


def tombstone(record_id: str, sha256: str, reason: str, moment: datetime, length: int) -> bytes:
    """What stands in the place of a withheld response; the same arguments give the same bytes.

    A ``metadata`` record, which replay tools pass over, that refers to the record it replaces.

    :raises ArchiveError: when the reason is too long or has control characters.
    """
    return member(tombstone_content(record_id, sha256, reason, moment), exactly=length)


def tombstone_content(record_id: str, sha256: str, reason: str, moment: datetime) -> bytes:
    """The record of a tombstone, not compressed.

    :raises ArchiveError: as in ``tombstone``.
    """
    text = reason.encode()
    if len(text) > LONGEST_REASON or not reason.isprintable() or not reason.strip():
        raise ArchiveError(
            f"a reason is one line of 1 to {LONGEST_REASON} bytes (about half as many letters)"
        )
    own_id = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, record_id)}"
    fields = {"WARC-Date": written_time(moment), "WARC-Refers-To": f"<{record_id}>"}
    block = b"withheld: %s\r\npayload-digest: sha256:%s\r\n" % (text, sha256.encode())
    return record("metadata", own_id, fields, block, "application/warc-fields")


def record(kind: str, record_id: str, fields: Mapping[str, str], block: bytes, form: str) -> bytes:
    """A WARC record, not compressed, through warcio.

    warcio's own constructors would parse the HTTP head and write it anew; evidence keeps its bytes.
    """
    head = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id}>"),
        *fields.items(),
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
    ]
    out = BytesIO()
    WARCWriter(out, gzip=False, warc_version="1.1").write_record(
        ArcWarcRecord(
            "warc",
            # For any other kind warcio parses the block, or adds digests of its own.
            "warcinfo",
            StatusAndHeaders("", head, protocol=WARC),
            BytesIO(block),
            None,
            form,
            len(block),
        )
    )
    return out.getvalue()


def member(content: bytes, *, least: int = 0, exactly: int | None = None) -> bytes:
    """One gzip member, the same for the same content, of at least or exactly a length.

    :raises ArchiveError: when it does not fit into exactly this length.
    """
    press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = press.compress(content) + press.flush()
    length = _FIXED + len(deflated)
    gap = (max(least, length) if exactly is None else exactly) - length
    if gap < 0:
        raise ArchiveError(f"{length} bytes do not fit into {exactly}")
    head = GZIP_PADDED + b" " * (gap - 1) + b"\0" if gap else GZIP_PLAIN
    tail = zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    return head + deflated + tail


def read_member(raw: bytes) -> WarcRecord:
    """Read a record that we wrote, and prove its digests.

    :raises ArchiveError: when it is not one whole record, or a digest is wrong.
    """
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = inflate.decompress(raw)
    except zlib.error as error:
        raise ArchiveError("not a whole gzip member") from error
    if not inflate.eof or inflate.unused_data:
        raise ArchiveError("not exactly one gzip member")
    head, _, rest = content.partition(b"\r\n\r\n")
    fields = named_fields(head)
    if not rest.endswith(b"\r\n\r\n") or fields["content-length"] != str(len(rest) - 4):
        raise ArchiveError("not one WARC record")
    found = WarcRecord(fields=fields, block=rest[:-4])
    _prove(found)
    return found


def named_fields(head: bytes) -> dict[str, str]:
    """The named fields of a record's head, in lower case.

    :raises ArchiveError: when it is no head of a record.
    """
    version, *lines = head.decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    fields = {name.lower(): text.strip() for name, _, text in pairs}
    if version != WARC or not _LENGTH.fullmatch(fields.get("content-length", "")):
        raise ArchiveError("not one WARC record")
    return fields


def refuse_unnamed(fields: Mapping[str, str]) -> None:
    """Go on only with a record that says what it is.

    :raises ArchiveError: when it has no type, id or digest.
    """
    if not {"warc-type", "warc-record-id", "warc-block-digest"} <= fields.keys():
        raise ArchiveError("a WARC record without type, id or digest")


def is_written_so(address: str, url: str) -> bool:
    """Whether an address stands so in a record: as it is, or with all but ASCII escaped."""
    return address == url or (
        not url.isascii()
        and address in {quote(url, safe=_ASCII, errors="replace"), quote(url, errors="replace")}
    )


def body_of(found: WarcRecord) -> bytes:
    """The payload: of a resource its block, of a response what is behind the HTTP head."""
    if found.fields["warc-type"] == "resource":
        return found.block
    return found.block.partition(b"\r\n\r\n")[2]


def _prove(found: WarcRecord) -> None:
    refuse_unnamed(found.fields)
    if found.fields["warc-block-digest"] != f"sha256:{hashlib.sha256(found.block).hexdigest()}":
        raise ArchiveError("the block is not that of its digest")
    if found.fields["warc-type"] in {"response", "resource"}:
        payload = hashlib.sha256(body_of(found)).hexdigest()
        if found.fields.get("warc-payload-digest") != f"sha256:{payload}":
            raise ArchiveError("the payload is not that of its digest")
