"""Does a long work show how far it is, how long it takes as a rule, and what became of it?"""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.errors import NotFoundError
from dalel.newsroom.frame.long_works import (
    LongWork,
    LongWorkState,
    WorkCancelledError,
    cancel_work,
    go_on,
    long_works,
    under_way,
)


def state(home: Path) -> LongWorkState:
    return long_works(home)[0].state


def test_nothing_is_there_before_anything_was_done(tmp_path: Path) -> None:
    assert long_works(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_step_and_pieces_are_seen_while_it_runs(tmp_path: Path) -> None:
    go_on("writing", 1, 2)
    with under_way(tmp_path, LongWork.IMPORT, member=7):
        go_on("writing", 3, 38)
        (seen,) = long_works(tmp_path)
        assert (seen.member, seen.step, seen.done, seen.total) == (7, "writing", 3, 38)
        assert seen.state is LongWorkState.RUNNING
        assert seen.left_to_do(datetime.now(UTC)) is None
    assert state(tmp_path) is LongWorkState.DONE


def test_time_left_is_that_of_runs_of_the_same_kind(tmp_path: Path) -> None:
    folder = tmp_path / "works"
    folder.mkdir()
    (folder / "past.json").write_text(json.dumps({"import": [50, 60, 400], "backup": [5]}))
    with under_way(tmp_path, LongWork.IMPORT):
        (seen,) = long_works(tmp_path)
        assert seen.usual == timedelta(seconds=60)
        assert seen.left_to_do(seen.started + timedelta(seconds=20)) == timedelta(seconds=40)
        # Nobody can say any more.
        assert seen.left_to_do(seen.started + timedelta(seconds=61)) is None
    assert len(json.loads((folder / "past.json").read_text())["import"]) == 4


def test_only_what_was_done_tells_how_long_it_takes(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), under_way(tmp_path, LongWork.IMPORT):
        raise RuntimeError("a fault")
    assert state(tmp_path) is LongWorkState.FAILED
    assert not (tmp_path / "works" / "past.json").exists()


def test_what_is_cancelled_ends_at_the_next_piece_unless_it_is_too_late(tmp_path: Path) -> None:
    def worked() -> None:
        with under_way(tmp_path, LongWork.BACKUP):
            cancel_work(tmp_path, long_works(tmp_path)[0].key)
            go_on("proving", may_cancel=False)
            go_on("packing")

    with pytest.raises(WorkCancelledError):
        worked()
    assert state(tmp_path) is LongWorkState.CANCELLED
    with pytest.raises(NotFoundError):
        cancel_work(tmp_path, long_works(tmp_path)[0].key)
    with pytest.raises(NotFoundError):
        cancel_work(tmp_path, "../../etc/passwd")


def test_a_work_that_was_killed_is_over(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; "
        "from dalel.newsroom.frame.long_works import LongWork, under_way\n"
        "with under_way(Path(sys.argv[1]), LongWork.BACKUP) as work:\n"
        "    work.go_on('packing', 1, 2); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)  # noqa: S603 - ours
    (seen,) = long_works(tmp_path)
    assert (seen.state, seen.step) == (LongWorkState.DIED, "packing")
    assert seen.ended is not None


def test_a_home_that_takes_no_files_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "works").write_text("in the way")
    with under_way(tmp_path, LongWork.IMPORT) as work:
        work.go_on("writing", 1, 2)
    assert long_works(tmp_path) == ()


def test_a_damaged_file_is_passed_over(tmp_path: Path) -> None:
    with under_way(tmp_path, LongWork.IMPORT):
        pass
    (file,) = (tmp_path / "works").glob("?" * 16 + ".json")
    file.write_text("{}")
    assert long_works(tmp_path) == ()
