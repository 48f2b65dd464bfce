"""Restoring: a backup comes back into an empty home, whole or not at all.

Without Django: its settings lie in the backup, and are read when they are there.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.newsroom.worker.actions.row_files import counts_in
from dalel.newsroom.worker.actions.soundness import problems_of
from dalel.steps.archive.encrypted_backup import Packed
from dalel.steps.archive.encrypted_backup import restore as unpack

DATABASE: Final = "dalel.sqlite3"
#: The rows of a database that is no file.
ROWS: Final = "rows.jsonl"
EVIDENCE: Final = "evidence"
#: Stands in a home from the first file that is moved there until what was withheld since is
#: withheld again; it names what was moved.
_UNFINISHED: Final = ".restore-unfinished"
_ROOM: Final = ".restored"


class BackupRefusedError(DalelError):
    """A backup cannot be made or restored so."""


def refuse_damaged(problems: Sequence[str]) -> None:
    """Save nothing of a database in which such problems were found.

    :raises BackupRefusedError: when there are any.
    """
    if problems:
        raise BackupRefusedError(
            f"The database is damaged, so nothing was saved and the backup made before stays as it "
            f"is ({'; '.join(problems)}). Bring the newest sound backup back into an empty home: "
            "dalel restore."
        )


class RestoreUnfinishedError(DalelError):
    """A restore was cut off."""


def restore(backup: Path, identities: Sequence[str], home: Path) -> Packed:
    """Bring a backup back into a home that holds nothing yet, or what a try left unfinished.

    Its database is looked at before anything of the home is touched. Until ``finish`` the home
    counts as unfinished. What was withheld since is not known here: ``flow.evidence.withholding``
    learns it.

    :raises BackupRefusedError: when the home has a database or evidence already, or the backup's
        database is damaged.
    :raises ArchiveError: when the keys do not fit, or a digest is wrong; then nothing is changed.
    """
    moved = _moved(home)
    for name in (DATABASE, ROWS, EVIDENCE):
        if name not in moved and (home / name).exists():
            raise _is_there(home / name)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for litter in (home / _ROOM, *home.glob(".restoring-*")):
        _remove(litter)
    room = home / _ROOM
    packed = unpack(backup, identities, room)
    try:
        _refuse_damage(room)
        paths = sorted(room.iterdir())
        for path in paths:
            target = home / path.name
            if path.name not in moved and target.is_dir() and any(target.iterdir()):
                raise _is_there(target)
    except DalelError:
        shutil.rmtree(room)
        raise
    _move(paths, home)
    room.rmdir()
    return packed


def refuse_unfinished(home: Path) -> None:
    """Nothing is done in a home that holds half a backup.

    :raises RestoreUnfinishedError: when a restore was cut off here.
    """
    if (home / _UNFINISHED).exists():
        raise RestoreUnfinishedError(
            f"A restore into {home} was cut off: run the same dalel restore again; it begins anew."
        )


def finish(home: Path) -> None:
    """Everything is back, and what was withheld since is withheld again."""
    (home / _UNFINISHED).unlink(missing_ok=True)


def _move(paths: Sequence[Path], home: Path) -> None:
    # Written before the first file is moved: a home is never taken for whole that is not.
    marker = home / _UNFINISHED
    marker.write_text("".join(f"{path.name}\n" for path in paths), "utf-8")
    for path in paths:
        _remove(home / path.name)
        path.replace(home / path.name)


def _moved(home: Path) -> frozenset[str]:
    marker = home / _UNFINISHED
    return frozenset(marker.read_text("utf-8").split("\n") if marker.exists() else ())


def _refuse_damage(room: Path) -> None:
    """A backup of an older Dalel may hold a damaged database: those made now are proved."""
    database, rows = room / DATABASE, room / ROWS
    problems: Sequence[str] = ()
    if database.exists() or not rows.exists():
        problems = problems_of(database, thorough=True)
    else:
        try:
            counts_in(rows)
        except ValueError as error:
            problems = (f"{ROWS}: {error}",)
    if problems:
        raise BackupRefusedError(
            f"The database in this backup is damaged, so nothing was restored "
            f"({'; '.join(problems)}). Try an older backup."
        )


def _is_there(path: Path) -> BackupRefusedError:
    return BackupRefusedError(f"{path} exists already: restore into an empty home (DALEL_HOME).")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
