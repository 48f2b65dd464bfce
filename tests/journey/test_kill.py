"""Does a process that is killed at any moment lose or double anything?

``KILLS=50 pytest -m slow tests/journey/test_kill.py`` kills at more moments than every run does.
"""

import os
import random
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dalel.cli.sample.press import ARTICLES, open_press
from dalel.pack import default_folder
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from journey.newsroom_home import Home, prepared
from journey.press_walk import HandClock, no_pause

#: What the record says, row keys, times and tries left aside.
_STATE = {
    "findings": "SELECT canonical, state, reason FROM evidence_findingrow",
    "articles": "SELECT canonical, url, state, language, published_iso FROM evidence_articlerow",
    "versions": "SELECT a.canonical, v.number, v.title, v.text FROM evidence_articleversionrow v "
    "JOIN evidence_articlerow a ON a.id = v.article_id",
    "life": "SELECT a.canonical, l.state, l.reason FROM evidence_articleliferow l "
    "JOIN evidence_articlerow a ON a.id = l.article_id",
    "captures": "SELECT DISTINCT url, status, sha256 FROM evidence_capturerow",
    "addresses": "SELECT url, CAST(validators AS TEXT) FROM sources_addressrow",
}

_KILLS = int(os.environ.get("KILLS", "10"))

State = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, kw_only=True)
class Doom:
    """A prepared home to copy, the press's port, the steps of a clean run and its end."""

    home: Home
    port: int
    steps: int
    state: State


@pytest.fixture(scope="module")
def doom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doom]:
    clock = HandClock()
    with (
        prepared(tmp_path_factory.mktemp("home")) as home,
        open_press(default_folder() / ARTICLES, clock=clock, pause=no_pause) as port,
    ):
        with home.copied(tmp_path_factory.mktemp("clean")) as clean:
            steps = int(run(clean, port, 0))
            state = state_of(clean)
        yield Doom(home=home, port=port, steps=steps, state=state)


def run(home: Home, port: int, last: int) -> str:
    """A pass that kills itself at its ``last`` step; what it said when it came to its end."""
    running = home.start("-m", "journey.doomed_run", str(port), str(last))
    said, errors = running.communicate()
    assert running.returncode == (-signal.SIGKILL if last else 0), errors
    return said


def state_of(home: Home) -> State:
    return {name: sorted(home.rows(query)) for name, query in _STATE.items()}


def captures_in(home: Home) -> int:
    return int(home.rows("SELECT COUNT(*) FROM evidence_capturerow")[0][0])


def kill_and_go_on(doom: Doom, folder: Path, moment: int) -> None:
    with doom.home.copied(folder / "home") as home:
        run(home, doom.port, moment)
        run(home, doom.port, 0)
        assert state_of(home) == doom.state, f"killed at step {moment}"
        report = verify(Vault(folder=home.folder / "evidence"))
        assert report.sound, report.findings
        assert report.captures == captures_in(home)


def moments(doom: Doom, count: int) -> list[int]:
    # How many answers come together differs from run to run, and so does the number of steps: only
    # these are sure to be reached.
    return random.Random(2026).sample(range(1, doom.steps * 4 // 5), count)


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=pytest.mark.long) if place % 2 else place
        for place in range(_KILLS)
    ],
)
def test_a_run_killed_at_any_moment_is_made_good_by_the_next(
    doom: Doom, tmp_path: Path, place: int
) -> None:
    kill_and_go_on(doom, tmp_path, moments(doom, _KILLS)[place])
