"""Whether work on archives comes to the same files, whoever is killed on the way."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest

from dalel.bulk.engines.processes import Processes
from dalel.bulk.orders import Task, order_of
from dalel.bulk.run import run
from dalel.bulk.unit_work import do
from dalel.bulk.units import ArchiveUnit, Plan, read_plan, write_plan
from dalel.pack import default_folder
from dask_machines import DaskMachines, dask_machines
from mirror_servers import s3_server
from web_archives import HOST, Archived, archive, news

pytestmark = pytest.mark.slow
ARCHIVES, PAGES = 6, 14
ORDER = order_of(default_folder(), "kz", lexical=True)
#: How many are killed.
DEATHS = pytest.mark.parametrize("deaths", [3, pytest.param(50, marks=pytest.mark.long)])


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archives")
    units = []
    for at in range(ARCHIVES):
        archive(folder / f"{at}.warc.gz", news(PAGES, start=at * PAGES))
        units.append(ArchiveUnit(input=str(folder / f"{at}.warc.gz")))
    write_plan(Plan(pack="kz", units=tuple(units)), folder / "plan.jsonl")
    return folder / "plan.jsonl"


@pytest.fixture(scope="module")
def expected(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of work that nobody disturbs."""
    out = tmp_path_factory.mktemp("undisturbed")
    for unit in read_plan(plan).units:
        do(Task(unit=unit, order=ORDER, out=str(out)))
    return files(out)


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.parquet")}


def nothing_else(out: Path) -> bool:
    return {path.suffix for path in out.iterdir()} == {".parquet"}


