"""Does a supervisor hear that a unit is ready and goes on, and hears it no more when it hangs?"""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from dalel.cli.sd_notify import notify, watchdog_pause
from dalel.cli.work_stop import WatchedStop

#: A supervisor listens at a file, which is no host that could be allowed.
pytestmark = pytest.mark.enable_socket


@pytest.fixture(params=["file", "abstract"])
def heard(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[socket.socket]:
    """What a supervisor hears."""
    abstract = f"dalel-test-{os.getpid()}"
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as line:
        is_file = request.param == "file"
        line.bind(str(tmp_path / "notify") if is_file else f"\0{abstract}")
        named = str(tmp_path / "notify") if is_file else f"@{abstract}"
        monkeypatch.setenv("NOTIFY_SOCKET", named)
        line.settimeout(10)
        yield line


def test_a_supervisor_hears_what_is_told(heard: socket.socket) -> None:
    notify("READY=1")
    assert heard.recv(100) == b"READY=1"


def test_where_nobody_listens_nothing_happens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notify("READY=1")


def test_it_is_told_four_times_within_what_the_unit_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    assert watchdog_pause() is None
    monkeypatch.setenv("WATCHDOG_USEC", "120000000")
    assert watchdog_pause() == 30
    monkeypatch.setenv("WATCHDOG_PID", "1")
    assert watchdog_pause() is None


def test_each_look_of_the_worker_tells_that_it_lives_and_no_look_of_others() -> None:
    told: list[str] = []
    stop = WatchedStop(lambda: told.append("alive"), pause=0)
    other = Thread(target=stop.is_set)
    other.start()
    other.join()
    assert told == []
    assert not stop.is_set()
    assert not stop.wait(0)
    stop.set()
    assert stop.is_set()
    assert told == ["alive"] * 3


def test_looks_that_follow_at_once_tell_it_once() -> None:
    told: list[str] = []
    stop = WatchedStop(lambda: told.append("alive"), pause=1000)
    for _ in range(100):
        stop.is_set()
    assert told == ["alive"]
