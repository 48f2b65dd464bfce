"""How much memory do desk, worker and builder need, once they have done their work?

    python tools/memory_use.py [--seconds 60]

``dalel up --sample`` is started in a home of its own. When the press was watched and judged, the
first site is built and the desk has answered, so many seconds more are waited; then the memory of
every process is read, each shared page divided among those that share it (PSS of
``/proc/PID/smaps_rollup``). Linux only.
"""

# ruff: noqa: S603

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

_DALEL: Final = (sys.executable, "-c", "from dalel.cli.main import main; main()")
#: What a process is, by a word of its command; else it is what the one that started it is.
_ROLES: Final = ("sample-watch", "work", "builder", "desk", "up")
#: So many seconds at most until the sample is judged and its site is built.
_PATIENCE: Final = 900


def main() -> None:
    """Start, wait, read, tell."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--seconds", type=int, default=60, help="after the work is done")
    seconds = asked.parse_args().seconds
    with tempfile.TemporaryDirectory() as home:
        started = subprocess.Popen(
            [*_DALEL, "up", "--sample"],
            env=os.environ | {"DALEL_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for_work(Path(home) / "sample", started)
            time.sleep(seconds)
            _tell(started.pid)
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait()


def _wait_for_work(home: Path, started: "subprocess.Popen[bytes]") -> None:
    """Until articles were judged, none of late, and the site is built."""
    before, end = 0, time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if started.poll() is not None:
            sys.exit(f"dalel up ended with {started.returncode}")
        time.sleep(10)
        now = _judged(home / "dalel.sqlite3")
        if now and now == before and (home / "site" / "index.html").exists():
            return
        before = now
    sys.exit("nothing was judged, or no site was built")


def _judged(file: Path) -> int:
    """How many versions of articles were classified."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as record:
            found = record.execute("select count(*) from stories_classificationrow").fetchone()
            return int(found[0])
    except sqlite3.Error:
        return 0


def _tell(top: int) -> None:
    used: Counter[str] = Counter()
    for pid, role in _roles(top).items():
        megabytes = _proportional(pid)
        used[role] += megabytes
        print(f"{role:12} {pid:8} {megabytes:5} MB  {' '.join(_words(pid))[:90]}")
    for role, megabytes in used.items():
        print(f"{role:12} {'together':>8} {megabytes:5} MB")
    print(f"{'all':12} {'together':>8} {used.total():5} MB")


def _roles(top: int) -> dict[int, str]:
    """The processes that one started, with those that these started, and what each is."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The second field is in brackets, and may hold anything (proc_pid_stat(5)).
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    found = {top: "up"}
    grown = True
    while grown:
        new = {pid for pid, parent in parents.items() if parent in found and pid not in found}
        found |= {
            pid: next((one for one in _ROLES if one in _words(pid)), found[parents[pid]])
            for pid in new
        }
        grown = bool(new)
    return found


def _words(pid: int) -> list[str]:
    """The command of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def _proportional(pid: int) -> int:
    """What a process needs, in megabytes; nothing when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


if __name__ == "__main__":
    main()
