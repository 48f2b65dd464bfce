"""Decisions about the evidence: barring it, classing its access, and merging copies.

Decisions stand in chains of their own, which hold no body: a copy of them, kept elsewhere, is all
that a restored backup needs to know what was withheld or sealed after it was made.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.steps.archive.chains import DESK, Chain
from dalel.steps.archive.ledger import Barred, Classed, Withheld, sound_lines
from dalel.steps.archive.plain_files import open_plain
from dalel.steps.archive.vault import Vault

#: What a person decides.
Decision = Withheld | Barred | Classed


def bar(vault: Vault, address: str, *, reason: str, by: str, time: datetime) -> Barred:
    """Note that nothing which a page or post says may be kept any more.

    :raises ArchiveError: when there is no reason or nobody gave it; then nothing is noted.
    """
    _check(reason, by)
    event = Barred(address=address, reason=reason, by=by, time=time)
    _append(vault, [event])
    return event


def put_in_class(
    vault: Vault,
    about: Sequence[str],
    evidence_class: EvidenceClass,
    *,
    reason: str,
    by: str,
    time: datetime,
) -> tuple[Classed, ...]:
    """Note who may see evidence: of addresses, or captures by their links.

    :raises ArchiveError: when there is no reason or nobody gave it; then nothing is noted.
    """
    _check(reason, by)
    events = [
        Classed(about=one, evidence_class=evidence_class, reason=reason, by=by, time=time)
        for one in about
    ]
    _append(vault, events)
    return tuple(events)


def decisions(vault: Vault) -> list[Decision]:
    """All that was ever decided, in the order of time."""
    return _by_time(event for path in _chains(vault) for event in _told_in(path))


def learn(vault: Vault, chains: Iterable[bytes]) -> tuple[Decision, ...]:
    """Take over what other chains tell of decisions and ours do not; gives what was new.

    Whom they are about need not be here: what is not here cannot come back unnoticed.
    """
    known = set(decisions(vault))
    gone = {event.capture for event in known if isinstance(event, Withheld)}
    told = _by_time(event for raw in chains for event in _decisions_of(raw))
    new = dict.fromkeys(
        event
        for event in told
        if event not in known and not (isinstance(event, Withheld) and event.capture in gone)
    )
    _append(vault, list(new))
    return tuple(new)


def chains_of_decisions(vault: Vault) -> list[tuple[str, bytes]]:
    """Name and content of each chain that holds decisions."""
    return [(path.name, path.read_bytes()) for path in _chains(vault)]


def _chains(vault: Vault) -> list[Path]:
    return vault.chain_files(DESK)


def _told_in(path: Path) -> Iterator[Decision]:
    """The decisions of a chain, line by line: how long it is, is up to whoever has the disk."""
    with open_plain(path) as stream:
        yield from _decisions_in(stream)


def _decisions_of(raw: bytes) -> Iterator[Decision]:
    yield from _decisions_in(BytesIO(raw))


def _decisions_in(stream: BinaryIO) -> Iterator[Decision]:
    for line in sound_lines(stream):
        if isinstance(line.event, Withheld | Barred | Classed):
            yield line.event


def _by_time(found: Iterable[Decision]) -> list[Decision]:
    return sorted(found, key=lambda event: event.time)


def _check(reason: str, by: str) -> None:
    if not reason.strip() or not by.strip():
        raise ArchiveError("a decision about evidence has a reason and somebody who took it")


def _append(vault: Vault, events: Sequence[Decision]) -> None:
    if events:
        with Chain.claim(vault, DESK) as chain:
            chain.append(events)
