"""Does a look at the database leave the locks of the process that looks?"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from dalel.newsroom.worker.actions.soundness import problems_of

_ANOTHER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
print(database.execute("SELECT COUNT(*) FROM things").fetchone()[0])
database.close()
"""


def seen_by_another(file: Path) -> int:
    command = [sys.executable, "-c", _ANOTHER, str(file)]
    told = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    return int(told.stdout)


def test_what_is_written_after_a_look_is_seen_by_other_processes(tmp_path: Path) -> None:
    file = tmp_path / "dalel.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE things (name TEXT)")
        # All is in the file itself, and the journal empty: the first bytes are looked at.
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert problems_of(file) == ()
        assert seen_by_another(file) == 0
        database.execute("INSERT INTO things VALUES ('one')")
        assert problems_of(file) == ()
        assert seen_by_another(file) == 1
        database.execute("INSERT INTO things VALUES ('two')")
        assert seen_by_another(file) == 2
