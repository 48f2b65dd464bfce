"""What does a worker do that dies at a given moment? Run by test_kill.

Arguments: folder, how many exchanges, the moment. The moment counts what reaches the disk: the
worker dies right before that operation, or, of a write, in its middle.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dalel.domain.evidence import Capture
from dalel.steps.archive import capture_reader, ledger
from dalel.steps.archive.vault import Vault
from evidence_room import exchange, writer


def dying(moment: int) -> None:
    """Let every operation that reaches the disk count down to death."""
    left = [moment]

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(handle: int, *more: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                if real is os_write:
                    os_write(handle, more[0][: len(more[0]) * (moment % 5) // 4])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(handle, *more)

        return call

    os_write = os.write
    for name in ("open", "write", "fsync", "close"):
        setattr(os, name, watched(getattr(os, name)))


def main() -> None:
    """Keep what is not kept yet, and say what is, a line each."""
    folder, count, moment = sys.argv[1:]
    vault = Vault(folder=Path(folder))
    dying(int(moment))
    done = dict.fromkeys(kept(vault), True)
    with writer(vault, rotate_at=4000) as room:
        page: Capture | None = None
        for number in range(0, int(count), 2):
            batch = [number, number + 1]
            fresh = [n for n in batch if exchange(n).url not in done]
            offers = [(exchange(n, b"%d " % (n % 3) * 300), None) for n in fresh]
            for capture in room.keep(offers):
                page = page or capture
                sys.stdout.write(f"{capture.link} {capture.url}\n")
                sys.stdout.flush()
        if page is not None:
            capture_reader.read_response(vault, page)


def kept(vault: Vault) -> list[str]:
    """The addresses that the chains name."""
    urls = []
    for path in vault.chain_files():
        with path.open("rb") as stream:
            found = ledger.events_of(ledger.sound_lines(stream), ledger.ExchangeKept)
            urls += [event.url for _, event in found]
    return urls


if __name__ == "__main__":
    main()
