"""Do two workers and twenty people at the desk ever stand in one another's way?"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dalel.pack import default_folder
from dalel.project.sample.press import ARTICLES, open_press
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verifying import verify
from journey.press_walk import HandClock, no_pause
from journey.test_kill import captures_in, environment, state_of

#: What each person at the desk does: so many accounts made, a transaction each.
_WRITES = 25
_WRITERS = 20
_DESK = """
import sys, django
django.setup()
from dalel.store.models import Member
who, count = sys.argv[1], int(sys.argv[2])
for place in range(count):
    member = Member.objects.create(username=f"{who}-{place}", name=who)
    Member.objects.filter(pk=member.pk).update(name=f"{who} {place}")
"""


def start(home: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, *arguments],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_the_database_is_never_found_locked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment(home), check=True)  # noqa: S603 - our own
    with (
        open_press(default_folder() / ARTICLES, clock=HandClock(), pause=no_pause) as port,
        ThreadPoolExecutor(_WRITERS + 2) as pool,
    ):
        running = [start(home, "-m", "journey.doomed_run", str(port), "0") for _ in range(2)]
        running += [
            start(home, "-c", _DESK, f"person{place}", str(_WRITES)) for place in range(_WRITERS)
        ]
        done = list(pool.map(lambda process: (*process.communicate(), process.returncode), running))
    assert [(code, error) for _, error, code in done if code] == []
    state = state_of(home)
    assert len({row[0] for row in state["findings"]}) == len(state["findings"]) > 80
    assert len({row[:2] for row in state["versions"]}) == len(state["versions"])
    report = verify(Vault(folder=home / "evidence"))
    assert report.sound
    assert report.captures == captures_in(home)
    # A chain for each worker, and one for the seal that one of them set.
    assert (report.chains, report.seals) == (3, 1)
