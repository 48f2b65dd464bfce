"""What one would take instead of plain processes or Dask: Daft, and Ray Data, on this machine.

``python tools/bulk_speed.py ... --only two --only daft --only ray`` has them run our step. Neither
is installed with Dalel: ``pip install "daft==0.7.26" "ray[data]==2.60.0"`` beside it. Both tell
their makers of each use unless they are told not to, as here; ``unshare -n`` makes sure of it.
"""

import os
import pickle
from collections.abc import Generator, Iterable, Sequence
from typing import Any, Final

#: Before either is imported.
os.environ |= {
    "DO_NOT_TRACK": "true",
    "DAFT_ANALYTICS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
}

from dalel.bulk.orders import Task, UnitOutcome
from dalel.bulk.unit_work import do

_WIDTH: Final = 2


def _done(task: bytes) -> bytes:
    return pickle.dumps(do(pickle.loads(task)))  # noqa: S301 - our own


def _all_done(_step: object, tasks: Iterable[bytes]) -> list[bytes]:
    return [_done(one) for one in tasks]


class Daft:
    """A column of tasks, a function of a process for each core."""

    width = _WIDTH

    def outcomes(self, tasks: Sequence[Task]) -> Generator[UnitOutcome, None, None]:
        """The outcome of each task."""
        import daft  # noqa: PLC0415 - nobody needs it who does not ask for it

        class Step:
            done = daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)(_all_done)

        step = daft.cls(use_process=True, max_concurrency=_WIDTH)(Step)()
        frame = daft.from_pydict({"task": [pickle.dumps(one) for one in tasks]})
        frame = frame.into_batches(1).select(step.done(frame["task"]).alias("outcome"))
        for row in frame.iter_rows():
            yield pickle.loads(row["outcome"])  # noqa: S301 - our own


class RayData:
    """A dataset of tasks, mapped by an actor for each core."""

    width = _WIDTH

    def outcomes(self, tasks: Sequence[Task]) -> Generator[UnitOutcome, None, None]:
        """The outcome of each task."""
        import ray  # noqa: PLC0415 - as above

        class Step:
            def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
                return {"outcome": _done(row["task"])}

        ray.init(num_cpus=_WIDTH, include_dashboard=False, log_to_driver=False)
        try:
            ray.data.DataContext.get_current().enable_progress_bars = False
            rows = [{"task": pickle.dumps(one)} for one in tasks]
            pool = ray.data.ActorPoolStrategy(size=_WIDTH)
            items = ray.data.from_items(rows, override_num_blocks=max(len(rows), 1))
            for row in items.map(Step, compute=pool).iter_rows():
                yield pickle.loads(row["outcome"])  # noqa: S301 - our own
        finally:
            ray.shutdown()
