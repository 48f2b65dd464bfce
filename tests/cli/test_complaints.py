"""Does whoever types a command read one sentence with the next step, whatever the machine lacks?"""

import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from configured import configured
from dalel.cli.commands.complaint import complaint, told
from dalel.cli.extras import EXTRAS, Extra, MissingExtraError, needed, require_database
from dalel.cli.main import main
from dalel.domain.machine_fault import MachineFault

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "packs" / "tiny"
DALEL = (sys.executable, "-c", "from dalel.cli.main import main; main()")
#: Who mounts a disk of a megabyte needs to be root, in a namespace of one's own.
IS_ROOT = os.getuid() == 0 and shutil.which("unshare") is not None


@pytest.mark.parametrize("fault", MachineFault)
def test_every_fault_has_a_sentence_with_a_next_step(fault: MachineFault) -> None:
    error = OSError(28, "said by the system", "/srv/dalel/x")
    words = told(fault, error)
    assert "\n" not in words
    assert len(words) > 30
    assert "{" not in words


def test_an_extra_that_is_missing_is_told_with_its_command() -> None:
    error = ModuleNotFoundError("No module named 's3fs'", name="s3fs")
    assert "pip install 'dalel[s3]'" in complaint(error)
    other = ModuleNotFoundError("No module named 'lxml.etree'", name="lxml.etree")
    assert "a library is missing (lxml)" in complaint(other)


def test_what_the_settings_ask_for_is_looked_for_before_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = configured(
        tmp_path,
        DALEL_DATABASE_URL="postgres://dalel@127.0.0.1/x",
        DALEL_ARCHIVE_URL="s3://evidence/x",
        DALEL_MIRRORS="s3://site/x",
        DALEL_EMBEDDINGS="model=/srv/model",
        DALEL_CHROMIUM="/usr/bin/chromium",
    )
    # A translation model is asked for by lying in the home, a video by a press at the desk, a
    # cluster by an option.
    wanted = {one.name for one in EXTRAS} - {"translate", "media", "bulk"}
    assert {extra.name for extra, _setting in needed(settings)} == wanted
    monkeypatch.setattr(Extra, "is_here", property(lambda _extra: False))
    with pytest.raises(MissingExtraError, match=r"pip install 'dalel\[postgres\]'"):
        require_database(settings)


def test_the_password_of_a_database_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALEL_DATABASE_URL", "postgres://dalel:Geheim-Eins@127.0.0.1/x")
    said = complaint(RuntimeError("postgres://dalel:Geheim-Eins@127.0.0.1/x and Geheim-Eins"))
    assert "Geheim" not in said


def run(
    home: Path, *arguments: str, before: tuple[str, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - no shell
        [*before, *DALEL, *arguments],
        env=environment(home, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def environment(home: Path, **variables: str) -> dict[str, str]:
    return {**os.environ, "DALEL_HOME": str(home), "DALEL_PACK": str(TINY), **variables}


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one line in which a failed command says why."""
    assert done.returncode in {1, 2}, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("dalel: ")]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a record."""
    home = tmp_path_factory.mktemp("kept") / "home"
    done = run(home, "sources", "list")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "home"))


@pytest.mark.slow
def test_a_file_in_the_place_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    for place in (tmp_path / "home", tmp_path / "home" / "below"):
        told = sentence(run(place, "sources", "list"))
        assert f"{tmp_path / 'home'} is a file, and the home {place} must be a folder" in told


@pytest.mark.slow
def test_settings_that_cannot_be_read(home: Path) -> None:
    (home / "dalel.toml").write_text("contact = [")
    assert "dalel.toml: the file: is not TOML" in sentence(run(home, "sources", "list"))


@pytest.mark.slow
def test_a_database_server_that_does_not_answer(home: Path) -> None:
    url = "postgres://dalel:Geheim-Eins@127.0.0.1:1/dalel"
    said = sentence(run(home, "sources", "list", DALEL_DATABASE_URL=url))
    assert "the PostgreSQL server does not answer" in said
    assert "Geheim" not in said
    log = (home / "logs" / "dalel.log").read_text("utf-8")
    assert "Traceback" in log
    assert "Geheim" not in log


@pytest.mark.slow
def test_a_database_that_another_process_writes(home: Path) -> None:
    other = sqlite3.connect(home / "dalel.sqlite3", isolation_level=None)
    other.execute("begin immediate")
    try:
        said = sentence(run(home, "user", "add", "aigul"))
    finally:
        other.close()
    assert "another process writes the database" in said


@pytest.mark.slow
def test_a_database_that_is_damaged(home: Path) -> None:
    for side in ("-wal", "-shm"):
        (home / f"dalel.sqlite3{side}").unlink(missing_ok=True)
    (home / "dalel.sqlite3").write_bytes(b"no database " * 5000)
    assert "is damaged" in sentence(run(home, "sources", "list"))


@pytest.mark.parametrize("error", [MemoryError, SystemError])
def test_no_room_even_for_the_complaint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[Exception]
) -> None:
    def break_down(*_: object) -> None:
        raise error

    monkeypatch.setattr("dalel.cli.main.app", break_down)
    monkeypatch.setattr("dalel.cli.commands.complaint.complaint", break_down)
    with pytest.raises(SystemExit, match="1"):
        main()
    assert "dalel: the memory of this machine is not enough" in capsys.readouterr().err


