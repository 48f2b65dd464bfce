"""The board: figures of rights and sections by month, quarter and year.

Each entry is added once, to the shortest period in which it surely lies; longer periods are summed
from shorter ones. So a new entry costs what its own subjects cost, however long the record is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from dalel.domain.count_board import (
    ALL,
    Board,
    Cell,
    Counted,
    Kind,
    Period,
    PeriodLength,
    Strand,
    Subject,
    Uncounted,
)
from dalel.domain.measure_rules import MeasureRules
from dalel.steps.measure.levels import level_of

#: Shorter periods first: each is summed into the next longer ones.
_LONGER: Final = {
    PeriodLength.MONTH: (PeriodLength.QUARTER, PeriodLength.YEAR),
    PeriodLength.QUARTER: (PeriodLength.YEAR,),
    PeriodLength.YEAR: (),
}


@dataclass(slots=True)
class _Sums:
    """What adds up in a cell."""

    numbers: list[str] = field(default_factory=list)
    profile: dict[tuple[str, int, bool, Strand], int] = field(default_factory=dict)
    uncoded: int = 0
    people: int = 0
    people_known: int = 0
    open_cases: int = 0
    closed_cases: int = 0
    remedy_days: list[int] = field(default_factory=list)

    def add(self, other: "_Sums") -> None:
        """Take another cell's sums in."""
        self.numbers += other.numbers
        for key, count in other.profile.items():
            self.profile[key] = self.profile.get(key, 0) + count
        self.uncoded += other.uncoded
        self.people += other.people
        self.people_known += other.people_known
        self.open_cases += other.open_cases
        self.closed_cases += other.closed_cases
        self.remedy_days += other.remedy_days


