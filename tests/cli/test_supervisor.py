"""Is a worker that ends started anew, and is each of its ends told of?"""

import sys
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from dalel.cli.supervisor import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    RAN_WELL,
    Ended,
    manner,
    pause_after,
    supervised,
)

#: Writes a line into a file at each start, says something, and ends as it is told.
_PROGRAM = """
import os, signal, sys, time
place, how = sys.argv[1:]
with open(place, "a") as starts:
    starts.write(f"{os.getpid()}\\n")
sys.stderr.write("first words\\nlast words\\n")
sys.stderr.flush()
if how == "kill":
    os.kill(os.getpid(), signal.SIGKILL)
if how == "stay":
    time.sleep(600)
sys.exit(int(how))
"""


class Watched:
    """What is told of a process, until it ended so many times."""

    def __init__(self, times: int) -> None:
        self.ends: list[Ended] = []
        self.lines: list[str] = []
        self.pauses: list[float] = []
        self.enough = Event()
        self._times = times

    def record(self, ended: Ended) -> None:
        self.ends.append(ended)
        if len(self.ends) == self._times:
            self.enough.set()

    def pause(self, ran: float, pause: float) -> float:
        self.pauses.append(pause_after(ran, pause))
        return 0.0


def watch(command: list[str], times: int) -> Watched:
    watched = Watched(times)
    with supervised(
        "The worker",
        command,
        recorded=watched.record,
        told=watched.lines.append,
        pauses=watched.pause,
    ):
        assert watched.enough.wait(60)
    return watched


@pytest.mark.parametrize(("how", "code"), [("kill", -9), ("3", 3)])
def test_a_worker_that_ends_is_started_anew_and_each_end_is_told(
    tmp_path: Path, how: str, code: int
) -> None:
    starts = tmp_path / "starts"
    watched = watch([sys.executable, "-c", _PROGRAM, str(starts), how], 3)
    assert [one.code for one in watched.ends[:3]] == [code] * 3
    assert {one.words for one in watched.ends} == {"first words\nlast words"}
    assert starts.read_text().split()[:3] == [str(one.pid) for one in watched.ends[:3]]
    assert all(manner(code) in line for line in watched.lines)


def test_a_worker_that_cannot_be_started_at_all_is_tried_again(tmp_path: Path) -> None:
    watched = watch([str(tmp_path / "nothing")], 2)
    # It may have been tried once more before the watch ended.
    assert [(one.pid, one.code) for one in watched.ends[:2]] == [(0, None)] * 2
    assert "nothing" in watched.ends[0].words


def test_a_worker_that_is_asked_to_end_is_not_said_to_have_died(tmp_path: Path) -> None:
    starts, watched, again = tmp_path / "starts", Watched(1), Event()

    def pause(_ran: float, _pause: float) -> float:
        if len(starts.read_text().split()) == 3:
            again.set()
        return 0.0

    command = [sys.executable, "-c", _PROGRAM, str(starts), "0"]
    with supervised(
        "The worker", command, recorded=watched.record, told=watched.lines.append, pauses=pause
    ):
        assert again.wait(60)
    assert (watched.ends, watched.lines) == ([], [])


def test_a_worker_that_does_not_heed_is_killed_by_an_interrupt(tmp_path: Path) -> None:
    program = (
        "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "open(sys.argv[1], 'w').close(); time.sleep(600)"
    )
    file = tmp_path / "started"
    command = [sys.executable, "-c", program, str(file)]

    def interrupted() -> None:
        with supervised("The worker", command, recorded=print, told=print) as end:
            while not file.exists():
                sleep(0.01)
            end()
            raise KeyboardInterrupt

    began = monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert monotonic() - began < 300


def test_the_worker_ends_with_whoever_started_it(tmp_path: Path) -> None:
    starts, watched = tmp_path / "starts", Watched(1)
    command = [sys.executable, "-c", _PROGRAM, str(starts), "stay"]
    with supervised("The worker", command, recorded=watched.record, told=watched.lines.append):
        while not starts.exists() or not starts.read_text():
            Event().wait(0.05)
    assert watched.ends == []
    assert len(starts.read_text().split()) == 1


def test_an_end_that_cannot_be_written_down_stops_nothing(tmp_path: Path) -> None:
    tries, enough = [], Event()

    def record(ended: Ended) -> None:
        tries.append(ended)
        if len(tries) == 2:
            enough.set()
        raise OSError("no room")

    lines: list[str] = []
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "starts"), "1"]
    with supervised(
        "The worker", command, recorded=record, told=lines.append, pauses=lambda _ran, _pause: 0.0
    ):
        assert enough.wait(60)
    assert any("no room" in line for line in lines)


def test_the_pause_grows_up_to_five_minutes_and_begins_anew_after_a_good_run() -> None:
    pauses = [0.0]
    for _ in range(12):
        pauses.append(pause_after(5, pauses[-1]))
    assert pauses[1:6] == [FIRST_PAUSE, 2, 4, 8, 16]
    assert pauses[-1] == LONGEST_PAUSE
    assert pause_after(RAN_WELL, LONGEST_PAUSE) == FIRST_PAUSE


@pytest.mark.parametrize(
    ("code", "said"),
    [(None, "not started"), (0, "exit code 0"), (-9, "SIGKILL"), (-99, "signal 99")],
)
def test_how_something_ended_is_said_in_words(code: int | None, said: str) -> None:
    assert manner(code) == said


#: Writes a line into a file whenever it is asked to end, and ends when it is asked no more.
_ASKED = """
import signal, sys, time
place = sys.argv[1]
asked = []
signal.signal(signal.SIGTERM, lambda *_: asked.append(0))
with open(place, "w") as file:
    print("ready", file=file, flush=True)
    while not asked:
        time.sleep(0.01)
    time.sleep(0.5)
    print(len(asked), file=file)
"""


def test_a_process_is_asked_to_end_once_by_however_many(tmp_path: Path) -> None:
    place = tmp_path / "asked"
    watched = Watched(1)
    with supervised(
        "The desk",
        [sys.executable, "-c", _ASKED, str(place)],
        recorded=watched.record,
        told=watched.lines.append,
    ) as stop:
        while not (place.exists() and place.read_text()):
            sleep(0.01)
        stop()
        sleep(0.1)
        stop()
    assert place.read_text().split() == ["ready", "1"]
    assert not watched.ends
