"""Faults of the evidence, and the report of a verification."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dalel.domain.public_seal import PublicSeal
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
    #: It is not what somebody else was shown.
    WITNESS = "witness"
    #: A revisit refers to a capture that is not there, or has another body.
    REVISIT = "revisit"
    #: A body is said to be withheld, and something of it is still there.
    UNFINISHED = "unfinished"
    #: A row of the database claims something of the evidence that it does not hold.
    ROW = "row"


@dataclass(frozen=True, kw_only=True)
class ArchiveFault:
    """Something wrong: in which file, at which byte, and what it does to which capture."""

    fault: Fault
    file: str
    offset: int | None
    what: str
    capture: str | None = None
    #: The day that the line tells of what it touches, where one does.
    day: date | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A seal that an authority confirmed at a time; ``proved``: up to a root that we trust.

    ``sealed`` is the time that the seal itself tells. ``own_root`` names the root by which it is
    proved when that is one of this home, and none that comes with the program.
    """

    seal: str
    sealed: datetime
    authority: str
    time: datetime
    proved: bool
    own_root: str = ""


@dataclass(frozen=True, kw_only=True)
class HeldRows:
    """How many rows of a kind were held against the evidence, and how many could not be."""

    kind: str
    held: int
    not_held: int = 0
    #: Why those could not be.
    why: str = ""
    #: Those of which all stands in the evidence, but of which today something else is read.
    otherwise: tuple[str, ...] = ()
    #: Of those that could not be held the ones that a person has to look at.
    to_see: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WitnessProof:
    """How far the evidence is proved against whoever keeps it."""

    #: Seals of others that are here, by day; and those that are not.
    agreed: tuple[PublicSeal, ...] = ()
    differing: tuple[PublicSeal, ...] = ()
    #: Seals of here that a list of others lacks, though it goes on behind them.
    unlisted: tuple[PublicSeal, ...] = ()
    #: The last seal that somebody else kept, or that an authority proved.
    until: PublicSeal | None = None
    #: How many captures lie behind it, by day.
    unproved: tuple[tuple[date, int], ...] = ()
    #: How many decisions lie behind it.
    undated: int = 0

    @property
    def first_difference(self) -> date | None:
        """The first day whose seal is another here, none or one too many; None: none is known."""
        differing = (*self.differing, *self.unlisted)
        return min((seal.day for seal in differing if seal.day), default=None)

    @property
    def last_agreement(self) -> date | None:
        """The last day before the first difference up to which all is as the witnesses say."""
        first = self.first_difference
        days = (seal.day for seal in self.agreed if seal.day)
        return max((day for day in days if first is None or day < first), default=None)


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
    proof: WitnessProof
    findings: tuple[ArchiveFault, ...]
    #: Lines that withhold a capture of which no line tells here.
    withheld_elsewhere: tuple[Withheld, ...] = ()
    #: Files whose end was not read, since a process is writing it.
    unread: tuple[str, ...] = ()
    #: Rows of the database that were held against the evidence; none where there is no database.
    rows: tuple[HeldRows, ...] = ()

    @property
    def sound(self) -> bool:
        """Nothing is wrong. What is withheld is not wrong."""
        return not self.findings

    @property
    def first_touched(self) -> date | None:
        """The first day that is touched by what is wrong, as far as the lines tell it."""
        return min((one.day for one in self.findings if one.day), default=None)
