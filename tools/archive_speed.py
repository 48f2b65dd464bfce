"""How many exchanges a second can be kept and verified here, with and without sharing fsyncs?"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

from dalel.domain.exchange import Exchange
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.warc_writer import WarcWriter

COUNT: Final = 1000
SIZE: Final = 30_000
ROUNDS: Final = 3


def exchanges() -> list[Exchange]:
    """Pages of 30 kB that compress about as news pages do."""
    chance = random.Random(1)  # noqa: S311 - no secret
    words = [f"{chance.getrandbits(40):x}" for _ in range(2000)]
    return [_exchange(n, " ".join(chance.choices(words, k=SIZE // 11))) for n in range(COUNT)]


def _exchange(number: int, text: str) -> Exchange:
    body = text.encode()
    return Exchange(
        url=f"https://outlet.test/{number}",
        started=datetime(2026, 1, 1, tzinfo=UTC),
        seconds=0.1,
        request_head=b"GET / HTTP/1.1\r\nHost: outlet.test\r\n\r\n",
        response_head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        status=200,
        body=body,
        content=body,
    )


def in_batches(vault: Vault, pages: list[Exchange], size: int) -> None:
    """One task that keeps as many at once."""
    with WarcWriter(vault, software="speed") as room:
        for start in range(0, len(pages), size):
            room.keep([(page, None) for page in pages[start : start + size]])


def measure(name: str, pages: list[Exchange], work: Callable[[Vault], object]) -> None:
    """Print the median of the rounds."""
    kept, checked = [], []
    for _ in range(ROUNDS):
        # Not in memory, as the folder for temporary files may be.
        with tempfile.TemporaryDirectory(dir=sys.argv[1]) as folder:
            vault = Vault(folder=Path(folder))
            start = time.perf_counter()
            work(vault)
            middle = time.perf_counter()
            if not verify(vault).sound:
                sys.exit("what was kept is not sound")
            kept.append(len(pages) / (middle - start))
            checked.append(len(pages) / (time.perf_counter() - middle))
    sys.stdout.write(
        f"{name:28} {statistics.median(kept):6.0f} kept/s"
        f" {statistics.median(checked):6.0f} verified/s\n"
    )


def main() -> None:
    """Measure in the folder that the one argument names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/archive_speed.py FOLDER")
    pages = exchanges()
    for size in (1, 10, 50):
        work = partial(in_batches, pages=pages, size=size)
        measure(f"batches of {size}", pages, work)
        with patch.object(os, "fsync", lambda _: None):
            measure("  without fsync", pages, work)


if __name__ == "__main__":
    main()
