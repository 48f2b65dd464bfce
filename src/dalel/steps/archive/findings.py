"""Faults of the evidence, and the report of a verification."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dalel.steps.archive.ledger import Withheld


class Fault(StrEnum):
    """What is wrong."""

    DAMAGED = "damaged"
    MISSING = "missing"
    TRUNCATED = "truncated"
    MOVED = "moved"
    REPLACED = "replaced"
    INSERTED = "inserted"
    #: A file that no chain names.
    UNLISTED = "unlisted"
    #: A line of a chain that cannot be read, or does not follow from the one before.
    CHAIN = "chain"
    #: A chain does not hold the link that a seal, or the store, says it had.
    SEAL = "seal"
    TIMESTAMP = "timestamp"
    #: A revisit refers to a capture that is not there, or has another body.
    REVISIT = "revisit"
    #: A body is said to be withheld, and something of it is still there.
    UNFINISHED = "unfinished"


@dataclass(frozen=True, kw_only=True)
class ArchiveFault:
    """Something wrong: in which file, at which byte, and what it does to which capture."""

    fault: Fault
    file: str
    offset: int | None
    what: str
    capture: str | None = None


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A seal that an authority confirmed at a time; ``proved``: up to a root that we trust."""

    seal: str
    authority: str
    time: datetime
    proved: bool


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that ``verify`` can say."""

    chains: int
    files: int
    captures: int
    bytes_read: int
    seals: int
    stamps: tuple[Stamp, ...]
    withheld: tuple[Withheld, ...]
    findings: tuple[ArchiveFault, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong. What is withheld is not wrong."""
        return not self.findings
