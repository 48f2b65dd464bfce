"""Does a process that is killed at any moment lose or double anything?"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import dalel
from dalel.pack import default_folder
from dalel.project.sample.press import ARTICLES, open_press
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verifying import verify
from journey.press_walk import HandClock, no_pause

_SOURCE = str(Path(dalel.__file__).parents[1])
_TESTS = str(Path(__file__).parents[1])
#: What the record says, row keys, times and tries left aside.
_STATE = {
    "findings": "SELECT canonical, state, reason FROM store_findingrow",
    "articles": "SELECT canonical, url, state, language, published_iso FROM store_articlerow",
    "versions": "SELECT a.canonical, v.number, v.title, v.text FROM store_articleversionrow v "
    "JOIN store_articlerow a ON a.id = v.article_id",
    "life": "SELECT a.canonical, l.state, l.reason FROM store_articleliferow l "
    "JOIN store_articlerow a ON a.id = l.article_id",
    "captures": "SELECT DISTINCT url, status, sha256 FROM store_capturerow",
    "addresses": "SELECT url, validators FROM store_addressrow",
}

State = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, kw_only=True)
class Doom:
    """A prepared home to copy, the press's port, the steps of a clean run and its end."""

    home: Path
    port: int
    steps: int
    state: State


@pytest.fixture(scope="module")
def doom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doom]:
    home = tmp_path_factory.mktemp("home")
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment(home), check=True)  # noqa: S603 - our own
    clock = HandClock()
    with open_press(default_folder() / ARTICLES, clock=clock, pause=no_pause) as port:
        clean = tmp_path_factory.mktemp("clean") / "home"
        shutil.copytree(home, clean)
        done = run(clean, port, 0)
        assert done.returncode == 0, done.stderr
        yield Doom(home=home, port=port, steps=int(done.stdout), state=state_of(clean))


def environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "DALEL_HOME": str(home),
        "PYTHONPATH": os.pathsep.join((_SOURCE, _TESTS)),
        "DJANGO_SETTINGS_MODULE": "dalel.project.settings",
    }


def run(home: Path, port: int, last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "journey.doomed_run", str(port), str(last)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def state_of(home: Path) -> State:
    connection = sqlite3.connect(home / "dalel.sqlite3")
    try:
        return {name: sorted(connection.execute(query)) for name, query in _STATE.items()}
    finally:
        connection.close()


def captures_in(home: Path) -> int:
    connection = sqlite3.connect(home / "dalel.sqlite3")
    try:
        return int(connection.execute("SELECT COUNT(*) FROM store_capturerow").fetchone()[0])
    finally:
        connection.close()


def kill_and_go_on(doom: Doom, folder: Path, moment: int) -> None:
    home = folder / f"home-{moment}"
    shutil.copytree(doom.home, home)
    killed = run(home, doom.port, moment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = run(home, doom.port, 0)
    assert again.returncode == 0, again.stderr
    assert state_of(home) == doom.state, f"killed at step {moment}"
    report = verify(Vault(folder=home / "evidence"))
    assert report.sound, report.findings
    assert report.captures == captures_in(home)


def moments(doom: Doom, count: int) -> list[int]:
    return random.Random(2026).sample(range(1, doom.steps), count)


@pytest.mark.parametrize("place", range(1))
def test_a_killed_run_is_made_good_by_the_next(doom: Doom, tmp_path: Path, place: int) -> None:
    kill_and_go_on(doom, tmp_path, moments(doom, 50)[place])


@pytest.mark.slow
@pytest.mark.parametrize("place", range(1, 50))
def test_a_run_killed_at_any_moment_is_made_good_by_the_next(
    doom: Doom, tmp_path: Path, place: int
) -> None:
    kill_and_go_on(doom, tmp_path, moments(doom, 50)[place])
