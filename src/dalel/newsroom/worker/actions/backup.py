"""Backups: all that a newsroom holds is saved while it works, and proved before it counts.

What is damaged is not saved: the backup that was made before stays as it is.
"""

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dalel.newsroom.frame.long_works import LongWork, under_way
from dalel.newsroom.frame.transactions import at_one_moment
from dalel.newsroom.incidents.queries.saved_files import FOLDER
from dalel.newsroom.releases.actions.release_key import BROUGHT, SUCCESSION
from dalel.newsroom.worker.actions.dump import counts_of_rows, dump_rows, is_a_file
from dalel.newsroom.worker.actions.restore import (
    DATABASE,
    EVIDENCE,
    ROWS,
    BackupRefusedError,
    refuse_damaged,
)
from dalel.newsroom.worker.actions.row_files import counts_in
from dalel.newsroom.worker.actions.server_soundness import problems_of_server
from dalel.newsroom.worker.actions.soundness import counts_of, open_to_read, problems_of
from dalel.steps.archive.durable_files import leftovers
from dalel.steps.archive.encrypted_backup import Packed, pack_up
from dalel.steps.archive.vault import Vault

#: What was set: files of the home, under their own names.
#: The newsroom's key is none of them: it is in a backup only if the owner says so.
_SETTINGS: Final = ("dalel.toml", "sources.json", "secret-key")
#: Where the key that signs releases lies in the home.
KEYS: Final = "keys"
KEY: Final = "release.key"
_ROOM: Final = ".saving-"


def back_up(
    home: Path,
    vault: Vault,
    keys: Sequence[str],
    out: Path,
    *,
    beside: Mapping[str, Path] = MappingProxyType({}),
    with_release_key: bool = False,
) -> Packed:
    """Save database, evidence and settings, encrypted; the desk and workers may go on meanwhile.

    The rows are copied before the evidence: captures that come in between are adopted when the
    restored home begins to work. ``beside`` names further files and folders to be saved.
    The key that signs releases stays out, unless ``with_release_key``. Before the
    backup stands at ``out`` it is opened again and its database is restored into a temporary
    folder, looked at, and counted against the rows that were there when they were copied.

    :raises BackupRefusedError: when there is no database, or it is damaged.
    :raises WorkCancelledError: when somebody at the desk cancels it; what stood at ``out`` stays.
    :raises ArchiveError: when no key is given, or one is none.
    """
    with _alone(home), under_way(home, LongWork.BACKUP) as work:
        for litter in (*home.glob(f"{_ROOM}*"), *leftovers(out)):
            shutil.rmtree(litter) if litter.is_dir() else litter.unlink()
        vault.prepare()
        with tempfile.TemporaryDirectory(dir=home, prefix=_ROOM) as folder:
            work.go_on("copying")
            rows = Path(folder, DATABASE if is_a_file() else ROWS)
            counts = _copy(home / DATABASE, rows) if is_a_file() else _dump(rows)
            sources = {rows.name: rows, EVIDENCE: vault.folder, **beside}
            if (home / FOLDER).is_dir():
                sources[FOLDER] = home / FOLDER
            sources |= {name: home / name for name in _SETTINGS if (home / name).is_file()}
            public = home / KEYS / SUCCESSION
            if public.is_file():
                sources[BROUGHT] = public
            if with_release_key and _take_key(home / KEYS / KEY, Path(folder, KEYS)):
                sources[KEYS] = Path(folder, KEYS)
            room = Path(folder, "trial")
            room.mkdir()

            def prove(tried: Path) -> None:
                work.go_on("proving")
                _prove(tried, counts)

            def told(done: int, total: int) -> None:
                work.go_on("packing", done, total)

            return pack_up(sources, keys, out, room=room, prove=prove, told=told)


def _take_key(key: Path, copy: Path) -> bool:
    """Take the key that signs releases, which the owner wishes to be saved."""
    if key.is_file():
        copy.mkdir(mode=0o700)
        shutil.copy2(key, copy)
    return key.is_file()


def _copy(database: Path, copy: Path) -> Mapping[str, int]:
    """SQLite's own backup: a whole and consistent copy while others write, and its rows counted."""
    if not database.is_file():
        raise BackupRefusedError(f"{database} is not there: there is nothing to save.")
    refuse_damaged(problems_of(database))
    try:
        with closing(open_to_read(database)) as source, closing(sqlite3.connect(copy)) as target:
            # Within a transaction the copy is of the moment at which the rows are counted, and it
            # need not begin anew when others write.
            source.execute("BEGIN")
            counts = counts_of(source)
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        refuse_damaged((str(error),))
        raise
    refuse_damaged(problems_of(copy, thorough=True))
    return counts


def _dump(rows: Path) -> Mapping[str, int]:
    refuse_damaged(problems_of_server().problems)
    with at_one_moment():
        dump_rows(rows)
        return counts_of_rows()


def _prove(room: Path, counts: Mapping[str, int]) -> None:
    """Whether what came out of the backup is sound, and all that went in."""
    file = room / DATABASE
    if not file.exists():
        if counts_in(room / ROWS) != counts:
            raise BackupRefusedError("What the backup holds are not the rows that are here.")
        return
    refuse_damaged(problems_of(file))
    with closing(open_to_read(file)) as restored:
        if counts_of(restored) != counts:
            raise BackupRefusedError("What the backup holds are not the rows that are here.")


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One backup of a home at a time: each sweeps what others left that were killed."""
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BackupRefusedError(f"{home} is being saved already.") from error
    else:
        yield
    finally:
        os.close(handle)
