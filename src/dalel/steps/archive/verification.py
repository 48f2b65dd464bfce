"""Verification that all evidence is still what was kept.

Offline, and in memory that does not grow with the number of captures: the chains are read twice,
once for what other lines will be needed, once with the WARC files beside them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.x509 import Certificate

from dalel.domain.errors import TimestampError
from dalel.domain.public_seal import PublicSeal
from dalel.steps.archive.chains import SEAL, is_chain, is_growing, is_held, is_in_place
from dalel.steps.archive.file_check import ListedFile, check_file
from dalel.steps.archive.findings import ArchiveFault, Fault, Report, Stamp
from dalel.steps.archive.ledger import (
    GENESIS,
    LONGEST_LINE,
    Barred,
    ChainHead,
    Classed,
    ExchangeKept,
    FileClosed,
    FileOpened,
    Kept,
    LedgerLine,
    ResourceKept,
    Sealed,
    Stamped,
    Withheld,
    raw_lines,
    read_line,
)
from dalel.steps.archive.plain_files import is_plain
from dalel.steps.archive.seals import day_of
from dalel.steps.archive.timestamps import is_proved, own_root, time_of
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.witness_check import WitnessCheck

#: So many letters of a reason or a name are told.
_SHOWN: Final = 200


@dataclass
class _Known:
    """What the first reading of the chains gathers."""

    #: The first line, by chain and place, that withholds each capture.
    withheld: dict[str, Withheld] = field(default_factory=dict)
    #: Those of them that a line tells of.
    there: set[str] = field(default_factory=set)
    heads: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    seals: dict[str, Sealed] = field(default_factory=dict)
    stamped: list[tuple[LedgerLine, Stamped]] = field(default_factory=list)
    #: Captures that revisits refer to, and the body that they must have.
    referred: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    holders: dict[str, str] = field(default_factory=dict)
    captures: int = 0
    #: Up to where each chain is read, the same in both readings: it may grow meanwhile.
    ends: dict[Path, int] = field(default_factory=dict)
    #: Files of which a process writes the rest now.
    unread: list[str] = field(default_factory=list)


def verify(
    vault: Vault,
    *,
    heads: Iterable[ChainHead] = (),
    witnesses: Collection[PublicSeal] = (),
    lists: Collection[Collection[PublicSeal]] = (),
    roots: Collection[Certificate] = (),
) -> Report:
    """Read all evidence and say all that is wrong with it.

    ``heads`` are links that the rows know: the chains must hold them. ``witnesses`` are seals that
    somebody else kept; ``lists`` are those among them that name every seal up to their last one.
    ``roots`` are the certificates of time-stamping authorities that are
    trusted; a timestamp that leads to none of them proves nothing, and is only checked to speak of
    its seal.
    """
    known = _Known()
    for head in heads:
        known.heads[head.chain, head.number].add(head.link)
    findings: list[ArchiveFault] = []
    paths = [path for path in vault.chain_files() if is_chain(path)]
    findings += _strange_files(path for path in vault.chain_places() if path not in paths)
    # Seals first: what they name was there before them.
    for path in sorted(paths, key=lambda path: not path.stem.startswith(SEAL)):
        known.ends[path] = path.stat().st_size
    sizes = vault.warc_files()
    for path in paths:
        findings += _read_chain(path, known)
    stamps, wrong = _check_stamps(known, roots)
    findings += wrong
    proved = {one.seal for one in stamps if one.proved}
    check = WitnessCheck(known.seals, _dated(witnesses, known), proved, lists)
    files: list[ListedFile] = []
    for path in paths:
        findings += _check_links(path, known, check)
        for listed in _files_of(path, known):
            files.append(replace(listed, records=[], bodies={}, days={}, told={}))
            findings += check_file(vault, listed, sizes.get(listed.name), known.withheld)
    named = {listed.name for listed in files}
    findings += _unlisted(vault, sizes.keys() - named, known)
    findings += _missing_links(known)
    findings += _check_revisits(known)
    findings += check.findings()
    return Report(
        chains=len(paths),
        files=len(files),
        captures=known.captures,
        bytes_read=sum(sizes.values()),
        seals=len(known.seals),
        stamps=tuple(stamps),
        withheld=tuple(one for link, one in known.withheld.items() if link in known.there),
        withheld_elsewhere=tuple(
            one for link, one in known.withheld.items() if link not in known.there
        ),
        proof=check.proof(),
        findings=tuple(findings),
        unread=tuple(known.unread),
    )


def _dated(witnesses: Collection[PublicSeal], known: _Known) -> list[PublicSeal]:
    """Each seal once, with its day when any of those who kept it noted it, or a timestamp tells."""
    days = {seal.link: seal.day for seal in witnesses if seal.day is not None}
    links = dict.fromkeys(seal.link for seal in witnesses)
    for _, stamped in known.stamped:
        if stamped.seal in links and stamped.seal not in days:
            with suppress(TimestampError):
                days[stamped.seal] = day_of(time_of(stamped.token, stamped.seal))
    return [PublicSeal(day=days.get(link), link=link) for link in links]


def _read_chain(path: Path, known: _Known) -> Iterator[ArchiveFault]:
    """Prove that each line follows from the one before, and gather what is needed later."""
    day: date | None = None
    before: ChainHead | None = ChainHead(chain=path.stem, number=0, link=GENESIS)
    with path.open("rb") as stream:
        for offset, raw in _lines_until(stream, known.ends[path]):
            if not raw.endswith(b"\n") and _is_unfinished(path, raw):
                known.ends[path] = offset
                known.unread.append(path.name)
                return
            try:
                line = _whole_line(raw)
            except ValueError as error:
                yield _broken(path, offset, str(error), day)
                before = None
                continue
            if line.chain != path.stem:
                yield _broken(path, offset, f"a line of chain {line.chain}", day)
            elif before is not None and (line.number - 1, line.previous) != (
                before.number,
                before.link,
            ):
                what = f"line {line.number} does not follow from line {before.number}"
                yield _broken(path, offset, what, day)
            before = line.head
            day = _day_of(line) or day
            if is_in_place(line):
                yield from _withheld_again(path, offset, line, known)
                _gather(line, known)
            else:
                what = f"line {line.number} is of a kind that is not written to this chain"
                yield _broken(path, offset, what, day)


def _lines_until(stream: BinaryIO, end: int) -> Iterator[tuple[int, bytes]]:
    return takewhile(lambda pair: pair[0] < end, raw_lines(stream))


def _whole_line(raw: bytes) -> LedgerLine:
    """:raises ValueError: when it is no line that this program finished."""
    if not raw.endswith(b"\n"):
        raise ValueError(
            "the line is cut off" if len(raw) < LONGEST_LINE else "the line is too long for one"
        )
    return read_line(raw[:-1])


def _is_unfinished(path: Path, raw: bytes) -> bool:
    """Whether the last line of a chain is one that somebody is writing now."""
    begins = f'{{"chain":"{path.stem}","event":{{'.encode()
    return len(raw) < LONGEST_LINE and raw[: len(begins)] == begins[: len(raw)] and is_held(path)


def _sound_lines(path: Path, known: _Known) -> Iterator[LedgerLine]:
    """The lines that can be read, as far as the first reading came."""
    with path.open("rb") as stream:
        for _, raw in _lines_until(stream, known.ends[path]):
            try:
                line = read_line(raw.removesuffix(b"\n"))
            except ValueError:
                continue
            if is_in_place(line):
                yield line


def _withheld_again(
    path: Path, offset: int, line: LedgerLine, known: _Known
) -> Iterator[ArchiveFault]:
    """A body is withheld once: whoever says so again says another reason, person or time."""
    if isinstance(line.event, Withheld) and (first := known.withheld.get(line.event.capture)):
        what = (
            f"line {line.number} withholds again what was withheld already: "
            f"{line.event.reason[:_SHOWN]} ({line.event.by[:_SHOWN]}); the first line counts: "
            f"{first.reason[:_SHOWN]} ({first.by[:_SHOWN]})"
        )
        yield replace(_broken(path, offset, what, _day_of(line)), capture=line.event.capture)


def _gather(line: LedgerLine, known: _Known) -> None:
    match line.event:
        case Withheld() as withheld:
            known.withheld.setdefault(withheld.capture, withheld)
        case Sealed() as sealed:
            known.seals[line.link] = sealed
            for head in sealed.heads:
                known.heads[head.chain, head.number].add(head.link)
        case Stamped() as stamped:
            known.stamped.append((line, stamped))
        case ExchangeKept() | ResourceKept() as kept:
            _gather_kept(kept, known)
        case FileOpened() | FileClosed() | Barred() | Classed():
            pass


def _gather_kept(kept: ExchangeKept | ResourceKept, known: _Known) -> None:
    known.captures += 1
    if isinstance(kept, ExchangeKept) and kept.body_of is not None:
        known.referred[kept.body_of].add(kept.sha256)


def _check_links(path: Path, known: _Known, check: WitnessCheck) -> Iterator[ArchiveFault]:
    """Compare the lines with what seals, witnesses and revisits say of them."""
    for line in _sound_lines(path, known):
        check.look(line)
        if line.link in known.withheld and isinstance(line.event, Kept):
            known.there.add(line.link)
        for link in known.heads.pop((line.chain, line.number), ()):
            if link != line.link:
                what = f"line {line.number} is not the one that was sealed or noted"
                yield ArchiveFault(
                    fault=Fault.SEAL, file=path.name, offset=None, what=what, day=_day_of(line)
                )
        event = line.event
        if (
            line.link in known.referred
            and isinstance(event, ExchangeKept)
            and event.body_of is None
        ):
            known.holders[line.link] = event.sha256


def _files_of(path: Path, known: _Known) -> Iterator[ListedFile]:
    """The WARC files of a chain, each with the lines that speak of it."""
    listed: ListedFile | None = None
    for line in _sound_lines(path, known):
        match line.event:
            case (
                FileOpened(file=file)
                | ExchangeKept(file=file)
                | ResourceKept(file=file)
                | FileClosed(file=file)
            ):
                if listed is None or listed.name != file:
                    if listed is not None:
                        yield listed
                    listed = ListedFile(name=file, chain=path.stem, chain_end=known.ends[path])
                listed.add(line)
            case _:
                continue
    if listed is not None:
        yield listed


def _strange_files(paths: Iterable[Path]) -> Iterator[ArchiveFault]:
    for path in paths:
        what = "no chain of this program is called so, or it is no plain file; it was not read"
        yield ArchiveFault(fault=Fault.UNLISTED, file=path.name, offset=None, what=what)


def _unlisted(vault: Vault, names: Iterable[str], known: _Known) -> Iterator[ArchiveFault]:
    begun: set[Path] = set()
    for name in sorted(names):
        # A worker makes the file just before the line that tells of it: one, and no more.
        chain = vault.chains / f"{name.rpartition('-')[0]}.jsonl"
        is_next = chain not in begun and is_plain(chain)
        if is_next and is_growing(chain, known.ends.get(chain, 0)):
            begun.add(chain)
            known.unread.append(name)
        else:
            what = "no chain names this file"
            yield ArchiveFault(fault=Fault.UNLISTED, file=name, offset=None, what=what)


def _missing_links(known: _Known) -> Iterator[ArchiveFault]:
    for chain, number in sorted(known.heads):
        what = f"line {number}, which was sealed or noted, is missing"
        yield ArchiveFault(fault=Fault.SEAL, file=f"{chain}.jsonl", offset=None, what=what)


def _check_revisits(known: _Known) -> Iterator[ArchiveFault]:
    for link, bodies in known.referred.items():
        held = known.holders.get(link)
        if bodies != {held}:
            what = "the capture that holds the body is " + (
                "missing" if held is None else "another"
            )
            yield ArchiveFault(fault=Fault.REVISIT, file="", offset=None, what=what, capture=link)


def _check_stamps(
    known: _Known, roots: Collection[Certificate]
) -> tuple[list[Stamp], list[ArchiveFault]]:
    stamps: list[Stamp] = []
    findings: list[ArchiveFault] = []
    for line, stamped in known.stamped:
        try:
            if stamped.seal not in known.seals:
                raise TimestampError("the seal that it confirms is missing")
            time = time_of(stamped.token, stamped.seal)
        except TimestampError as error:
            file = f"{line.chain}.jsonl"
            findings.append(
                ArchiveFault(fault=Fault.TIMESTAMP, file=file, offset=None, what=str(error))
            )
            continue
        stamps.append(
            Stamp(
                seal=stamped.seal,
                sealed=known.seals[stamped.seal].time,
                authority=stamped.authority,
                time=time,
                proved=is_proved(stamped.token, stamped.seal, roots),
                own_root=own_root(stamped.token, stamped.seal, roots),
            )
        )
    return stamps, findings


def _day_of(line: LedgerLine) -> date | None:
    time: datetime | None = getattr(line.event, "time", None)
    return None if time is None else day_of(time)


def _broken(path: Path, offset: int, what: str, day: date | None) -> ArchiveFault:
    """``day`` is that of the last line before it: all up to there was in order."""
    return ArchiveFault(fault=Fault.CHAIN, file=path.name, offset=offset, what=what, day=day)
