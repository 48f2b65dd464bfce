"""Does the worker read a file that waits, as ``up`` and ``up --sample`` run it, within seconds?"""

import time
from pathlib import Path

import pytest

from journey.newsroom_home import prepared

pytestmark = pytest.mark.slow
#: Saves a file in an entry and then works on, by the command that is named.
_SAVED = """
import sys
from datetime import UTC, datetime
import pyrage
from dalel.cli.command_context import command_context
context = command_context()
from dalel.cli.commands import sample, watch
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.incidents.actions.saved_files import save_file
from dalel.newsroom.incidents.models import IncidentRow
from newsroom.incidents import saved_pictures as made
now = datetime.now(UTC)
key = str(pyrage.x25519.Identity.generate().to_public())
NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": key})
IncidentRow.objects.create(number="KZ-2031-0001", section=1, updated=now)
act = Act(member=Member.objects.create_user("aigerim"), time=now)
save_file("KZ-2031-0001", "scan.png", made.png(made.noise(400, 300)), context.pack, act)
print("saved", flush=True)
if sys.argv[1] == "sample":
    # The press is closed here: what is watched is not asked about.
    sample.watch_press = lambda *_args: None
    sample.watch(port=1)
else:
    watch.work()
"""
#: Stands for Tesseract: it knows both languages and reads one word on every page.
_PROGRAM = """#!/bin/sh
case "$1" in --list-langs) printf 'List of available languages\\nkaz\\nrus\\n'; exit;; esac
cat >/dev/null
printf 'level\\t1\\t2\\t3\\t4\\t5\\t6\\t7\\t8\\t9\\t10\\ttext\\n'
printf '5\\t1\\t1\\t1\\t1\\t1\\t60\\t80\\t120\\t20\\t95\\t850101300123\\n'
"""


@pytest.mark.parametrize("command", ["work", "sample"])
def test_a_file_that_waits_is_read_beside_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "tesseract").write_text(_PROGRAM)
    (programs / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    with prepared(tmp_path / "home") as home:
        worker = home.start("-c", _SAVED, command)
        try:
            assert worker.stdout is not None
            assert worker.stderr is not None
            for line in worker.stdout:
                if line.strip() == "saved":
                    break
            else:
                pytest.fail(worker.stderr.read())
            until = time.monotonic() + 120
            query = "SELECT reading FROM incidents_savedfilerow"
            while home.rows(query) == [("waits",)] and time.monotonic() < until:
                time.sleep(0.5)
            assert home.rows(query) == [("read",)]
            assert home.rows("SELECT kind FROM incidents_maskrow WHERE kind <> 'status bar'") == [
                ("identity number",)
            ]
        finally:
            worker.terminate()
            worker.communicate()
