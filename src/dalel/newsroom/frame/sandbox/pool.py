"""A pool of child processes that read what strangers sent, each within its limits.

A child that takes too long, needs too much or dies is that one page's failure; another is started
when it is needed. They are started afresh, not forked: a fork of a process with threads can stand
still, and would know all that its parent knows.
"""

import asyncio
import atexit
import logging
import os
import pickle
import queue
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, Final, ParamSpec, TypeVar

from dalel.domain.errors import DalelError, UnreadableError
from dalel.newsroom.frame.sandbox.readers import NAMES, READERS, Cost, SandboxedReader
from dalel.newsroom.frame.sandbox.wire import (
    LARGEST,
    Reply,
    WireError,
    decode,
    from_json,
    receive,
    send,
)

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")

_LOG: Final = logging.getLogger(__name__)
#: As many as there are processors, and no more than this.
_MOST: Final = 4
#: A child that read so many is replaced, since its memory only grows.
_JOBS: Final = 500
#: On a busy machine a second of the processor takes longer than a second; beyond that it hangs.
_PATIENCE: Final = 12
#: A child that dies for no reason of the page's own is replaced, and asked once more.
_TRIES: Final = 2
#: How a child dies that took more of the processor than it may.
_LATE: Final = {-signal.SIGPROF, -signal.SIGXCPU}


class _DiedError(Exception):
    """The child is dead; ``late`` when because of the time that it took."""

    def __init__(self, *, late: bool, how: str) -> None:
        super().__init__(how)
        self.late = late


class _Child:
    """One child process and the line to it."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program.
                [sys.executable, "-m", "dalel.newsroom.frame.sandbox.child", str(theirs.fileno())],
                env=_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._jobs = 0

    @property
    def is_worn(self) -> bool:
        return self._jobs >= _JOBS

    def ask(self, job: bytes, cost: Cost) -> Reply:
        """Its reply.

        :raises _DiedError: when it gives none.
        """
        self._jobs += 1
        deadline = time.monotonic() + _PATIENCE * cost.seconds
        try:
            send(self._line, job, deadline)
            return decode(receive(self._line, deadline, LARGEST))
        except WireError as error:
            is_past = time.monotonic() >= deadline
            code = self.end(patient=not is_past)
            raise _DiedError(late=is_past or code in _LATE, how=f"{error}, code {code}") from error

    def end(self, *, patient: bool = False) -> int:
        """Kill it, unless it is ``patient``ly found to be dead already; gives how it ended."""
        self._line.close()
        try:
            return self._process.wait(timeout=5 if patient else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


class Pool:
    """Reads in children, as many at a time as it has; ``cost`` instead of what is listed."""

    def __init__(self, size: int | None = None, cost: Cost | None = None) -> None:
        self._cost = cost
        self._size = size or min(os.cpu_count() or 1, _MOST)
        self._idle: queue.SimpleQueue[_Child | None] = queue.SimpleQueue()
        for _ in range(self._size):
            self._idle.put(None)
        self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="sandbox")

    def call(self, read: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What one of the listed functions gives for the arguments.

        :raises UnreadableError: when it takes more time or memory than it may, or breaks.
        """
        name = NAMES[read]
        cost = self._cost or READERS[name].cost
        job = pickle.dumps((name, cost, args, kwargs), pickle.HIGHEST_PROTOCOL)
        result: R = _result(name, self._reply(job, cost))
        return result

    async def read(self, read: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The same, while the event loop goes on."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(self.call, read, *args, **kwargs))

    def map(self, work: Callable[[A], R], jobs: Iterable[A]) -> list[R]:
        """What some work gives for each job, in their order; ``call`` may be a part of it."""
        return list(self._threads.map(work, jobs))

    def close(self) -> None:
        """End the children, after what they are doing."""
        self._threads.shutdown()
        for _ in range(self._size):
            child = self._idle.get()
            if child is not None:
                child.end()

    def _reply(self, job: bytes, cost: Cost) -> Reply:
        child = self._idle.get()
        try:
            for _ in range(_TRIES):
                child = child or _Child()
                try:
                    reply = child.ask(job, cost)
                except _DiedError as death:
                    child = None
                    if death.late:
                        raise UnreadableError(_took_longer(cost)) from death
                    _LOG.warning("A reading process died: %s", death)
                    continue
                if child.is_worn or reply.is_memory:
                    child.end()
                    child = None
                if reply.is_memory:
                    raise UnreadableError(f"needed more than {cost.megabytes} MB")
                return reply
            raise UnreadableError("the process that read it died")
        finally:
            self._idle.put(child)


def _took_longer(cost: Cost) -> str:
    return f"took longer than {cost.seconds} s to read"


def _result(name: str, reply: Reply) -> Any:
    if reply.failure:
        _LOG.error("Reading (%s) failed:\n%s", name, reply.failure)
        raise UnreadableError(f"reading failed: {reply.failure.strip().splitlines()[-1][:200]}")
    if reply.error:
        raise _error(READERS[name], reply)
    try:
        return from_json(name, reply.value)
    except WireError as error:
        raise UnreadableError("the process that read it gave nonsense") from error


def _error(listed: SandboxedReader, reply: Reply) -> DalelError:
    known = {error.__name__: error for error in listed.errors}
    return known.get(reply.error, UnreadableError)(reply.message)


def _environment() -> dict[str, str]:
    """What a child needs to find the program, and no secret."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"}


@cache
def pool() -> Pool:
    """The pool of this process, started when it is first needed."""
    made, owner = Pool(), os.getpid()

    def end() -> None:
        # A fork leaves by the same door, and its parent goes on.
        if os.getpid() == owner:
            made.close()

    atexit.register(end)
    return made


# The children and threads of a process are not those of its forks.
os.register_at_fork(after_in_child=pool.cache_clear)
