"""Does one command show desk and site on this machine, and end cleanly?"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from http.client import BadStatusLine, HTTPConnection
from pathlib import Path
from threading import Event
from time import sleep
from urllib.parse import urlsplit

import pytest

from dalel.cli.commands.serving import NoPortError, _held_port, _stop, free_port
from dalel.cli.end_signals import asked_to_end

TINY = Path(__file__).parents[1] / "packs" / "tiny"
DALEL = (sys.executable, "-c", "from dalel.cli.main import main; main()")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_gives_way_to_the_next_free_one(taken: int) -> None:
    port = free_port(taken)
    assert taken < port <= taken + 50
    assert free_port(port, but=port) != port


def test_a_port_that_a_desk_is_to_get_is_given_to_nobody_else(taken: int) -> None:
    with _held_port(taken) as port:
        with _held_port(taken) as other:
            assert len({taken, port, other}) == 3
        # As the desk's server does it.
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            server.bind(("127.0.0.1", port))
            server.listen()
            with socket.create_connection(("127.0.0.1", port)):
                server.accept()[0].close()


def test_when_no_port_is_free_the_message_says_what_to_do() -> None:
    with pytest.raises(NoPortError, match=r"dalel\.toml"):
        free_port(65536)


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "DALEL_HOME": str(home), "DALEL_PACK": str(TINY), **more}


def status(address: str, path: str = "/") -> int:
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=30)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def test_the_package_runs_as_the_command_does() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "dalel", "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("dalel ")


def test_help_loads_neither_django_nor_the_pack() -> None:
    code = (
        "import sys; import dalel.cli.main; "
        "print([name for name in ('django', 'babel', 'lxml', 'jinja2', 'dalel.pack')"
        " if name in sys.modules])"
    )
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.slow
def test_an_empty_home_is_prepared_shown_and_ended_by_ctrl_c(tmp_path: Path, taken: int) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*DALEL, "up"],
        env=environment(
            tmp_path,
            DALEL_DESK_PORT=str(taken),
            DALEL_SITE_PORT=str(taken),
            DALEL_CONTACT="desk@lake.test",
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        told: dict[str, str] = {}
        for line in process.stdout:
            name, _colon, rest = line.strip().lstrip("0123456789. ").partition(": ")
            told[name] = rest
            if line.startswith("Ctrl-C"):
                break
        desk, site = told["Desk"], told["Site"]
        assert told["First account"].startswith(f"{desk}invitation/")
        assert len({urlsplit(desk).port, urlsplit(site).port, taken}) == 3
        # The addresses are told once the desk answers, before there is a site.
        assert status(desk) == 302
        assert "It is being built; the desk says how far it is." in told
        while (answer := status(site, "/ru/")) == 503:
            sleep(0.1)
        assert answer == 200
        assert status(site, "/nothing") == 404
        assert wait_for(desk) == 302
        assert status(desk, "/static/desk/desk.css") == 200
        assert status(desk, "/static/vendor/literata/LICENSE") == 200
        # The worker came, too, and found no control hosts in the invented pack.
        assert process.stderr is not None
        assert any("control hosts" in line for line in process.stderr)
    finally:
        # As a terminal sends it: to all that did not go into a session of their own.
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = list(_up_to("Stopping", process.stderr))
        # A service manager may ask as well, while it waits for what works.
        process.send_signal(signal.SIGTERM)
        complaints = "".join(said) + last_words(process)
    assert process.returncode == 0, complaints
    assert "Traceback" not in complaints
    assert "Stopping: waiting for desk and worker" in complaints


def test_the_first_ctrl_c_asks_all_to_end_and_the_second_one_ends_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = []
    ended = Event()
    with asked_to_end(ended.set):
        signal.raise_signal(signal.SIGINT)
        assert ended.wait(10)
        _stop((lambda: asked.append("worker"), lambda: asked.append("desk")))
        assert asked == ["worker", "desk"]
        assert ended.is_set()
        assert "Ctrl-C again stops at once" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_desk_is_out_of_reach_of_the_terminal_of_its_program() -> None:
    code = (
        "import os; from dalel.cli.parent_watch import end_with_parent; end_with_parent(); "
        "print(os.getsid(0) == os.getpid())"
    )
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env={**os.environ, "UP_PROCESS": str(os.getpid())},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "True"


@pytest.mark.slow
def test_a_home_has_one_desk_that_ends_with_a_killed_program(tmp_path: Path, taken: int) -> None:
    first = subprocess.Popen(  # noqa: S603 - our own command
        [*DALEL, "up"],
        env=environment(tmp_path, DALEL_DESK_PORT=str(taken), DALEL_SITE_PORT=str(taken)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert first.stdout is not None
        told: dict[str, str] = {}
        for line in first.stdout:
            name, _colon, rest = line.strip().lstrip("0123456789. ").partition(": ")
            told[name] = rest
            if line.startswith("Ctrl-C"):
                break
        assert wait_for(told["Desk"]) == 302
        second = subprocess.run(  # noqa: S603 - our own command
            [*DALEL, "up"],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert "runs for this home already" in second.stderr
    finally:
        first.kill()
        first.communicate(timeout=60)
    # The desk's own process sees within moments that nobody is behind it any more.
    for _attempt in range(600):
        try:
            status(told["Desk"])
        except (ConnectionError, OSError):
            break
        sleep(0.1)
    else:
        raise AssertionError("the desk outlived the program")


@pytest.mark.slow
def test_a_desk_that_is_killed_comes_back_while_the_site_stays(tmp_path: Path, taken: int) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*DALEL, "up"],
        env=environment(tmp_path, DALEL_DESK_PORT=str(taken), DALEL_SITE_PORT=str(taken)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        told: dict[str, str] = {}
        for line in process.stdout:
            name, _colon, rest = line.strip().lstrip("0123456789. ").partition(": ")
            told[name] = rest
            if line.startswith("Ctrl-C"):
                break
        [serving] = serving_processes(tmp_path)
        os.kill(serving, signal.SIGKILL)
        assert process.stderr is not None
        assert any(
            line.strip() == "The desk ended (SIGKILL); it is started again in 1 s."
            for line in process.stderr
        )
        assert status(told["Site"]) in {200, 503}
        assert wait_for(told["Desk"]) == 302
        assert serving_processes(tmp_path) not in ([], [serving])
    finally:
        process.send_signal(signal.SIGINT)
        complaints = last_words(process)
    assert process.returncode == 0, complaints
    assert serving_processes(tmp_path) == []


def _up_to(word: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines up to the first one with a word."""
    for line in lines:
        yield line
        if word in line:
            return


def last_words(process: subprocess.Popen[str]) -> str:
    """What a process that was asked to end still says; one that does not end is killed."""
    try:
        _rest, complaints = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return complaints


def serving_processes(home: Path) -> list[int]:
    """The processes that answer at the desk of a home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
            command = (folder / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if f"DALEL_HOME={home}".encode() in variables and b"spawn_main" in command:
            found.append(int(folder.name))
    return found


def wait_for(desk: str) -> int:
    """The desk's answer; its worker listens some moments after the addresses are printed."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            return status(desk)
        # As long as nobody listens, a connection within one machine may even reach itself.
        except (ConnectionRefusedError, BadStatusLine):
            time.sleep(0.1)
    raise AssertionError("the desk did not come up")


def test_a_known_error_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.touch()
    told = subprocess.run(  # noqa: S603 - our own command
        [*DALEL, "import", str(file)],
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.strip().splitlines()[-1].startswith("dalel: empty.txt: ")
    assert "Traceback" not in told.stderr
