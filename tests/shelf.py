"""Answers laid out beforehand, for rooms that ask for addresses."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import (
    Answer,
    Exchange,
    FailureKind,
    FetchFailure,
    Outcome,
    Validators,
)
from dalel.domain.source import Address, AddressKind, Grade, Listing, Source
from dalel.steps.collect import COLLECTORS

NOW = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")
SAMPLES = Path(__file__).parent / "data"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def exchange(url: str, body: bytes, *, status: int = 200, headers: str = "") -> Exchange:
    return Exchange(
        url=url,
        started=NOW,
        seconds=0.1,
        request_head=f"GET {url} HTTP/1.1\r\n\r\n".encode(),
        response_head=f"HTTP/1.1 {status} X\r\n{headers}\r\n".encode(),
        status=status,
        body=body,
        content=body,
    )


class Shelf:
    """A ``Fetch`` that takes answers from a mapping; what is not there is refused."""

    def __init__(self, pages: Mapping[str, bytes | Answer]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    async def __call__(
        self, url: str, *, validators: Validators | None = None, body: bytes | None = None
    ) -> Outcome:
        self.asked.append(url)
        page = self.pages.get(url)
        if isinstance(page, Answer):
            return page
        if page is None:
            return FetchFailure(
                url=url, kind=FailureKind.REFUSED, reason="no", time=NOW, permanent=False
            )
        if validators == Validators(etag='"1"'):
            return Answer(url=url, exchanges=(exchange(url, b"", status=304),))
        return Answer(url=url, exchanges=(exchange(url, page, headers='ETag: "1"\r\n'),))


def led_to(url: str, there: str, body: bytes) -> Answer:
    """An answer after a redirect."""
    moved = exchange(url, b"", status=302, headers=f"Location: {there}\r\n")
    return Answer(url=url, exchanges=(moved, exchange(there, body)))


def watch(
    kind: AddressKind,
    url: str = "https://tau.test/list",
    *,
    listing: Listing | None = None,
    host: str | None = "tau.test",
    pattern: str | None = None,
    **changes: object,
) -> WatchedAddress:
    source = Source(
        id="tau",
        host=host,
        aliases=("old-tau.test",),
        kind="news",
        languages=("kk", "ru"),
        country="ZZ",
        names={"kk": "Тау"},
        addresses=(),
        article_pattern=pattern,
        canonical_rule=None,
        telegram=None,
        priority=1,
    )
    address = Address(url=url, kind=kind, grade=Grade.PROBED_OK, listing=listing)
    settings: dict[str, object] = {
        "source": source,
        "address": address,
        "now": NOW,
        "zone": ALMATY,
    }
    return WatchedAddress(**(settings | changes))  # type: ignore[arg-type]


def look(seen: WatchedAddress, shelf: Shelf) -> Collected:
    """What the collector of a watch's kind brings."""

    async def run() -> Collected:
        return await COLLECTORS[seen.address.kind](seen, shelf)

    return asyncio.run(run())


def urls(collected: Collected) -> list[str]:
    return [finding.url for finding in collected.findings]


def skips(collected: Collected) -> dict[SkipReason, int]:
    return {skip.reason: skip.count for skip in collected.skips}
