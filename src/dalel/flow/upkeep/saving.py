"""How is all that a newsroom holds saved, while it goes on working?"""

import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dalel.flow.upkeep.dumping import dump_rows, is_a_file
from dalel.flow.upkeep.restoring import DATABASE, EVIDENCE, ROWS, BackupRefusedError
from dalel.steps.archive.packing import Packed, pack_up
from dalel.steps.archive.vault import Vault

#: What was set: files of the home, under their own names.
_SETTINGS: Final = ("dalel.toml", "sources.json", "secret-key")


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


def _copy(database: Path, copy: Path) -> None:
    """SQLite's own backup: a whole and consistent copy while others write."""
    if not database.is_file():
        raise BackupRefusedError(f"{database} is not there: there is nothing to save.")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=4096)
        target.execute("PRAGMA journal_mode=DELETE")
