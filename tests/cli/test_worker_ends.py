"""Is each end of the worker beside the desk written down, so that Today can tell of it?"""

from pathlib import Path

import pytest

from journey.newsroom_home import prepared

#: Keeps a worker running that ends at once each time, until two of its ends are written down.
_KEEP = """
import sys
from threading import Event
from dalel.cli.commands.worker_ends import record, worker
ends, enough = [], Event()
def written(ended):
    record(ended)
    ends.append(ended)
    if len(ends) == 2:
        enough.set()
with worker("no-such-command", recorded=written):
    assert enough.wait(240)
"""


@pytest.mark.slow
def test_a_worker_that_cannot_even_begin_is_tried_again_and_its_ends_are_written_down(
    tmp_path: Path,
) -> None:
    with prepared(tmp_path / "home") as home:
        keeping = home.start("-c", _KEEP)
        _, errors = keeping.communicate()
        assert keeping.returncode == 0, errors
        rows = home.rows("SELECT died, code, words FROM frame_workerrow ORDER BY id")
    assert [(bool(died), code) for died, code, _ in rows] == [(True, 2)] * 2
    assert all("no-such-command" in words for _, _, words in rows)
    assert errors.count("The worker ended (exit code 2)") == 2
