"""How is all that a newsroom holds saved, and how does it come back?"""

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.steps.archive.packing import Packed, pack_up
from dalel.steps.archive.packing import restore as unpack
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.withholding import finish

DATABASE: Final = "dalel.sqlite3"
EVIDENCE: Final = "evidence"
#: Files of the home beside the database: what was set, and the key of the sessions.
_SETTINGS: Final = ("dalel.toml", "secret-key")


class BackupRefusedError(DalelError):
    """A backup cannot be made or restored so."""


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back, and how many bodies had to be withheld anew."""

    packed: Packed
    withheld_again: int


def back_up(home: Path, vault: Vault, keys: Sequence[str], out: Path) -> Packed:
    """Save database, evidence and settings, encrypted; the desk and workers may go on meanwhile.

    The database is copied before the evidence: captures that come in between are adopted when the
    restored home begins to work.

    :raises BackupRefusedError: when the database is not the SQLite file of the home.
    :raises ArchiveError: when no key is given, or one is none.
    """
    database = home / DATABASE
    if not database.is_file():
        raise BackupRefusedError(
            f"{database} is not there: with PostgreSQL use pg_dump for the rows, and back up "
            f"{vault.folder} beside it."
        )
    vault.prepare()
    with tempfile.TemporaryDirectory(dir=home, prefix=".saving-") as folder:
        copy = Path(folder, DATABASE)
        _copy(database, copy)
        sources = {DATABASE: copy, EVIDENCE: vault.folder}
        sources |= {name: home / name for name in _SETTINGS if (home / name).is_file()}
        return pack_up(sources, keys, out)


def restore(backup: Path, identities: Sequence[str], home: Path) -> Restored:
    """Bring a backup back into a home that holds nothing yet.

    What was withheld later than a body was saved is withheld again.

    :raises BackupRefusedError: when the home has a database or evidence already.
    :raises ArchiveError: when the keys do not fit, or a digest is wrong; then nothing is changed.
    """
    for name in (DATABASE, EVIDENCE):
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
    again = finish(Vault(folder=home / EVIDENCE))
    return Restored(packed=packed, withheld_again=len(again))


def _copy(database: Path, copy: Path) -> None:
    """SQLite's own backup: a whole and consistent copy while others write."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=4096)
        target.execute("PRAGMA journal_mode=DELETE")
