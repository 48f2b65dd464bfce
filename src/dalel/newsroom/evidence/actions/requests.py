"""Runs network requests on a thread of their own, apart from database writes.

One thread runs the event loop of the network; the caller's thread keeps and writes what came. So
no transaction ever stands across a request, and no request waits for a transaction.
"""

import asyncio
import queue
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from dalel.domain.vantage import Vantage
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.outside.http import Fetcher, connected

J = TypeVar("J")
R = TypeVar("R")

#: So many questions are open at once; what they bring waits in memory until it is kept.
OPEN: Final = 64
#: So many answers are kept together at most: they share the price of two fsyncs.
BATCH: Final = 32


@dataclass(frozen=True, kw_only=True)
class Done(Generic[J, R]):
    """A job and what asking brought."""

    job: J
    result: R


class Asking:
    """The network's thread with its one fetcher. Use it as a context manager."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="network", daemon=True)
        self._thread.start()
        self._fetcher = Fetcher(reach.policy, clock=reach.clock, resolve=reach.resolve)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def connected(self) -> Vantage:
        """Ask the control hosts."""
        asked = connected(self._fetcher, self._reach.controls, clock=self._reach.clock)
        return self._run(asked)

    def ask(self, question: Callable[[Fetcher], Coroutine[Any, Any, R]]) -> R:
        """Ask one thing and wait for the answer."""
        return self._run(question(self._fetcher))

    def drive(
        self,
        more: Callable[[int, Mapping[int | None, int]], list[J]],
        question: Callable[[J, Fetcher], Awaitable[R]],
        settle: Callable[[list[Done[J, R]]], None],
        fail: Callable[[J, Flaw], None],
        *,
        source: Callable[[J], int | None],
        name: Callable[[J], str],
    ) -> None:
        """Work through jobs until ``more`` gives none while none is open.

        ``more`` gets how many may be opened, and how many of each ``source`` are; ``settle`` gets
        what they brought, ``fail`` over what that is not the net's a question stumbled. All run in
        the caller's thread; jobs are told of by their ``name``.
        """
        arrived: queue.SimpleQueue[tuple[J, Future[R | Flaw]]] = queue.SimpleQueue()
        opened: Counter[int | None] = Counter()
        while True:
            jobs = more(OPEN - opened.total(), opened) if opened.total() < OPEN else []
            opened.update(source(job) for job in jobs)
            for job in jobs:
                self._start(job, question, name(job), arrived)
            if not opened.total():
                return
            done: list[Done[J, R]] = []
            for job, result in _take(arrived):
                opened[source(job)] -= 1
                if isinstance(result, Flaw):
                    fail(job, result)
                else:
                    done.append(Done(job=job, result=result))
            settle(done)

    def _start(
        self,
        job: J,
        question: Callable[[J, Fetcher], Awaitable[R]],
        name: str,
        arrived: "queue.SimpleQueue[tuple[J, Future[R | Flaw]]]",
    ) -> None:
        async def run() -> R | Flaw:
            with ItemWork(name) as item:
                return await question(job, self._fetcher)
            return item.flaw

        future = asyncio.run_coroutine_threadsafe(run(), self._loop)
        future.add_done_callback(lambda done: arrived.put((job, done)))

    def _run(self, question: Coroutine[Any, Any, R]) -> R:
        return asyncio.run_coroutine_threadsafe(question, self._loop).result()

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._fetcher.__aexit__(None, None, None)


def _take(arrived: "queue.SimpleQueue[tuple[J, Future[R | Flaw]]]") -> list[tuple[J, R | Flaw]]:
    """At least one that is done, and what came meanwhile."""
    done = [arrived.get()]
    while len(done) < BATCH and not arrived.empty():
        done.append(arrived.get())
    return [(job, future.result()) for job, future in done]
