"""Memory that was freed goes back to the system."""

import sys
from pathlib import Path

import pytest

from dalel.newsroom.frame.freed_memory import give_back_memory


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and asks glibc")
def test_what_lies_free_between_what_stays_is_given_back() -> None:
    kept = [bytes(1000) for _ in range(100_000)]
    del kept[: len(kept) // 2]
    kept = kept[::100]
    before = _held()
    give_back_memory()
    assert before - _held() > 20 << 20
    assert kept


def _held() -> int:
    """Bytes of this process that lie in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096
