"""Are the files of a server what systemd and the web servers take, and are its units shut in?"""

import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dalel.cli.main import app

pytestmark = pytest.mark.slow
HOSTS = ("--desk", "desk.ozernia.test", "--site", "ozernia.test", "--contact", "a@ozernia.test")
#: The most that may be open of a unit, by the measure of systemd.
EXPOSURE = 2.5


@pytest.fixture(params=["", "browser"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder in the place of a machine, set up without or with a browser."""
    program = tmp_path / "dalel"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    more = ["--browser", "--key-file", "/etc/dalel/dalel-key"] if request.param else []
    told = CliRunner().invoke(
        app,
        ["setup", "--yes", "--root", str(tmp_path), "--program", str(program), *HOSTS, *more],
    )
    assert told.exit_code == 0, told.output
    return tmp_path


def said(*command: str) -> str:
    """What a command prints that succeeds."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - those below
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_systemd_finds_nothing_wrong_with_a_unit_and_little_open(root: Path) -> None:
    units = sorted((root / "etc/systemd/system").iterdir())
    assert len(units) == 4
    # The user is made on the machine itself.
    told = said("systemd-analyze", "verify", "--man=no", *map(str, units))
    assert "dalel" not in told, told
    for unit in units:
        if unit.suffix == ".service":
            told = said("systemd-analyze", "security", "--offline=true", "--no-pager", str(unit))
            found = re.search(r"exposure level for \S+: ([\d.]+)", told)
            assert found
            assert float(found[1]) <= EXPOSURE


def test_a_backup_is_due_each_night(root: Path) -> None:
    timer = (root / "etc/systemd/system/dalel-backup.timer").read_text()
    found = re.search(r"OnCalendar=(.*)", timer)
    assert found
    assert "03:30:00" in said("systemd-analyze", "calendar", found[1])


def test_caddy_takes_its_file_and_would_not_format_it_otherwise(root: Path) -> None:
    file = root / "etc/caddy/Caddyfile.d/dalel.caddyfile"
    assert "Valid configuration" in said(
        "caddy", "validate", "--adapter", "caddyfile", "--config", str(file)
    )
    assert said("caddy", "fmt", str(file)) == file.read_text()


def test_the_command_of_the_server_is_a_script_that_a_shell_reads(root: Path) -> None:
    said("sh", "-n", str(root / "usr/local/bin/dalel"))
