"""The engine of a cluster: Dask's scheduler hands units to its workers and retries them.

Workers need this package, the pack, and the places that the plan and ``--out`` name.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final

from dalel.bulk.engines import EngineError
from dalel.bulk.orders import OrderError, Task, UnitOutcome
from dalel.bulk.unit_work import do

_LOG: Final = logging.getLogger(__name__)
#: How often Dask tries a unit again by itself when it raised an error.
_RETRIES: Final = 2
#: How often a unit is handed in anew of which Dask says that it kills workers: a page at which
#: they die takes two of them, and there may be several in one unit.
_ANEW: Final = 8
_SECONDS: Final = 30
_LOUD: Final = ("distributed.client", "distributed.utils", "distributed.core", "distributed.comm")


class ClusterError(EngineError):
    """The cluster cannot be reached, or is gone."""


@dataclass(kw_only=True)
class DaskCluster:
    """A cluster by the address of its scheduler, as ``tcp://host:8786``."""

    address: str
    _anew: Counter[str] = field(default_factory=Counter)
    _client: Any = None

    @property
    def width(self) -> int:
        """How many workers there are now."""
        return len(self._client.scheduler_info()["workers"]) if self._client else 1

    def outcomes(self, tasks: Sequence[Task]) -> Generator[UnitOutcome, None, None]:
        """The outcome of each task, in the order in which they end.

        :raises ClusterError: when the scheduler does not answer, or answers no more.
        :raises OrderError: when a worker cannot do what was ordered.
        """
        import distributed  # noqa: PLC0415 - an extra

        # It has annotations in some places only.
        as_completed: Any = distributed.as_completed
        with closing(_connected(self.address)) as client:
            self._client = client
            wait_for_workers(client, self.address)
            by_key = {_key(task): task for task in tasks}
            # Nobody else holds the futures: what a worker keeps for one that was taken would be
            # read again when that worker dies.
            coming = as_completed(
                client.map(do, tasks, key=list(by_key), retries=_RETRIES, pure=False)
            )
            try:
                while not coming.is_empty():
                    found = self._next(coming, by_key)
                    if found is not None:
                        yield found
            finally:
                self._client = None

    def _next(self, coming: Any, by_key: Mapping[str, Task]) -> UnitOutcome | None:
        """The next outcome; None when its task is done once more."""
        future = next(coming)
        if future.status == "lost":
            # Its worker died before it was taken: the scheduler has it done again.
            coming.add(future)
            return None
        task = by_key[future.key.partition("#")[0]]
        try:
            found = self._found(future, task)
        except OSError as error:
            raise self._gone() from error
        if found is None:
            coming.add(self._again(self._client, task))
        return found

    def _found(self, future: Any, task: Task) -> UnitOutcome | None:
        """What became of a task; None when it is to be handed in anew."""
        from distributed import KilledWorker  # noqa: PLC0415

        if future.status == "cancelled":
            raise self._gone()
        if future.status == "finished":
            outcome: UnitOutcome = future.result()
            return outcome
        error = future.exception()
        if isinstance(error, KilledWorker):
            self._anew[task.unit.digest] += 1
            if self._anew[task.unit.digest] <= _ANEW:
                return None
            return UnitOutcome(unit=task.unit, failure=f"{task.unit.input}: workers die at it")
        if isinstance(error, OrderError):
            raise error
        return UnitOutcome(
            unit=task.unit, failure=f"{task.unit.input}: {type(error).__name__}: {error}"
        )

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"{self.address}: the scheduler is gone or forgot the work; run the same again once it "
            "is there: what was done is kept"
        )

    def _again(self, client: Any, task: Task) -> Any:
        key = f"{_key(task)}#{self._anew[task.unit.digest]}"
        return client.submit(do, task, key=key, retries=_RETRIES, pure=False)


def wait_for_workers(client: Any, address: str, patience: float = _SECONDS) -> None:
    """Wait for the first worker, which may stand in a queue; each time of patience it is told."""
    while True:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            _LOG.warning(
                "%s: no worker has joined the scheduler yet, so nothing is read. Start some: "
                "dask worker %s --nthreads 1",
                address,
                address,
            )
        else:
            return


def _key(task: Task) -> str:
    # Another order, or another folder, is another piece of work.
    said = task.order.said_of(task.unit) + f"{task.unit.size} {task.out}".encode()
    return f"dalel-{task.unit.digest}-{hashlib.sha256(said).hexdigest()[:12]}"


def _connected(address: str) -> Any:
    import distributed  # noqa: PLC0415

    client: Any = distributed.Client
    # What it tells there is a traceback of its own; what went wrong is told by our errors.
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return client(address, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler of Dask answers: {error}") from error
