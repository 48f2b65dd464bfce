"""How is all that a newsroom holds saved, and how does it come back?"""

import shutil
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dalel.domain.errors import DalelError
from dalel.flow.dumping import dump_rows, is_a_file, load_rows
from dalel.steps.archive.packing import Packed, pack_up
from dalel.steps.archive.packing import restore as unpack
from dalel.steps.archive.vault import Vault

DATABASE: Final = "dalel.sqlite3"
#: The rows of a database that is no file.
ROWS: Final = "rows.jsonl"
EVIDENCE: Final = "evidence"
#: What was set: files of the home, under their own names.
_SETTINGS: Final = ("dalel.toml", "sources.json", "secret-key")


class BackupRefusedError(DalelError):
    """A backup cannot be made or restored so."""


def back_up(
    home: Path,
    vault: Vault,
    keys: Sequence[str],
    out: Path,
    *,
    beside: Mapping[str, Path] = MappingProxyType({}),
) -> Packed:
    """Save database, evidence and settings, encrypted; the desk and workers may go on meanwhile.

    The rows are copied before the evidence: captures that come in between are adopted when the
    restored home begins to work. ``beside`` names further files and folders to be saved.

    :raises BackupRefusedError: when there is no database.
    :raises ArchiveError: when no key is given, or one is none.
    """
    vault.prepare()
    with tempfile.TemporaryDirectory(dir=home, prefix=".saving-") as folder:
        rows = Path(folder, DATABASE if is_a_file() else ROWS)
        if is_a_file():
            _copy(home / DATABASE, rows)
        else:
            dump_rows(rows)
        sources = {rows.name: rows, EVIDENCE: vault.folder, **beside}
        sources |= {name: home / name for name in _SETTINGS if (home / name).is_file()}
        return pack_up(sources, keys, out)


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


def load_saved_rows(home: Path) -> bool:
    """Bring the rows of a restored home into its database, where that is no file of the home."""
    file = home / ROWS
    if not file.is_file():
        return False
    load_rows(file)
    file.unlink()
    return True


def _copy(database: Path, copy: Path) -> None:
    """SQLite's own backup: a whole and consistent copy while others write."""
    if not database.is_file():
        raise BackupRefusedError(f"{database} is not there: there is nothing to save.")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=4096)
        target.execute("PRAGMA journal_mode=DELETE")
