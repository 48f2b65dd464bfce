"""Does one command show desk and site on this machine, and end cleanly?"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dalel.project.cli.serving import NoPortError, free_port

TINY = Path(__file__).parents[1] / "packs" / "tiny"
DALEL = (sys.executable, "-c", "from dalel.project.cli import main; main()")


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


def test_when_no_port_is_free_the_message_says_what_to_do() -> None:
    with pytest.raises(NoPortError, match=r"dalel\.toml"):
        free_port(65536)


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "DALEL_HOME": str(home), "DALEL_PACK": str(TINY), **more}


def status(address: str, path: str = "/") -> int:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse().status
    connection.close()
    return answer


def test_help_loads_neither_django_nor_the_pack() -> None:
    code = (
        "import sys; import dalel.project.cli; "
        "print([name for name in ('django', 'babel', 'lxml', 'jinja2', 'dalel.pack')"
        " if name in sys.modules])"
    )
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


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
    )
    try:
        assert process.stdout is not None
        told: dict[str, str] = {}
        for line in process.stdout:
            name, _colon, rest = line.strip().partition(": ")
            told[name] = rest
            if line.startswith("Ctrl-C"):
                break
        assert told["First account"].startswith("admin, password ")
        desk, site = told["Desk"], told["Site"]
        assert len({urlsplit(desk).port, urlsplit(site).port, taken}) == 3
        assert status(site, "/ru/") == 200
        assert status(site, "/nothing") == 404
        assert wait_for(desk) == 302
        assert status(desk, "/static/desk/desk.css") == 200
        assert status(desk, "/static/vendor/literata/LICENSE") == 200
        # The worker came, too, and found no control hosts in the invented pack.
        assert process.stderr is not None
        assert any("control hosts" in line for line in process.stderr)
    finally:
        process.send_signal(signal.SIGINT)
        _rest, complaints = process.communicate(timeout=60)
    assert process.returncode == 0, complaints
    assert "Traceback" not in complaints


def wait_for(desk: str) -> int:
    """The desk's answer; its worker listens some moments after the addresses are printed."""
    for _attempt in range(100_000):
        try:
            return status(desk)
        except ConnectionRefusedError:
            continue
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
