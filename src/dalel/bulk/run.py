"""A run of bulk work: what is left of a plan is read, and what was read is left alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from typing import Final

from dalel.bulk.engines import Engine
from dalel.bulk.orders import Order, Task, UnitOutcome
from dalel.bulk.parts import OutFolder
from dalel.bulk.units import ArchiveUnit, Plan

_LOOKING: Final = 16

#: What is called with each outcome.
Told = Callable[[UnitOutcome], None]
#: What gives it while so many units are read.
Watch = Callable[[int], AbstractContextManager[Told]]


@dataclass(kw_only=True)
class RunReport:
    """What a run did; ``present`` are units that had their file already, ``peak`` megabytes."""

    units: int
    present: int = 0
    done: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    peak: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every unit has its file."""
        return self.present + self.done == self.units


@contextmanager
def _unwatched(_: int) -> Iterator[Told]:
    yield lambda _: None


def run(plan: Plan, order: Order, out: str, engine: Engine, watch: Watch = _unwatched) -> RunReport:
    """Read what is left of a plan into a folder.

    :raises DalelError: when the work cannot go on; what was done is kept.
    """
    folder = OutFolder(out).made()
    with folder.alone():
        return _run(plan, order, folder, engine, watch)


def _run(plan: Plan, order: Order, folder: OutFolder, engine: Engine, watch: Watch) -> RunReport:
    left = missing(plan.units, order, folder)
    report = RunReport(units=len(plan.units), present=len(plan.units) - len(left))
    folder.clear(left)
    tasks = [Task(unit=unit, order=order, out=folder.url) for unit in left]
    if tasks:
        with closing(engine.outcomes(tasks)) as outcomes, watch(len(tasks)) as told:
            for outcome in outcomes:
                _take(outcome, report, folder)
                told(outcome)
    folder.clear(left)
    return report


def missing(units: Sequence[ArchiveUnit], order: Order, folder: OutFolder) -> list[ArchiveUnit]:
    """The units without a Parquet file that is whole and as it is ordered now."""
    names = folder.names()
    there = [unit for unit in units if f"{unit.name}.parquet" in names]
    with ThreadPoolExecutor(_LOOKING) as pool:
        done = pool.map(lambda unit: folder.is_done(unit, order), there)
        whole = {unit.digest for unit, is_done in zip(there, done, strict=True) if is_done}
    return [unit for unit in units if unit.digest not in whole]


def _take(outcome: UnitOutcome, report: RunReport, folder: OutFolder) -> None:
    report.peak = max(report.peak, outcome.peak)
    if outcome.failure:
        report.failures.append((outcome.unit.input, outcome.failure))
        folder.note_failure(outcome.unit, outcome.failure)
        return
    report.done += 1
    report.counts.update(dict(outcome.counts))
