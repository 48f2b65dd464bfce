"""How do many exchanges share the price of one fsync?

Group commit: whoever comes while a batch is being written waits for the next one, which takes all
that came meanwhile.
"""

import asyncio
from types import TracebackType
from typing import Final, Self

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture
from dalel.domain.exchange import Exchange
from dalel.steps.archive.writing import Writer

#: The most bytes of bodies in one batch, so that memory stays flat.
LARGEST_BATCH: Final = 32 << 20

_Waiting = tuple[Exchange, Capture | None, "asyncio.Future[Capture]"]


class Together:
    """Keeps the exchanges of many tasks through one writer, which it does not close."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def keep(self, exchange: Exchange, earlier: Capture | None = None) -> Capture:
        """Keep one exchange; it is on disk when this returns.

        An exchange that cannot be written does not take those of the same batch with it.

        :raises ArchiveError: when it cannot stand in a record.
        """
        future: asyncio.Future[Capture] = asyncio.get_running_loop().create_future()
        self._waiting.append((exchange, earlier, future))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await future

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait until all is written."""
        if self._writing is not None:
            await self._writing

    async def _write(self) -> None:
        try:
            while self._waiting:
                await self._keep(self._next_batch())
        finally:
            self._writing = None

    def _next_batch(self) -> list[_Waiting]:
        size = count = 0
        while count < len(self._waiting) and size <= LARGEST_BATCH:
            size += len(self._waiting[count][0].body)
            count += 1
        batch, self._waiting = self._waiting[:count], self._waiting[count:]
        return batch

    async def _keep(self, batch: list[_Waiting]) -> None:
        offers = [(exchange, earlier) for exchange, earlier, _ in batch]
        try:
            captures = await asyncio.to_thread(self._writer.keep, offers)
        except Exception as error:  # noqa: BLE001 - handed on to every task that waits for it
            if len(batch) > 1 and isinstance(error, ArchiveError):
                for one in batch:
                    await self._keep([one])
                return
            for _, _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, _, future), capture in zip(batch, captures, strict=True):
            # The task may have been cancelled; the capture is kept all the same.
            if not future.done():
                future.set_result(capture)
