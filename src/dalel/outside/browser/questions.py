"""What a page may ask for during a visit, and what it is answered: the limits of its requests."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urldefrag

from dalel.domain.exchange import Answer, Exchange
from dalel.domain.rendering import RefusalKind
from dalel.outside.browser.limits import VisitLimits
from dalel.outside.browser.line import packed
from dalel.outside.http import Fetcher

#: What has an end and belongs to what is seen; anything else is refused.
_SEEN: Final = frozenset(
    {"document", "stylesheet", "image", "font", "script", "xhr", "fetch", "manifest", "other"}
)
_READING: Final = frozenset({"GET", "HEAD"})
#: What no longer holds of a body whose codings are undone, and what a visit does not keep.
_LEFT_OUT: Final = frozenset(
    {
        "connection", "content-encoding", "content-length", "keep-alive", "set-cookie",
        "strict-transport-security", "transfer-encoding",
    }
)  # fmt: skip


class Questions:
    """All requests of one visit, answered by the polite fetcher alone."""

    def __init__(
        self, first: Exchange, fetcher: Fetcher, limits: VisitLimits, vantage: str
    ) -> None:
        self._fetcher = fetcher
        self._limits = limits
        self._vantage = vantage
        self._doors = asyncio.Semaphore(limits.at_once)
        self._bytes = len(first.body)
        self._asked = 0
        self._answers: dict[str, asyncio.Future[Exchange | None]] = {}
        #: In the order in which they came; the page itself is not among them.
        self.exchanges: list[Exchange] = []
        self.refused: Counter[RefusalKind] = Counter()
        self._remember(first)

    async def answer(self, question: Mapping[str, Any]) -> bytes:
        """The message that answers a question."""
        number = question.get("ask")
        exchange = await self._exchange(
            str(question.get("url")), str(question.get("method")), str(question.get("type"))
        )
        if exchange is None:
            return packed({"answer": number})
        headers = [
            (name, value)
            for name, value in exchange.headers()
            if name.lower() not in _LEFT_OUT and value.isprintable()
        ]
        body = b"" if question.get("method") == "HEAD" else exchange.content
        return packed({"answer": number, "status": exchange.status, "headers": headers}, body)

    def _remember(self, first: Exchange) -> None:
        known = asyncio.get_running_loop().create_future()
        known.set_result(first)
        self._answers[first.url] = known

    async def _exchange(self, url: str, method: str, kind: str) -> Exchange | None:
        """What an address gives; the same one asked for twice is fetched once."""
        place = urldefrag(url).url
        if refusal := self._refusal(method, kind):
            self.refused[refusal] += 1
            return None
        if place in self._answers:
            return await asyncio.shield(self._answers[place])
        if refusal := self._spent():
            self.refused[refusal] += 1
            return None
        self._asked += 1
        answer: asyncio.Future[Exchange | None] = asyncio.get_running_loop().create_future()
        self._answers[place] = answer
        try:
            answer.set_result(await self._fetch(place))
        finally:
            if not answer.done():
                answer.cancel()
        return answer.result()

    def _refusal(self, method: str, kind: str) -> RefusalKind | None:
        if kind == "media":
            return RefusalKind.MEDIA
        if method not in _READING or kind not in _SEEN:
            return RefusalKind.NOT_READING
        return None

    def _spent(self) -> RefusalKind | None:
        if self._asked >= self._limits.requests:
            return RefusalKind.TOO_MANY
        return RefusalKind.TOO_MUCH if self._bytes >= self._limits.total else None

    async def _fetch(self, url: str) -> Exchange | None:
        async with self._doors:
            # While one waited, the others may have brought too much.
            if self._bytes >= self._limits.total:
                self.refused[RefusalKind.TOO_MUCH] += 1
                return None
            outcome = await self._fetcher.part(url, vantage=self._vantage)
        self.exchanges += outcome.exchanges
        self._bytes += sum(len(exchange.body) for exchange in outcome.exchanges)
        if isinstance(outcome, Answer) or (outcome.status is not None and outcome.exchanges):
            return outcome.exchanges[-1]
        self.refused[RefusalKind.FETCHER] += 1
        return None