@pytest.mark.slow
def test_too_little_memory(home: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (230 << 20, 230 << 20))

    done = subprocess.run(  # noqa: S603 - no shell
        [*DALEL, "publish"],
        env=environment(home, OPENBLAS_NUM_THREADS="1"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert "memory" in sentence(done)


@pytest.mark.slow
def test_a_port_that_is_taken(home: Path, taken: int) -> None:
    said = sentence(run(home, "sample", "--port", str(taken)))
    assert "another program listens on this port" in said


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.slow
def test_a_place_that_cannot_be_written(home: Path) -> None:
    run(home, "sources", "list")
    assert "/proc" in sentence(run(home, "export", "/proc/record.jsonl"))


@pytest.mark.slow
def test_a_reader_who_has_read_enough(home: Path) -> None:
    code = "from dalel.cli.main import main; main()"
    command = f'"{sys.executable}" -c "{code}" sources list --json | head -c 1; echo; sleep 1'
    done = subprocess.run(  # noqa: S602 - a pipe is what is tried
        command, shell=True, env=environment(home), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[\n"
    assert done.stderr == ""


@pytest.mark.slow
def test_ctrl_c_ends_it_without_a_story(home: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - no shell
        [*DALEL, "sample", "--port", "0"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert "Traceback" not in err


@pytest.fixture
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """How a command is run whose home lies on a disk of its own, of 3 MB or read-only."""
    assert IS_ROOT, "run as root, or where user namespaces may be made"
    mount, source, place = request.param, tmp_path / "home", tmp_path / "disk"
    place.mkdir()
    then = (
        f'mount -t tmpfs -o size=3m none {place} && cp -a {source}/. {place} && exec "$@"'
        if mount == "full"
        else f'mount --bind {source} {place} && mount -o remount,bind,ro {place} && exec "$@"'
    )
    return ("unshare", "--mount", "--propagation", "private", "sh", "-c", then, "-")


@pytest.mark.slow
@pytest.mark.parametrize("disk", ["full"], indirect=True)
@pytest.mark.usefixtures("home")
def test_a_full_disk(disk: tuple[str, ...], tmp_path: Path) -> None:
    said = sentence(run(tmp_path / "disk", "publish", before=disk))
    assert "the disk is full" in said
    assert "make room" in said


@pytest.mark.slow
@pytest.mark.parametrize("disk", ["read-only"], indirect=True)
@pytest.mark.usefixtures("home")
def test_a_read_only_home(disk: tuple[str, ...], tmp_path: Path) -> None:
    said = sentence(run(tmp_path / "disk", "user", "add", "aigul", before=disk))
    assert "read-only" in said
    assert "DALEL_HOME" in said
