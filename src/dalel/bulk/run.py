"""A run of bulk work: what is left of a plan is read, and what was read is left alone."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from typing import Final

from dalel.bulk.archive_records import TORN
from dalel.bulk.engines import Engine
from dalel.bulk.orders import Order, Task, UnitOutcome
from dalel.bulk.parts import OutFolder, Standing
from dalel.bulk.units import ArchiveUnit, Plan

_LOG: Final = logging.getLogger(__name__)
_LOOKING: Final = 16
_NOTHING: Final = Standing(is_done=False, is_torn=False, ordered_otherwise=())

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
    #: The archives that break off, those read earlier too.
    torn: list[str] = field(default_factory=list)
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
    there = _standing(plan.units, order, folder)
    left = [unit for unit in plan.units if not there[unit].is_done]
    report = RunReport(units=len(plan.units), present=len(plan.units) - len(left))
    report.torn += [unit.input for unit in plan.units if there[unit].is_torn]
    _warn_of_others(there.values())
    folder.clear(left)
    tasks = [Task(unit=unit, order=order, out=folder.url) for unit in left]
    if tasks:
        with (
            folder.running(len(plan.units)),
            closing(engine.outcomes(tasks)) as outcomes,
            watch(len(tasks)) as told,
        ):
            for outcome in outcomes:
                _take(outcome, report, folder)
                told(outcome)
    else:
        folder.note_end()
    folder.clear(left)
    return report


def _standing(
    units: Sequence[ArchiveUnit], order: Order, folder: OutFolder
) -> dict[ArchiveUnit, Standing]:
    """What there is of each unit."""
    names = folder.names()
    there = [unit for unit in units if f"{unit.name}.parquet" in names]
    with ThreadPoolExecutor(_LOOKING) as pool:
        found = dict(
            zip(there, pool.map(lambda unit: folder.standing(unit, order), there), strict=True)
        )
    return {unit: found.get(unit, _NOTHING) for unit in units}


def _warn_of_others(found: Iterable[Standing]) -> None:
    """Say how much is made again, before it is: perhaps an option was forgotten."""
    others = [one.ordered_otherwise for one in found if one.ordered_otherwise]
    if others:
        parts = dict.fromkeys(part for one in others for part in one)
        _LOG.warning(
            "%d files here were made with another setting (%s) and are made again",
            len(others),
            ", ".join(parts),
        )


def _take(outcome: UnitOutcome, report: RunReport, folder: OutFolder) -> None:
    report.peak = max(report.peak, outcome.peak)
    if outcome.failure:
        report.failures.append((outcome.unit.input, outcome.failure))
        folder.note_failure(outcome.unit, outcome.failure)
        return
    report.done += 1
    counts = dict(outcome.counts)
    report.counts.update(counts)
    if counts.get(TORN):
        report.torn.append(outcome.unit.input)
