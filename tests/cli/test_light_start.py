"""Does a command load only what it needs?

Counts of what is loaded, not of seconds: what these processes left out once cost seconds and
hundreds of megabytes each.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: What only reads, judges, draws, sets, packs, fetches or talks to models.
HEAVY = frozenset({
    "aiohttp", "altair", "botocore", "docx", "icalendar", "mammoth", "natasha", "openai",
    "openpyxl", "pandas", "phonenumbers", "PIL", "playwright", "pyarrow", "pycrfsuite",
    "pymorphy3", "razdel", "scipy", "sklearn", "slovnet", "threadpoolctl", "typst",
    "vl_convert", "xlsxwriter", "yargy",
})  # fmt: skip
#: What the commands that only tell how they are used can do without, too.
FOR_WORK = HEAVY | {"cattrs", "cryptography", "django", "fontTools", "fsspec", "lingua", "numpy"}
#: Runs a command, then tells what it loaded.
_RUN = """
import contextlib, io, json, sys
from dalel.cli.main import main

sys.argv = ["dalel", *{command!r}]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as told:
    main()
print(json.dumps([told.getvalue(), sorted(sys.modules)]))
"""
#: Makes the record of a home.
_RECORD = """
from dalel.cli.command_context import start_django
start_django(only_looks=True)
from dalel.newsroom.worker.actions.prepare import bring_up_to_date
bring_up_to_date()
"""


def run(home: Path, code: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code],
        env=os.environ | {"DALEL_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout


def loaded(home: Path, *command: str) -> tuple[str, frozenset[str]]:
    """What a command tells, and the packages and modules that it loaded."""
    told, modules = json.loads(run(home, _RUN.format(command=command)))
    return told, frozenset(modules) | {name.split(".")[0] for name in modules}


@pytest.mark.parametrize("command", [("--help",), ("--version",), ("evidence", "--help")])
def test_help_loads_nothing_that_works(tmp_path: Path, command: tuple[str, ...]) -> None:
    _, modules = loaded(tmp_path, *command)
    assert modules & FOR_WORK == set()
    assert not [name for name in modules if name.startswith("dalel.newsroom")]


@pytest.mark.slow
def test_the_doctor_of_a_prepared_home_loads_nothing_that_reads_draws_or_sets(
    tmp_path: Path,
) -> None:
    run(tmp_path, _RECORD)
    told, modules = loaded(tmp_path, "doctor")
    # It looked at the record and at the model of meaning.
    assert "SQLite in" in told
    assert "accounts" in told
    assert "in this process" in told
    assert modules & HEAVY == set()
    for apart in ("newsroom.incidents.receivers", "newsroom.incidents.labels", "steps.check"):
        assert f"dalel.{apart}" not in modules
