"""The engine of one machine: a process for each core, replaced when it dies or grows too large."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from dalel.bulk.engines import EngineError
from dalel.bulk.orders import Task, UnitOutcome
from dalel.bulk.unit_work import do

#: A worker that has more between two units makes room for a new one. All models together, which are
#: loaded as pages ask for them, took some 600.
MEGABYTES: Final = 700
#: So many units are enough for one worker, whatever it still holds then.
_UNITS: Final = 200
#: Each page at which workers die costs two of them, and there may be several in one unit.
_DEATHS: Final = 30
_PATIENCE: Final = 10.0
#: A process for each core leaves nothing for threads, and waiting threads take from the others.
ENVIRONMENT: Final[Mapping[str, str]] = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    "RAYON_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}


@dataclass(kw_only=True)
class _Worker:
    process: Any
    line: Connection
    task: Task | None = None
    done: int = 0


@dataclass(kw_only=True)
class Processes:
    """So many processes of this machine; ``megabytes`` is what each may have between units."""

    width: int
    megabytes: int = MEGABYTES
    work: Callable[[Task], UnitOutcome] = do
    _workers: list[_Worker] = field(default_factory=list)
    _deaths: Counter[str] = field(default_factory=Counter)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that work now."""
        return tuple(worker.process.pid for worker in self._workers)

    def outcomes(self, tasks: Sequence[Task]) -> Generator[UnitOutcome, None, None]:
        """The outcome of each task, in the order in which they end.

        :raises DalelError: when a worker says that no unit can be done.
        """
        waiting = deque(tasks)
        try:
            while waiting or any(worker.task for worker in self._workers):
                self._give(waiting)
                lines = {worker.line: worker for worker in self._workers}
                for line in wait(list(lines)):
                    found = self._heard(lines[line], waiting)  # type: ignore[index]
                    if found is not None:
                        yield found
        finally:
            self._end()

    def _give(self, waiting: deque[Task]) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while waiting and (idle or len(self._workers) < self.width):
            worker = idle.pop() if idle else self._begun()
            worker.task = waiting.popleft()
            # One that died meanwhile is noticed by its line.
            with suppress(OSError):
                worker.line.send(worker.task)

    def _begun(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, os.getpid(), self.work), daemon=True)
        with _as_environment(), _uninterrupted():
            process.start()
        theirs.close()
        worker = _Worker(process=process, line=ours)
        self._workers.append(worker)
        return worker

    def _heard(self, worker: _Worker, waiting: deque[Task]) -> UnitOutcome | None:
        """What a worker says, or that it died: then its unit goes to the next one."""
        task = worker.task
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            self._dismiss(worker)
            return self._died(task, waiting) if task else None
        if isinstance(said, BaseException):
            raise said
        worker.task, worker.done = None, worker.done + 1
        outcome: UnitOutcome = said
        if outcome.now > self.megabytes or worker.done >= _UNITS:
            self._dismiss(worker)
        return outcome

    def _died(self, task: Task, waiting: deque[Task]) -> UnitOutcome | None:
        self._deaths[task.unit.digest] += 1
        if self._deaths[task.unit.digest] < _DEATHS:
            waiting.appendleft(task)
            return None
        reason = f"{task.unit.input}: {_DEATHS} workers died at it"
        return UnitOutcome(unit=task.unit, failure=reason)

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.line.close()
        worker.process.join(_PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()

    def _end(self) -> None:
        for worker in self._workers:
            with suppress(OSError):
                os.kill(worker.process.pid, signal.SIGTERM)
        for worker in list(self._workers):
            self._dismiss(worker)


@contextmanager
def _as_environment() -> Iterator[None]:
    """What a new process finds in its environment, where nobody set it otherwise."""
    lacking = ENVIRONMENT.keys() - os.environ.keys()
    os.environ.update({name: ENVIRONMENT[name] for name in lacking})
    try:
        yield
    finally:
        for name in lacking:
            del os.environ[name]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that begins here never hears of Ctrl-C, not even before its first line."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, parent: int, work: Callable[[Task], UnitOutcome]) -> None:
    """Do what comes in until the line is closed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        answer: object
        try:
            answer = work(task)
        # Whatever it is, who ordered it decides.
        except Exception as error:  # noqa: BLE001
            answer = _sendable(error)
        with suppress(BrokenPipeError, OSError):
            line.send(answer)


def _sendable(error: Exception) -> Exception:
    """An error as it can travel: of ours as it is, of others what it says."""
    is_ours = type(error).__module__.startswith("dalel.") and len(error.args) == 1
    return error if is_ours else EngineError(f"{type(error).__name__}: {error}")


def _end_with(parent: int) -> None:
    """No worker outlives who began it."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
