"""Works that processes of an engine do in tests, instead of reading archives."""

import os
import signal
import time
from pathlib import Path

from dalel.bulk.orders import Order, OrderError, Task, UnitOutcome
from dalel.bulk.units import ArchiveUnit

ORDER = Order(pack="", pack_id="xt", pack_digest="", model_digest="", model_name="")


def tasks(count: int, out: Path) -> list[Task]:
    return [
        Task(unit=ArchiveUnit(input=f"{at:03}"), order=ORDER, out=str(out)) for at in range(count)
    ]


def done(task: Task, *, now: int = 0) -> UnitOutcome:
    """Tells in a file which process did it."""
    (Path(task.out) / task.unit.input).write_text(str(os.getpid()))
    return UnitOutcome(unit=task.unit, counts=(("rows", 1),), now=now)


def large(task: Task) -> UnitOutcome:
    """Ends with more memory than a worker may have."""
    return done(task, now=5000)


def mortal(task: Task) -> UnitOutcome:
    """Dies three times at each unit, then does it."""
    deaths = Path(task.out) / f"{task.unit.input}.deaths"
    count = len(deaths.read_text()) if deaths.exists() else 0
    if count < 3:
        deaths.write_text("x" * (count + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return done(task)


def deadly(task: Task) -> UnitOutcome:
    """Never ends but by death, at one unit."""
    if task.unit.input == "001":
        os._exit(3)
    return done(task)


def refusing(task: Task) -> UnitOutcome:
    """Cannot do anything here."""
    raise OrderError(f"{task.unit.input}: not here")


def stumbling(task: Task) -> UnitOutcome:
    """Finds the disk full."""
    raise OSError(28, "No space left on device")


def endless(task: Task) -> UnitOutcome:
    """Is at work until it is ended, and says how."""
    place = Path(task.out) / f"{task.unit.input}.{os.getpid()}"
    place.touch()
    try:
        time.sleep(600)
    finally:
        place.with_suffix(".ended").touch()
    return done(task)
