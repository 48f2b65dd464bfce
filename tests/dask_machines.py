"""A cluster of Dask on this machine: a scheduler and workers, each a process that can be killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil


@dataclass(kw_only=True)
class DaskMachines:
    """``variables`` are what workers find in their environment; each has a folder of its own."""

    folder: Path
    workers: int = 2
    variables: dict[str, str] = field(default_factory=dict)
    _began: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def address(self) -> str:
        file = self.folder / "scheduler.json"
        while not file.exists() or not file.read_text().strip().endswith("}"):
            time.sleep(0.05)
        return str(json.loads(file.read_text())["address"])

    def begin(self) -> None:
        """Start a scheduler at a port of its own, and the workers of it."""
        (self.folder / "scheduler.json").unlink(missing_ok=True)
        self._start("scheduler", "--port", "0", "--no-show", "--no-jupyter")
        _ = self.address
        for at in range(self.workers):
            self._start(
                "worker",
                *("--nthreads", "1", "--nworkers", "1", "--death-timeout", "60"),
                *("--local-directory", str(self.folder / f"worker-{at}")),
            )

    def _start(self, kind: str, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}"]
        command += ["--scheduler-file", str(self.folder / "scheduler.json")]
        command += ["--host", "127.0.0.1", "--no-dashboard", *options]
        with (self.folder / f"{kind}.log").open("ab") as log:
            self._began.append(
                subprocess.Popen(  # noqa: S603 - our own command
                    command, stdout=log, stderr=log, env={**os.environ, **self.variables}
                )
            )

    def reading(self) -> list[int]:
        """The processes that read: those that the nannies began."""
        found = []
        for nanny in self._began[1:]:
            with suppress(psutil.NoSuchProcess):
                children = psutil.Process(nanny.pid).children()
                found += [one.pid for one in children if "spawn_main" in " ".join(one.cmdline())]
        return found

    def kill_scheduler(self) -> None:
        self._began[0].kill()
        self._began[0].wait()

    def end(self) -> None:
        every = [one for began in self._began for one in _family(began.pid)]
        for one in every:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        for began in self._began:
            began.wait()
        self._began.clear()


def _family(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        one = psutil.Process(pid)
        return [one, *one.children(recursive=True)]
    return []


@contextmanager
def dask_machines(folder: Path, **variables: str) -> Iterator[DaskMachines]:
    """A cluster that is gone at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    machines = DaskMachines(folder=folder, variables=variables)
    machines.begin()
    try:
        yield machines
    finally:
        machines.end()
