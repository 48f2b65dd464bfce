"""How does a backup come back into an empty home?

Without Django: its settings lie in the backup, and are read when they are there.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.steps.archive.packing import Packed
from dalel.steps.archive.packing import restore as unpack

DATABASE: Final = "dalel.sqlite3"
#: The rows of a database that is no file.
ROWS: Final = "rows.jsonl"
EVIDENCE: Final = "evidence"


class BackupRefusedError(DalelError):
    """A backup cannot be made or restored so."""


def restore(backup: Path, identities: Sequence[str], home: Path) -> Packed:
    """Bring a backup back into a home that holds nothing yet.

    What was withheld since is not known here: ``flow.deciding.mend`` learns it.

    :raises BackupRefusedError: when the home has a database or evidence already.
    :raises ArchiveError: when the keys do not fit, or a digest is wrong; then nothing is changed.
    """
    for name in (DATABASE, ROWS, EVIDENCE):
        if (home / name).exists():
            raise BackupRefusedError(
                f"{home / name} exists already: restore into an empty home (DALEL_HOME)."
            )
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    room = home / ".restored"
    if room.exists():
        shutil.rmtree(room)
    packed = unpack(backup, identities, room)
    for path in sorted(room.iterdir()):
        path.replace(home / path.name)
    room.rmdir()
    return packed
