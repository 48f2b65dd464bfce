"""Checks of a WARC file against the records that its chain names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.chains import is_growing
from dalel.steps.archive.findings import ArchiveFault, Fault
from dalel.steps.archive.ledger import (
    ExchangeKept,
    FileClosed,
    FileOpened,
    Kept,
    LedgerLine,
    ResourceKept,
    Withheld,
    written_time,
)
from dalel.steps.archive.record_proof import ProvedRecord, digest_at, is_tombstone, proved_record
from dalel.steps.archive.records import is_written_so
from dalel.steps.archive.seals import day_of
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.warc_scan import Expected, diagnose


@dataclass
class ListedFile:
    """A WARC file as its chain tells of it: its records in their order, its final length."""

    name: str
    chain: str
    #: Up to where its chain was read.
    chain_end: int = 0
    records: list[Expected] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    #: The days of its captures, by their links.
    days: dict[str, date] = field(default_factory=dict)
    #: Each of its captures, as the line tells it.
    told: dict[str, Kept] = field(default_factory=dict)
    closed: int | None = None

    def add(self, line: LedgerLine) -> None:
        """Take up what a line says of the file."""
        match line.event:
            case FileOpened(extent=extent):
                self.records.append(Expected(extent=extent, capture=None, record_id=None))
            case ExchangeKept() as kept:
                self.records += [
                    Expected(extent=kept.request, capture=line.link, record_id=None),
                    Expected(extent=kept.response, capture=line.link, record_id=kept.record_id),
                ]
                self._name(line.link, kept)
            case ResourceKept() as made:
                self.records.append(
                    Expected(extent=made.resource, capture=line.link, record_id=made.record_id)
                )
                self._name(line.link, made)
            case FileClosed(length=length):
                self.closed = length
            case _:
                raise AssertionError(line.event)

    def _name(self, link: str, kept: Kept) -> None:
        self.bodies[kept.record_id] = kept.sha256
        self.days[link] = day_of(kept.time)
        self.told[link] = kept

    @property
    def length(self) -> int:
        """How long the file is, as far as the chain tells."""
        end = self.records[-1].extent.end if self.records else 0
        return end if self.closed is None else self.closed


def check_file(
    vault: Vault, listed: ListedFile, size: int | None, withheld: Mapping[str, Withheld]
) -> Iterator[ArchiveFault]:
    """Say all that is wrong with one file."""
    try:
        for found in _check(vault, listed, size, withheld):
            yield replace(found, day=listed.days.get(found.capture or ""))
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
        yield ArchiveFault(fault=Fault.DAMAGED, file=listed.name, offset=None, what=what)


def _check(
    vault: Vault, listed: ListedFile, size: int | None, withheld: Mapping[str, Withheld]
) -> Iterator[ArchiveFault]:
    if size is None:
        what = f"the file with {len(listed.bodies)} captures is missing"
        yield ArchiveFault(fault=Fault.MISSING, file=listed.name, offset=None, what=what)
        return
    yield from _check_layout(listed)
    with vault.open_warc(listed.name) as stream:
        wrong = []
        for one in listed.records:
            ends_before = one.extent.end > size
            problem = True if ends_before else _check_record(listed, one, stream, withheld)
            if problem is None:
                continue
            if isinstance(problem, ArchiveFault):
                yield problem
            else:
                wrong.append(one)
        tail = size > listed.length and not _is_being_written(vault, listed)
        if not (wrong or tail):
            return
        findings = list(diagnose(listed.name, stream, size, listed.records, wrong))
    yield from findings
    if tail and not any(one.fault is Fault.INSERTED for one in findings):
        what = f"{size - listed.length} bytes that no chain names"
        yield ArchiveFault(fault=Fault.INSERTED, file=listed.name, offset=listed.length, what=what)


def _check_layout(listed: ListedFile) -> Iterator[ArchiveFault]:
    """The records follow one another without a gap, up to the final length."""
    end = 0
    for one in listed.records:
        if one.extent.offset != end:
            what = f"the chain leaves out the bytes from {end} to {one.extent.offset}"
            yield ArchiveFault(fault=Fault.CHAIN, file=listed.name, offset=end, what=what)
        end = one.extent.end
    if listed.closed is not None and listed.closed != end:
        what = f"the chain closes the file at {listed.closed}, its records end at {end}"
        yield ArchiveFault(fault=Fault.CHAIN, file=listed.name, offset=end, what=what)


def _check_record(
    listed: ListedFile, one: Expected, stream: BinaryIO, withheld: Mapping[str, Withheld]
) -> ArchiveFault | bool | None:
    """None when it is right, True when its bytes are not the expected ones."""
    digest = digest_at(stream, one.extent.offset, one.extent.length)
    gone = withheld.get(one.capture or "") if one.record_id else None
    if gone is not None and not _speaks_of(gone, listed, one):
        what = "the line that withholds its body speaks of another record"
        return _finding(Fault.REPLACED, listed, one, what)
    if gone is not None:
        return _check_withheld(gone, digest, stream, listed, one)
    if digest != one.extent.sha256:
        return True
    try:
        found = proved_record(stream, one.extent.offset, one.extent.length)
    except ArchiveError as error:
        return _finding(Fault.DAMAGED, listed, one, str(error))
    fields = found.fields
    if told := _otherwise(found, listed.told.get(one.capture or ""), one.record_id):
        return _finding(Fault.REPLACED, listed, one, told)
    if one.record_id is None:
        return None
    named = (fields["warc-record-id"].strip("<>"), fields.get("warc-payload-digest", ""))
    if named != (one.record_id, f"sha256:{listed.bodies[one.record_id]}"):
        return _finding(
            Fault.REPLACED, listed, one, "the record is not the one that the chain names"
        )
    return None


def _otherwise(found: ProvedRecord, told: Kept | None, record_id: str | None) -> str:
    """What a record says of its time, address, kind or status that its line tells otherwise.

    The writer gives both the same time, to the microsecond. An address with other letters than
    ASCII stands in a record in its escaped form.
    """
    if told is None:
        return ""
    fields = found.fields
    if (date := fields.get("warc-date", "")) != written_time(told.time):
        return f"the record is of {date or 'no time'}, and the line that names it {told.time}"
    address = fields.get("warc-target-uri", "")
    if not is_written_so(address, told.url):
        named = address or "no address"
        return f"the record is of {named}, and the line that names it of {told.url}"
    kind = _kind_of(told, record_id)
    if fields["warc-type"] != kind:
        named = fields["warc-type"]
        return f"the record is a {named}, and the line that names it tells of a {kind}"
    if kind in {"response", "revisit"} and found.status != _status_of(told):
        return f"the record says {found.status}, and the line that names it {_status_of(told)}"
    return ""


def _kind_of(told: Kept, record_id: str | None) -> str:
    if record_id is None:
        return "request"
    if isinstance(told, ResourceKept):
        return "resource"
    return "response" if told.profile is None else "revisit"


def _status_of(told: Kept) -> int | None:
    return told.status if isinstance(told, ExchangeKept) else None


def _speaks_of(gone: Withheld, listed: ListedFile, one: Expected) -> bool:
    """Whether what was withheld is this very record: its file, place, id and body."""
    place = (gone.tombstone.offset, gone.tombstone.length)
    return (
        gone.file == listed.name
        and place == (one.extent.offset, one.extent.length)
        and gone.record_id == one.record_id
        and gone.sha256 == listed.bodies[gone.record_id]
    )


def _check_withheld(
    gone: Withheld, digest: str, stream: BinaryIO, listed: ListedFile, one: Expected
) -> ArchiveFault | None:
    if digest == one.extent.sha256:
        what = "the body is said to be withheld and is still there"
        return _finding(Fault.UNFINISHED, listed, one, what)
    if digest != gone.tombstone.sha256:
        what = "the body is said to be withheld and is not wholly overwritten"
        return _finding(Fault.UNFINISHED, listed, one, what)
    if not is_tombstone(stream, gone):
        what = "the body is said to be withheld, and what lies in its place is no tombstone"
        return _finding(Fault.REPLACED, listed, one, what)
    return None


def _finding(fault: Fault, listed: ListedFile, one: Expected, what: str) -> ArchiveFault:
    return ArchiveFault(
        fault=fault,
        file=listed.name,
        offset=one.extent.offset,
        what=what,
        capture=one.capture,
    )


def _is_being_written(vault: Vault, listed: ListedFile) -> bool:
    path = vault.chains / f"{listed.chain}.jsonl"
    return listed.closed is None and is_growing(path, listed.chain_end)