def wait_for(happened: Callable[[], object], seconds: float = 120) -> bool:
    """Whether something happens in good time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.02)
    return False


def at_work(out: Path) -> bool:
    return any(out.glob("*.journal"))


@DEATHS
def test_killed_workers_change_nothing(
    deaths: int, plan: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    engine, dice = Processes(width=2), random.Random(deaths)
    killed: list[int] = []

    def kill() -> None:
        while len(killed) < deaths and wait_for(lambda: at_work(tmp_path)):
            time.sleep(dice.uniform(0, 0.5))
            with suppress(ProcessLookupError, IndexError):
                victim = dice.choice(engine.pids)
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    report = run(read_plan(plan), ORDER, str(tmp_path), engine)
    assert len(killed) == deaths
    assert (report.done, report.failures) == (ARCHIVES, [])
    assert files(tmp_path) == expected
    assert nothing_else(tmp_path)


def test_a_page_that_kills_whoever_reads_it_is_a_failed_row(tmp_path: Path) -> None:
    # It takes half a minute to read, and may take ten seconds.
    endless = Archived(url=f"https://{HOST}/endless", body=b"<div>" * 1_600_000)
    archive(tmp_path / "a.warc.gz", [*news(2), endless, *news(2)])
    plan = Plan(pack="kz", units=(ArchiveUnit(input=str(tmp_path / "a.warc.gz")),))
    report = run(plan, replace(ORDER, page_seconds=10), str(tmp_path / "out"), Processes(width=1))
    assert (report.done, report.counts["failed"]) == (1, 1)
    [file] = (tmp_path / "out").iterdir()
    found = pq.read_table(file).to_pylist()
    assert [one["state"] for one in found] == ["article"] * 2 + ["failed"] + ["article"] * 2
    assert found[2]["reason"] == "killed its reader"


def client(
    plan: Path, out: str | Path, *options: str, log: Path | None = None
) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dalel", "bulk", "run", str(plan), "--out", str(out)]
    with log.open("wb") if log else nullcontext() as errors:
        return subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--lexical", *options], stderr=errors
        )


@DEATHS
def test_a_killed_run_goes_on_where_it_stood(
    deaths: int, plan: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    dice, out = random.Random(deaths), tmp_path / "out"
    for _ in range(deaths):
        began = client(plan, out, "--workers", "2")
        wait_for(lambda: at_work(out) or len(files(out)) == ARCHIVES)
        time.sleep(dice.uniform(0, 4))
        began.kill()
        began.wait()
    last = client(plan, out, "--workers", "2")
    assert last.wait(300) == 0
    assert files(out) == expected
    # Whoever outlived a run ends with it.
    assert wait_for(lambda: nothing_else(out))


def test_an_interrupted_run_ends_cleanly_and_goes_on(
    plan: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    began = client(plan, out, "--workers", "2", log=tmp_path / "log")
    assert wait_for(lambda: at_work(out))
    began.send_signal(signal.SIGINT)
    assert began.wait(60) == 130
    told = (tmp_path / "log").read_text().splitlines()
    assert told == ["What was read is kept: the same command goes on.", "Stopped."]
    assert client(plan, out, "--workers", "2").wait(300) == 0
    assert files(out) == expected
    assert nothing_else(out)


class Cluster:
    """A run on a cluster of which anybody can be killed."""

    def __init__(self, machines: DaskMachines, plan: Path, out: Path) -> None:
        self.machines, self.plan, self.out = machines, plan, out
        self.client = self._begun()

    def _begun(self) -> "subprocess.Popen[bytes]":
        return client(self.plan, self.out, "--dask", self.machines.address)

    def kill(self, kind: str, dice: random.Random) -> None:
        """Kill somebody while pages are read, and put another in the place of who needs one."""
        wait_for(lambda: at_work(self.out) or self.client.poll() is not None)
        time.sleep(dice.uniform(0, 1))
        if kind == "worker":
            # Its nanny begins another one.
            with suppress(ProcessLookupError, IndexError):
                os.kill(dice.choice(self.machines.reading()), signal.SIGKILL)
        elif kind == "client":
            self.client.kill()
            self.client.wait()
            self.client = self._begun()
        else:
            self.machines.kill_scheduler()
            assert self.client.wait(180) in {0, 1}
            self.machines.end()
            self.machines.begin()
            self.client = self._begun()


@DEATHS
def test_whoever_of_a_cluster_is_killed_changes_nothing(
    deaths: int, plan: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    dice, out = random.Random(deaths), tmp_path / "out"
    kinds = ["worker", "client", "scheduler"] * (deaths // 3 + 1)
    with dask_machines(tmp_path / "dask") as machines:
        cluster = Cluster(machines, plan, out)
        for kind in kinds[:deaths]:
            cluster.kill(kind, dice)
        assert cluster.client.wait(300) == 0
    assert files(out) == expected


def test_what_was_read_before_a_worker_died_is_not_read_again(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    units = []
    for at in range(8):
        archive(folder / f"{at}.warc.gz", news(60, start=at * 60))
        units.append(ArchiveUnit(input=str(folder / f"{at}.warc.gz")))
    write_plan(Plan(pack="kz", units=tuple(units)), tmp_path / "plan.jsonl")
    with dask_machines(tmp_path / "dask") as machines:
        began = client(tmp_path / "plan.jsonl", out, "--dask", machines.address)
        assert wait_for(lambda: len(files(out)) >= 4)
        # Time enough to hear of all but the last two.
        before = sorted(out.glob("*.parquet"), key=lambda file: file.stat().st_mtime_ns)[:-2]
        written = [file.stat().st_mtime_ns for file in before]
        victim = machines.reading()[0]
        os.kill(victim, signal.SIGKILL)
        assert began.wait(300) == 0
    assert len(files(out)) == 8
    assert [file.stat().st_mtime_ns for file in before] == written


def test_a_scheduler_that_is_killed_is_told_of_in_a_line(plan: Path, tmp_path: Path) -> None:
    with dask_machines(tmp_path / "dask") as machines:
        log = tmp_path / "log"
        began = client(plan, tmp_path / "out", "--dask", machines.address, log=log)
        assert wait_for(lambda: at_work(tmp_path / "out"))
        machines.kill_scheduler()
        assert began.wait(180) == 1
    told = log.read_text().splitlines()[-1]
    assert "the scheduler is gone or forgot the work; run the same again" in told
    assert "Traceback" not in log.read_text()


@pytest.fixture
def store() -> Iterator[dict[str, str]]:
    """The environment in which a store answers."""
    with s3_server() as address:
        yield {
            "FSSPEC_S3_ENDPOINT_URL": address,
            "FSSPEC_S3_KEY": "k",
            "FSSPEC_S3_SECRET": "s",
            "AWS_DEFAULT_REGION": "us-east-1",
        }


def test_a_cluster_that_shares_only_a_store_comes_to_the_same_files(
    store: dict[str, str], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in store.items():
        monkeypatch.setenv(name, value)
    system = fsspec.filesystem(
        "s3", endpoint_url=store["FSSPEC_S3_ENDPOINT_URL"], key="k", secret="s"  # noqa: S106
    )  # fmt: skip
    system.mkdir("news")
    for path in plan.parent.glob("*.warc.gz"):
        system.put_file(str(path), f"news/in/{path.name}")
    made = tmp_path / "plan.jsonl"
    planned = [sys.executable, "-m", "dalel", "bulk", "plan", "s3://news/in/", "--out", str(made)]
    subprocess.run(planned, check=True)  # noqa: S603 - our own command
    assert len(read_plan(made).units) == ARCHIVES
    assert client(made, "s3://news/alone", "--workers", "2").wait(300) == 0
    with dask_machines(tmp_path / "dask", **store) as machines:
        began = client(made, "s3://news/together", "--dask", machines.address)
        wait_for(lambda: [one for one in journals(system) if began.poll() is None])
        with suppress(IndexError, ProcessLookupError):
            os.kill(machines.reading()[0], signal.SIGKILL)
        assert began.wait(300) == 0
    alone, together = stored(system, "alone"), stored(system, "together")
    assert len(alone) == ARCHIVES
    assert alone == together


def journals(system: fsspec.AbstractFileSystem) -> list[str]:
    system.invalidate_cache()
    found: list[str] = system.glob("news/together/*.journal")
    return found


def stored(system: fsspec.AbstractFileSystem, folder: str) -> dict[str, bytes]:
    system.invalidate_cache()
    return {path.rpartition("/")[2]: system.cat_file(path) for path in system.ls(f"news/{folder}")}
