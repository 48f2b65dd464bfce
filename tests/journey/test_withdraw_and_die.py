"""A withdrawal that was recorded is in effect after a restart, whenever its process died."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journey.newsroom_home import Home

pytestmark = pytest.mark.slow

MOMENTS = 24


def test_a_withdrawal_that_dies_is_in_effect_after_a_restart_or_was_never_begun(
    tmp_path: Path,
) -> None:
    environment = Home(folder=tmp_path / "home").environment()
    # Its copies of the record are files.
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "journey.doomed_withdrawal", "2026", str(MOMENTS)],
        env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(outcomes) == MOMENTS
    for one in outcomes:
        assert (one["died"], one["broke"]) == (True, False), one
        if one["recorded"]:
            assert one["left"] == [], one
        else:
            assert len(one["left"]) == one["at_once"] > 0, one
    # Some died in the middle: recorded, and still there until the restart.
    assert any(one["recorded"] and one["at_once"] for one in outcomes)
