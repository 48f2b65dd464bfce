"""Does a command that stays leave the beginning of a record to a process of its own?"""

import os
import subprocess
import sys
from pathlib import Path

TINY = Path(__file__).parents[1] / "packs" / "tiny"
#: Says what this process itself brought in, and what then stands in the record.
_STAYING = """
from dalel.cli.command_context import start_django
start_django()
from dalel.newsroom.incidents.actions import import_bulletin
brought, here = import_bulletin.import_past, []
import_bulletin.import_past = lambda *all, **named: here.append(brought(*all, **named))
from dalel.cli.commands.beginning import lasting_context
lasting_context()
from dalel.newsroom.editions.models import EditionRow
print(here, EditionRow.objects.count())
"""


def in_home(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", *words],
        env={**os.environ, "DALEL_HOME": str(home), "DALEL_PACK": str(TINY)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_bulletins_of_a_new_record_are_brought_in_elsewhere_and_told_of(tmp_path: Path) -> None:
    began = in_home(tmp_path / "home", _STAYING)
    assert began.returncode == 0, began.stderr
    assert began.stdout == "[None] 1\n"
    assert began.stderr.count("came with the pack") == 1
    again = in_home(tmp_path / "home", _STAYING)
    assert (again.stdout, again.stderr) == ("[None] 1\n", "")


def test_a_record_that_cannot_be_begun_is_told_of_once(tmp_path: Path) -> None:
    chains = tmp_path / "evidence" / "chains"
    chains.mkdir(parents=True)
    (chains / "2031-06-02.jsonl").write_text("{}\n")
    refused = in_home(tmp_path, "from dalel.cli.main import main; main()", "serve")
    assert refused.returncode == 1
    assert refused.stderr.count("the record was lost") == 1
    assert "Traceback" not in refused.stderr
