"""The lines of a hash chain: their kinds, their canonical form and their links.

A chain is a text file of canonical JSON lines (sorted keys, no spaces, UTF-8) that only grows.
A line's ``link`` is SHA-256 over the ``previous`` link, a line feed, and the canonical JSON of its
other fields; the first line's previous link is 64 zeros.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, BinaryIO, Final, TypeVar

from cattrs.preconf.json import make_converter

from dalel.domain.evidence import EvidenceClass
from dalel.domain.exchange import Tls

#: The link before the first.
GENESIS: Final = "0" * 64
#: No honest line is longer; a longer one is not read into memory.
LONGEST_LINE: Final = 1 << 20
#: No file is longer.
_LONGEST_FILE: Final = 1 << 60


class Profile(StrEnum):
    """Why a capture holds no body of its own (WARC 1.1, section 6.7)."""

    IDENTICAL = "identical-payload-digest"
    NOT_MODIFIED = "server-not-modified"


@dataclass(frozen=True, kw_only=True)
class Extent:
    """Where a record's compressed bytes lie in its file, and their SHA-256."""

    offset: int
    length: int
    sha256: str

    def __post_init__(self) -> None:
        """:raises ValueError: when no file has such a place."""
        if not (0 <= self.offset <= _LONGEST_FILE and 0 <= self.length <= _LONGEST_FILE):
            raise ValueError("a place that no file has")

    @property
    def end(self) -> int:
        """The offset of the first byte behind it."""
        return self.offset + self.length


@dataclass(frozen=True, kw_only=True)
class FileOpened:
    """A WARC file was begun; ``extent`` is its warcinfo record."""

    file: str
    extent: Extent


@dataclass(frozen=True, kw_only=True)
class ExchangeKept:
    """An exchange was kept. ``body_of`` is the link of the capture that holds the body."""

    url: str
    time: datetime
    status: int
    sha256: str
    record_id: str
    file: str
    request: Extent
    response: Extent
    vantage: str
    tls: Tls
    profile: Profile | None
    body_of: str | None


@dataclass(frozen=True, kw_only=True)
class ResourceKept:
    """What was made of a page was kept, such as its picture; ``of`` is the page's link."""

    url: str
    time: datetime
    media_type: str
    sha256: str
    record_id: str
    file: str
    resource: Extent
    of: str


@dataclass(frozen=True, kw_only=True)
class FileClosed:
    """A WARC file has its final length."""

    file: str
    length: int


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """The response of a capture was replaced by a tombstone: for what reason, by whom, when."""

    capture: str
    file: str
    record_id: str
    sha256: str
    tombstone: Extent
    reason: str
    by: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class Barred:
    """Nothing that a page or post says may be kept any more: for what reason, by whom, when."""

    address: str
    reason: str
    by: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class Classed:
    """It was decided who may see evidence: of an address, or one capture by its link."""

    about: str
    evidence_class: EvidenceClass
    reason: str
    by: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class ChainHead:
    """The ``number``-th link of a chain."""

    chain: str
    number: int
    link: str


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """All chains stood like this at a time."""

    time: datetime
    heads: tuple[ChainHead, ...]


@dataclass(frozen=True, kw_only=True)
class Stamped:
    """An authority confirmed (RFC 3161) that a seal existed; ``token`` is its answer, base64."""

    seal: str
    authority: str
    token: str


#: What a capture is made by.
Kept = ExchangeKept | ResourceKept
Event = FileOpened | Kept | FileClosed | Withheld | Barred | Classed | Sealed | Stamped

_KINDS: Final[dict[str, type[Any]]] = {
    kind.__name__.lower(): kind
    for kind in (
        *(FileOpened, ExchangeKept, ResourceKept, FileClosed),
        *(Withheld, Barred, Classed, Sealed, Stamped),
    )
}


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """The ``number``-th line of a chain, counted from 1."""

    chain: str
    number: int
    previous: str
    event: Event
    link: str

    @property
    def head(self) -> ChainHead:
        """The chain as it stands when this line is its last."""
        return ChainHead(chain=self.chain, number=self.number, link=self.link)


def written_time(moment: datetime) -> str:
    """A time as it stands in chains and WARC records: UTC, microseconds, ``Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_converter = make_converter(detailed_validation=False)
_converter.register_unstructure_hook(datetime, written_time)
_converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))

T = TypeVar("T")


def canonical(fields: object) -> bytes:
    """The one way in which a JSON value is written."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link_of(previous: str, fields: dict[str, Any]) -> str:
    """The link of a line with these fields, ``previous`` and ``link`` left out."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(fields)).hexdigest()


def next_line(after: ChainHead, event: Event) -> tuple[LedgerLine, bytes]:
    """The line for an event behind a chain's head, and its bytes."""
    fields = {
        "chain": after.chain,
        "number": after.number + 1,
        "kind": type(event).__name__.lower(),
        "event": _converter.unstructure(event),
    }
    link = link_of(after.link, fields)
    line = LedgerLine(
        chain=after.chain,
        number=after.number + 1,
        previous=after.link,
        event=event,
        link=link,
    )
    return line, canonical({**fields, "previous": after.link, "link": link}) + b"\n"


def line_bytes(line: LedgerLine) -> bytes:
    """A line as it stands in its chain, line feed included."""
    before = ChainHead(chain=line.chain, number=line.number - 1, link=line.previous)
    return next_line(before, line.event)[1]


def read_line(raw: bytes) -> LedgerLine:
    """Read one line, without its line feed.

    :raises ValueError: when it is not canonical, its link is wrong, or it is no known event.
    """
    try:
        fields = json.loads(raw)
        if [type(fields[name]) for name in ("chain", "number", "previous")] != [str, int, str]:
            raise TypeError("a chain, a number and a link")
        if canonical(fields) != raw:
            raise ValueError("not canonical")
        link, previous = fields.pop("link"), fields.pop("previous")
        if link_of(previous, fields) != link:
            raise ValueError("its link does not follow from its fields")
        event = _converter.structure(fields["event"], _KINDS[fields["kind"]])
        line = LedgerLine(
            chain=fields["chain"],
            number=fields["number"],
            previous=previous,
            event=event,
            link=link,
        )
        # A value that was only made to fit, such as "5" for 5, is not what we wrote.
        if line_bytes(line) != raw + b"\n":
            raise ValueError("not written by this program")
    except (TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"not a line of a chain: {type(error).__name__}") from error
    return line


def raw_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of each line, line feed included where there is one.

    Of a line that is too long only the beginning is given; the rest of it is no line of its own.
    """
    offset = 0
    while raw := stream.readline(LONGEST_LINE):
        yield offset, raw
        offset += len(raw)
        while len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST_LINE)
            offset += len(raw)


def sound_lines(stream: BinaryIO) -> Iterator[LedgerLine]:
    """The lines that can be read; the others are left to ``verify``."""
    for _, raw in raw_lines(stream):
        try:
            yield read_line(raw.removesuffix(b"\n"))
        except ValueError:
            continue


def events_of(lines: Iterable[LedgerLine], kind: type[T]) -> Iterator[tuple[LedgerLine, T]]:
    """The lines that hold one kind of event."""
    for line in lines:
        if isinstance(line.event, kind):
            yield line, line.event