class BoardTally:
    """The sums of a record as it grows."""

    def __init__(self, rules: MeasureRules, as_of: date) -> None:
        self._rules = rules
        self._as_of = as_of
        self._law = frozenset(rules.strands.law)
        self._remedy = frozenset(rules.strands.remedy)
        self._verified = frozenset(rules.level.verified)
        self._contested = frozenset(rules.level.contested)
        self._no_case = frozenset((*rules.cases.none, ""))
        self._settled = frozenset(rules.cases.settled)
        # By period first: an entry has one, and several subjects.
        self._sums: dict[Period, dict[Subject, _Sums]] = defaultdict(dict)
        self._left_out: dict[str, list[str]] = defaultdict(list)

    def add(self, entry: Counted) -> None:
        """Count one more entry."""
        period = entry.period
        if entry.verification in self._contested:
            self._left_out["contested"].append(entry.number)
        elif period is None:
            self._left_out["undated"].append(entry.number)
        elif (entry.day or period.first) > self._as_of:
            self._left_out["future"].append(entry.number)
        else:
            added, own = self._summed(entry), self._sums[period]
            for subject in subjects_of(entry):
                # Not by setdefault: it would make sums for each entry and throw most away.
                if subject not in own:
                    own[subject] = _Sums()
                own[subject].add(added)

    def _summed(self, entry: Counted) -> _Sums:
        sums = _Sums(numbers=[entry.number])
        if entry.is_coded:
            is_verified = entry.verification in self._verified
            key = entry.direction, entry.severity, is_verified, self.strand(entry.event_type)
            sums.profile[key] = 1
        else:
            sums.uncoded = 1
        if entry.effect.people is not None:
            sums.people, sums.people_known = entry.effect.people, 1
        if entry.case_status not in self._no_case:
            settled = entry.case_status in self._settled
            sums.closed_cases, sums.open_cases = int(settled), int(not settled)
        if entry.effect.remedied and entry.day and entry.effect.remedied >= entry.day:
            sums.remedy_days = [(entry.effect.remedied - entry.day).days]
        return sums

    def strand(self, event_type: str) -> Strand:
        """What an event type is about."""
        if event_type in self._law:
            return Strand.LAW
        return Strand.REMEDY if event_type in self._remedy else Strand.PRACTICE

    def board(self) -> Board:
        """All cells as they stand now."""
        return Board(
            cells={
                (subject, period): self._cell(subject, period, sums, period.span)
                for subject, own in _by_subject(self._sums).items()
                for period, sums in _with_longer(own).items()
            },
            left_out=Uncounted(
                **{why: tuple(sorted(all_)) for why, all_ in self._left_out.items()}
            ),
            as_of=self._as_of,
        )

    def cells_of(self, entry: Counted) -> Iterator[Cell]:
        """The cells that an entry touches: all that changes when it was added."""
        if entry.period is None:
            return
        year = entry.period.within(PeriodLength.YEAR)
        touched = {entry.period, *map(entry.period.within, _LONGER[entry.period.span])}
        own = _by_subject(
            {p: sums for p, sums in self._sums.items() if p.within(PeriodLength.YEAR) == year}
        )
        for subject in subjects_of(entry):
            summed = _with_longer(own.get(subject, {}))
            for period in sorted(touched & summed.keys()):
                yield self._cell(subject, period, summed[period], period.span)

    def printed(self, entries: Iterable[Counted], span: PeriodLength) -> dict[Subject, Cell]:
        """The cells of an edition, which counts what it prints, whenever that happened."""
        sums: dict[Subject, _Sums] = defaultdict(_Sums)
        for entry in entries:
            if entry.verification not in self._contested:
                for subject in subjects_of(entry):
                    sums[subject].add(self._summed(entry))
        return {subject: self._cell(subject, None, own, span) for subject, own in sums.items()}

    def _cell(
        self, subject: Subject, period: Period | None, sums: _Sums, span: PeriodLength
    ) -> Cell:
        directions: Counter[str] = Counter()
        severities: Counter[int] = Counter()
        strands: Counter[Strand] = Counter()
        verified = 0
        for (direction, severity, is_verified, strand), count in sums.profile.items():
            directions[direction] += count
            severities[severity] += count
            strands[strand] += count
            verified += count * is_verified
        level, because = level_of(sums.profile, span, self._rules.level)
        return Cell(
            subject=subject,
            period=period,
            numbers=tuple(sorted(sums.numbers)),
            uncoded=sums.uncoded,
            directions=directions,
            severities=severities,
            strands=strands,
            verified=verified,
            people=sums.people,
            people_known=sums.people_known,
            open_cases=sums.open_cases,
            closed_cases=sums.closed_cases,
            remedy_days=tuple(sorted(sums.remedy_days)),
            level=level,
            because=because,
        )


def board(entries: Iterable[Counted], rules: MeasureRules, as_of: date) -> Board:
    """The board of some entries, as of a day: what is dated later is left out."""
    tally = BoardTally(rules, as_of)
    for entry in entries:
        tally.add(entry)
    return tally.board()


def subjects_of(entry: Counted) -> tuple[Subject, ...]:
    """In which rows of the board an entry counts."""
    rights = dict.fromkeys(entry.rights)
    return (ALL, _section(entry.section), *map(_right, rights))


# One object each: looking a row up then compares no names.
@cache
def _section(number: int) -> Subject:
    return Subject(kind=Kind.SECTION, code=str(number))


@cache
def _right(code: str) -> Subject:
    return Subject(kind=Kind.RIGHT, code=code)


def _by_subject(
    sums: Mapping[Period, Mapping[Subject, _Sums]],
) -> dict[Subject, dict[Period, _Sums]]:
    found: dict[Subject, dict[Period, _Sums]] = defaultdict(dict)
    for period, subjects in sums.items():
        for subject, own in subjects.items():
            found[subject][period] = own
    return found


def _with_longer(own: dict[Period, _Sums]) -> dict[Period, _Sums]:
    """The periods as they were added to, and those summed from them."""
    summed: dict[Period, _Sums] = {}
    for period, sums in own.items():
        # Here once, and not in each longer period anew.
        sums.numbers.sort()
        for longer in (period, *map(period.within, _LONGER[period.span])):
            if longer not in summed:
                summed[longer] = _Sums()
            summed[longer].add(sums)
    return summed
