"""Do two workers and twenty people at the desk ever stand in one another's way?"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dalel.cli.sample.press import ARTICLES, open_press
from dalel.pack import default_folder
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from journey.newsroom_home import SERVER, prepared
from journey.press_walk import HandClock, no_pause
from journey.test_kill import captures_in, state_of

#: What each person at the desk does: so many accounts made, a transaction each.
_WRITES = 10
_DESK = """
import sys, django
django.setup()
from dalel.newsroom.accounts.models import Member
who, count = sys.argv[1], int(sys.argv[2])
for place in range(count):
    member = Member.objects.create(username=f"{who}-{place}", name=who)
    Member.objects.filter(pk=member.pk).update(name=f"{who} {place}")
"""


@pytest.mark.slow
@pytest.mark.parametrize("people", [8, pytest.param(20, marks=pytest.mark.long)])
def test_the_database_is_never_found_locked(tmp_path: Path, people: int) -> None:
    with (
        prepared(tmp_path / "home") as home,
        open_press(default_folder() / ARTICLES, clock=HandClock(), pause=no_pause) as port,
        ThreadPoolExecutor(people + 2) as pool,
    ):
        running = [home.start("-m", "journey.doomed_run", str(port), "0") for _ in range(2)]
        running += [
            home.start("-c", _DESK, f"person{place}", str(_WRITES)) for place in range(people)
        ]
        done = list(pool.map(lambda process: (*process.communicate(), process.returncode), running))
        assert [(code, error) for _, error, code in done if code] == []
        state = state_of(home)
        assert len({row[0] for row in state["findings"]}) == len(state["findings"]) > 80
        assert len({row[:2] for row in state["versions"]}) == len(state["versions"])
        report = verify(Vault(folder=home.folder / "evidence"))
        assert report.sound
        assert report.captures == captures_in(home)
        # A chain for each worker, and one for the seal that one of them set.
        assert (report.chains, report.seals) == (3, 1)


_FIRST = """
import sys, django
django.setup()
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.transactions import at_one_moment, writing
with {door}:
    print(Member.objects.count(), flush=True)
    sys.stdin.readline()
    {then}
print(Member.objects.count())
"""
_WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'relation' AND NOT granted"
_SECOND = """
import django
django.setup()
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.transactions import writing
print("at the door", flush=True)
with {door}:
    print(Member.objects.count())
    Member.objects.create(username="second")
"""


@pytest.mark.slow
@pytest.mark.parametrize("door", ["writing()", "writing(of_a_moment=True)"])
def test_who_writes_waits_for_the_other_and_sees_what_it_wrote(tmp_path: Path, door: str) -> None:
    first_does = _FIRST.format(door="writing()", then='Member.objects.create(username="first")')
    with prepared(tmp_path / "home") as home:
        first = home.start("-c", first_does)
        assert first.stdout is not None
        assert first.stdout.readline() == "0\n"
        second = home.start("-c", _SECOND.format(door=door))
        assert second.stdout is not None
        assert second.stdout.readline() == "at the door\n"
        while SERVER and second.poll() is None and not home.rows(_WAITING):
            """Until it waits, or went in."""
        _, first_errors = first.communicate("go on\n")
        seen, second_errors = second.communicate()
        assert (first.returncode, second.returncode) == (0, 0), first_errors + second_errors
        assert seen == "1\n"


@pytest.mark.slow
def test_who_reads_a_moment_sees_nothing_that_came_later(tmp_path: Path) -> None:
    reads = _FIRST.format(door="at_one_moment()", then="print(Member.objects.count())")
    with prepared(tmp_path / "home") as home:
        reader = home.start("-c", reads)
        assert reader.stdout is not None
        assert reader.stdout.readline() == "0\n"
        writer = home.start("-c", _SECOND.format(door="writing()"))
        assert writer.stdout is not None
        assert writer.stdout.readline() == "at the door\n"
        # A reader stops no writer.
        writer.communicate()
        seen, errors = reader.communicate("go on\n")
        assert (reader.returncode, writer.returncode) == (0, 0), errors
        assert seen.splitlines()[0] == "0"


_BESIDE = """
import django
django.setup()
from dalel.newsroom.accounts.models import Member
Member.objects.create(username="beside")
"""


@pytest.mark.slow
def test_who_writes_of_a_moment_sees_nothing_that_came_later(tmp_path: Path) -> None:
    """Not even what was written without a transaction of ours."""
    writes = _FIRST.format(door="writing(of_a_moment=True)", then="print(Member.objects.count())")
    with prepared(tmp_path / "home") as home:
        first = home.start("-c", writes)
        assert first.stdout is not None
        assert first.stdout.readline() == "0\n"
        beside = home.start("-c", _BESIDE)
        while SERVER and beside.poll() is None:
            """Until it has written; on SQLite it waits."""
        seen, errors = first.communicate("go on\n")
        beside.communicate()
        assert (first.returncode, beside.returncode) == (0, 0), errors
        assert seen.splitlines()[0] == "0"
