"""Counting of entries by right, section and period: the board and its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dalel.domain.reason import Reason

#: Directions of what narrows a right.
_NARROWS: Final = frozenset({"negative", "mixed"})


class Strand(StrEnum):
    """What an entry is about: the rules, how they are lived, or how a wrong is put right."""

    LAW = "law"
    PRACTICE = "practice"
    REMEDY = "remedy"


class Level(StrEnum):
    """How far a right is observed, as the record shows it."""

    UNKNOWN = "not enough data"
    OBSERVED = "observed"
    PRESSED = "under pressure"
    VIOLATED = "violated"
    GRAVE = "gravely violated"


class PeriodLength(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Kind(StrEnum):
    """Of what a board has a row: everything, a section or a right."""

    ALL = "all"
    SECTION = "section"
    RIGHT = "right"


_MONTHS: Final = {PeriodLength.MONTH: 1, PeriodLength.QUARTER: 3, PeriodLength.YEAR: 12}


@dataclass(frozen=True, kw_only=True, order=True)
class Period:
    """A month, quarter or year; ``first`` is its first day."""

    first: date
    span: PeriodLength

    @classmethod
    def of(cls, day: date, span: PeriodLength) -> "Period":
        """The period in which a day lies."""
        months = _MONTHS[span]
        return cls(first=date(day.year, (day.month - 1) // months * months + 1, 1), span=span)

    @classmethod
    def named(cls, name: str) -> "Period":
        """The period of a name.

        :raises ValueError: when there is none of this name.
        """
        if len(name) > len("2025-Q4"):
            raise ValueError(f"No period is called {name[:20]}.")
        year, _, part = name.partition("-")
        if part.startswith("Q"):
            return cls(first=date(int(year), 3 * int(part[1:]) - 2, 1), span=PeriodLength.QUARTER)
        span = PeriodLength.MONTH if part else PeriodLength.YEAR
        return cls(first=date(int(year), int(part or 1), 1), span=span)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Period":
        """The one after it."""
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + _MONTHS[self.span], 12)
        return Period(first=date(year, month + 1, 1), span=self.span)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.following.first - self.first).days

    @property
    def name(self) -> str:
        """``2025-10``, ``2025-Q4`` or ``2025``, as addresses and files call it."""
        if self.span is PeriodLength.MONTH:
            return f"{self.first:%Y-%m}"
        quarter = f"-Q{(self.first.month + 2) // 3}" if self.span is PeriodLength.QUARTER else ""
        return f"{self.first.year}{quarter}"

    def within(self, span: PeriodLength) -> "Period":
        """The longer period in which it lies."""
        return Period.of(self.first, span)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A row of the board: ``code`` is a right's code or a section's number, empty for all."""

    kind: Kind
    code: str = ""


ALL: Final = Subject(kind=Kind.ALL)
#: From this severity on entries are called severe, and told of by themselves.
SEVERE: Final = 4
#: Why a period without entries has no level.
NOTHING: Final = Reason(code="level_without_entries")


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What people found out about an entry beside its codes.

    ``people`` is how many it affected, ``remedied`` the day on which it was put right.
    """

    people: int | None = None
    remedied: date | None = None


#: Nobody has looked yet.
UNKNOWN_EFFECT: Final = Effect()


@dataclass(frozen=True, kw_only=True)
class Counted:
    """An entry as it is counted. Empty codes are missing ones; ``severity`` 0 too.

    ``period`` is the shortest period in which it surely lies, None where it has no date; ``day`` is
    its day, where that is known. ``actors`` are established, ``alleged`` only said to have acted.
    ``reports`` tells when each source had it; empty for what was imported. ``steps`` are dated case
    statuses. ``hit`` are those affected whom the naming rule lets us name. ``printed`` is the last
    day of the edition that told it first.
    """

    number: str
    section: int
    period: Period | None = None
    day: date | None = None
    event_type: str = ""
    direction: str = ""
    severity: int = 0
    verification: str = ""
    case_status: str = ""
    rights: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    effect: Effect = UNKNOWN_EFFECT
    reports: Mapping[str, date] = field(default_factory=dict)
    steps: tuple[tuple[date, str], ...] = ()
    printed: date | None = None

    @property
    def is_coded(self) -> bool:
        """Whether anybody coded it."""
        return bool(self.event_type)

    @property
    def narrows(self) -> bool:
        """Whether it narrows a right, be it that it also widens one."""
        return self.direction in _NARROWS


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A subject in a period, or in an edition (None).

    ``numbers`` are the entries, so that each figure can be traced. ``people`` sums those of the
    ``people_known`` entries of which they are known; ``open_cases`` and ``closed_cases`` count
    legal matters; ``remedy_days`` lists the days from each happening to its remedy, where both are
    known to the day. ``because`` is the rule that gives the level.
    """

    subject: Subject
    period: Period | None
    numbers: tuple[str, ...] = ()
    uncoded: int = 0
    directions: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[int, int] = field(default_factory=dict)
    strands: Mapping[Strand, int] = field(default_factory=dict)
    verified: int = 0
    people: int = 0
    people_known: int = 0
    open_cases: int = 0
    closed_cases: int = 0
    remedy_days: tuple[int, ...] = ()
    level: Level = Level.UNKNOWN
    because: Reason = NOTHING

    @property
    def total(self) -> int:
        """How many entries."""
        return len(self.numbers)

    @property
    def coded(self) -> int:
        """How many of them are coded: the denominator of everything that codes tell."""
        return self.total - self.uncoded

    @property
    def severe(self) -> int:
        """How many of the coded entries are called severe."""
        return sum(count for severity, count in self.severities.items() if severity >= SEVERE)


@dataclass(frozen=True, kw_only=True)
class Uncounted:
    """Entries that no period counts, by why: their numbers."""

    undated: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Board:
    """All cells that hold anything, by subject and period, and what is in none."""

    cells: Mapping[tuple[Subject, Period], Cell]
    left_out: Uncounted
    as_of: date

    def cell(self, subject: Subject, period: Period) -> Cell:
        """A cell, also one without entries."""
        found = self.cells.get((subject, period))
        return found or Cell(subject=subject, period=period)

    def periods(self, span: PeriodLength) -> tuple[Period, ...]:
        """The periods of this length from the first to the last entry, without gaps."""
        used = sorted({period for _, period in self.cells if period.span is span})
        if not used:
            return ()
        run = [used[0]]
        while run[-1] < used[-1]:
            run.append(run[-1].following)
        return tuple(run)
