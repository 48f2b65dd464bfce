"""Is every act heard, also where a process only meant to look?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_LOOKING = """
import json, sys
from dalel.cli.command_context import start_django
start_django(only_looks=True)
from dalel.newsroom.frame.transactions import writing

before = "dalel.newsroom.incidents.receivers" in sys.modules
with writing():
    within = "dalel.newsroom.incidents.receivers" in sys.modules
words = "dalel.newsroom.incidents.labels" in sys.modules
from dalel.domain.states import VersionState
from dalel.newsroom.frame.labels import label
said = label(VersionState.DRAFT)
print(json.dumps([before, within, words, bool(said)]))
"""


@pytest.mark.slow
def test_whoever_writes_is_heard_and_words_come_when_one_is_asked_for(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", _LOOKING],
        env=os.environ | {"DALEL_HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == [False, True, False, True]
