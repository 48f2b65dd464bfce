"""Does a worker that is killed at any moment lose nothing that it promised?"""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dalel.steps.archive.ledger import ExchangeKept, events_of, sound_lines
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from evidence_room import exchange, writer

WORKER = Path(__file__).with_name("killed_worker.py")
#: So many that no five deaths can outlast them.
COUNT = 100
#: Later than any operation of a whole run.
NEVER = 10_000


def run(folder: Path, moment: int, count: int = COUNT) -> tuple[bool, set[str]]:
    """Was it killed, and which captures did it hand back?"""
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(WORKER), str(folder), str(count), str(moment)],
        capture_output=True,
        check=False,
        env=environment,
        text=True,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode != 0, set(done.stdout.splitlines())


def named(vault: Vault) -> list[str]:
    """What the chains name, as the worker says it."""
    lines = []
    for path in vault.chain_files():
        with path.open("rb") as stream:
            found = events_of(sound_lines(stream), ExchangeKept)
            lines += [f"{line.link} {event.url}" for line, event in found]
    return lines


def check(folder: Path, moments: list[int]) -> None:
    """Die at each moment in turn, then run to the end."""
    vault = Vault(folder=folder)
    promised: set[str] = set()
    deaths = 0
    for moment in moments:
        killed, handed_back = run(folder, moment)
        deaths += killed
        promised |= handed_back
        writer(vault).close()
        assert verify(vault).findings == ()
        assert promised <= set(named(vault))
    assert deaths == len(moments)
    killed, handed_back = run(folder, NEVER)
    assert not killed
    report = verify(vault)
    assert report.findings == ()
    # As after one clean run: every exchange once.
    assert sorted(line.split()[1] for line in named(vault)) == sorted(
        exchange(number).url for number in range(COUNT)
    )
    assert promised | handed_back <= set(named(vault))
    assert len({line.split()[0] for line in named(vault)}) == report.captures == COUNT


def test_five_deaths_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(20260131)
    check(tmp_path / "vault", [chance.randrange(50) for _ in range(5)])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_fifty_deaths_lose_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    check(tmp_path / "vault", [chance.randrange(50) for _ in range(5)])


@pytest.mark.slow
def test_death_at_each_operation_of_a_run_loses_nothing(tmp_path: Path) -> None:
    for moment in range(300):
        folder = tmp_path / str(moment)
        killed, promised = run(folder, moment, count=8)
        vault = Vault(folder=folder)
        writer(vault).close()
        assert verify(vault).findings == ()
        assert promised <= set(named(vault))
        if not killed:
            return
    pytest.fail("the run has more operations than were tried")
