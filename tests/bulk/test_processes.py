"""Whether processes of one machine do every unit, whatever becomes of them."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bulk_works import deadly, done, endless, large, mortal, refusing, stumbling, tasks
from dalel.bulk.engines import EngineError
from dalel.bulk.engines.processes import Processes
from dalel.bulk.orders import OrderError, Task, UnitOutcome

pytestmark = pytest.mark.slow


def outcomes(work: Callable[[Task], UnitOutcome], out: Path, count: int = 6) -> list[UnitOutcome]:
    return sorted(
        Processes(width=2, work=work).outcomes(tasks(count, out)), key=lambda one: one.unit.input
    )


def names(found: list[UnitOutcome]) -> list[str]:
    return [one.unit.input for one in found if not one.failure]


def test_every_unit_is_done_once_by_two_processes_that_are_gone_then(tmp_path: Path) -> None:
    assert names(outcomes(done, tmp_path, 20)) == [f"{at:03}" for at in range(20)]
    workers = {int(file.read_text()) for file in tmp_path.iterdir()}
    assert len(workers) == 2
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_who_grew_too_large_makes_room(tmp_path: Path) -> None:
    assert len(names(outcomes(large, tmp_path, 4))) == 4
    assert len({file.read_text() for file in tmp_path.iterdir()}) == 4


def test_a_unit_at_which_workers_died_goes_to_the_next(tmp_path: Path) -> None:
    assert names(outcomes(mortal, tmp_path, 2)) == ["000", "001"]


def test_a_unit_at_which_all_workers_die_is_given_up_and_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.bulk.engines.processes._DEATHS", 3)
    found = outcomes(deadly, tmp_path, 4)
    assert [one.failure for one in found if one.failure] == ["001: 3 workers died at it"]
    assert names(found) == ["000", "002", "003"]


def test_what_no_worker_can_do_ends_the_work_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(OrderError, match="not here"):
        outcomes(refusing, tmp_path)
    with pytest.raises(EngineError, match="No space left"):
        outcomes(stumbling, tmp_path)


def test_who_is_asked_to_end_can_still_tell_of_it(tmp_path: Path) -> None:
    engine = Processes(width=2, work=endless)
    ended = threading.Event()

    def end() -> None:
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.05)
        ended.set()
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=end, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        list(engine.outcomes(tasks(2, tmp_path)))
    assert ended.is_set()
    assert engine.pids == ()
    assert len(list(tmp_path.glob("*.ended"))) == 2
