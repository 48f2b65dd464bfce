"""Proof and checks run on a home that cannot be written, and leave it as it was."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dalel.newsroom.worker.actions.restore import DATABASE
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.warc_writer import WarcWriter
from journey.newsroom_home import SERVER, Home, prepared
from newsroom.worker.test_backup import exchange

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(SERVER), reason="there the record is on a server that can be written"),
]

Run = Callable[..., subprocess.CompletedProcess[str]]
_COMMAND = "from dalel.cli.main import main; main()"
_MOUNTED = (
    'mount --bind "$DALEL_HOME" "$DALEL_HOME" && mount -o remount,bind,ro "$DALEL_HOME" '
    '&& ! touch "$DALEL_HOME/x" 2>/dev/null && exec "$@"'
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home with the pack's own bulletin and a capture, which nobody works in."""
    with prepared(tmp_path_factory.mktemp("home")) as home:
        assert "active" in said(home, "sources", "list")
        with WarcWriter(Vault(folder=home.folder / "evidence"), software="test") as writer:
            writer.keep([(exchange(1), None)])
        # What the chains tell of comes into the rows, too.
        assert "1 captures adopted." in said(home, "evidence", "mend")
        yield home


def said(home: Home, *arguments: str) -> str:
    running = home.start("-c", _COMMAND, *arguments)
    told, errors = running.communicate()
    assert running.returncode == 0, errors
    return told


@pytest.fixture(params=["mounted", "not ours"])
def court(
    request: pytest.FixtureRequest, newsroom: Home, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Home, Run]:
    """A copy for a court: on a mount that takes nothing, or in a folder of somebody else."""
    folder = tmp_path_factory.mktemp("court") / "home"
    shutil.copytree(newsroom.folder, folder)
    home = Home(folder=folder)
    if os.geteuid() != 0:
        if request.param == "mounted":
            pytest.skip("only root mounts")
        before: tuple[str, ...] = ()
    elif request.param == "mounted":
        before = ("unshare", "-m", "sh", "-c", _MOUNTED, "sh")
    else:
        # Without the powers by which root writes everywhere.
        before = ("setpriv", "--bounding-set=-all", "--")
    if request.param == "not ours":
        for place in (folder, *folder.rglob("*")):
            place.chmod(0o555 if place.is_dir() else 0o444)
        if before:
            (folder / "secret-key").chmod(0o000)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = home.environment() | {"PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(  # noqa: S603 - our own
            [*before, sys.executable, "-c", _COMMAND, *arguments],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return home, run


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_command_that_reads_works_or_says_why_not(court: tuple[Home, Run]) -> None:
    home, run = court
    before = contents(home.folder)
    done = {
        name: run(*name.split())
        for name in (
            "verify", "check --json", "sources list", "evidence find page", "doctor",
            f"export {home.folder.parent}/record.jsonl", "up", "publish",
        )
    }  # fmt: skip
    for name, one in done.items():
        assert "Traceback" not in one.stderr, (name, one.stderr)
    assert (home.folder.parent / "record.jsonl").read_text("utf-8").count("\n") > 90
    assert "1 captures in 1 files of 1 chains" in done["verify"].stdout
    assert "sound." in done["verify"].stdout
    assert done["check --json"].stdout.count('"rule"') > 100
    assert done["sources list"].returncode == 0
    assert "active" in done["sources list"].stdout
    assert "https://lake.test/1" in done["evidence find page"].stdout
    assert "ok    damage" in done["doctor"].stdout
    for name in ("up", "publish"):
        assert done[name].returncode == 1, name
        before_it = "Preparing ...\n" if name == "up" else ""
        refusal = f"{before_it}dalel: Nothing can be written into {home.folder}"
        assert done[name].stderr.startswith(refusal)
    assert contents(home.folder) == before


def test_what_was_written_last_is_read_from_a_private_copy(court: tuple[Home, Run]) -> None:
    """A copy of a running newsroom has its last rows in the write-ahead log."""
    home, run = court
    file = home.folder / DATABASE
    live = home.folder.parent / "live"
    live.mkdir()
    shutil.copyfile(file, live / DATABASE)
    with closing(sqlite3.connect(live / DATABASE)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        with database:
            database.execute("UPDATE sources_sourcerow SET state = 'dead'")
        for name in (DATABASE, f"{DATABASE}-wal"):
            (home.folder / name).unlink(missing_ok=True)
            shutil.copyfile(live / name, home.folder / name)
    before = contents(home.folder)
    told = run("sources", "list")
    assert told.returncode == 0, told.stderr
    assert " active " not in told.stdout
    assert " dead " in told.stdout
    assert contents(home.folder) == before


def test_a_record_of_an_older_dalel_is_not_read_as_if_it_were_ours(court: tuple[Home, Run]) -> None:
    home, run = court
    (home.folder / DATABASE).chmod(0o644)
    with closing(sqlite3.connect(home.folder / DATABASE)) as database, database:
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("DELETE FROM django_migrations WHERE name LIKE '0002%'")
    told = run("verify")
    assert told.returncode == 1
    assert told.stderr.startswith("dalel: The record was made by an older Dalel")
