"""Moves what locks the newsroom's key: to another file, to a passphrase, back into the home.

Nothing sealed is touched: the key of rows and files stays the same, only what locks it changes. The
new lock is kept before the old one goes, so that whoever is cut off in between has one that opens.
"""

import json
import os
import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from dalel.domain.errors import DalelError
from dalel.newsroom.frame import key_wrapping
from dalel.newsroom.frame.key_socket import hand_in
from dalel.newsroom.frame.key_wrapping import Locked
from dalel.newsroom.frame.models import KeyWay, NewsroomKeyRow
from dalel.newsroom.frame.newsroom_key import (
    BESIDE,
    HOME_FILE,
    fitting_key,
    key_files,
    key_row,
    lies_in_home,
    newsroom_key,
)
from dalel.newsroom.frame.secret_file import make_once
from dalel.newsroom.frame.transactions import writing
from dalel.steps.archive.durable_files import atomic

#: The file of settings, of which a first line may tell where the key lies.
_SETTINGS: Final = "dalel.toml"
_NAMED: Final = re.compile(r"(?m)^key_file[ \t]*=.*$")
#: The variable that outranks the line.
_OUTRANKS: Final = "DALEL_KEY_FILE"


class KeyPlaceError(DalelError):
    """The key cannot be moved there."""


class ShortPassphraseError(DalelError):
    """A passphrase has twelve letters at least: better four words that nobody puts together."""


def move_key(file: Path) -> bool:
    """Lock the newsroom's key with a new one in a file outside the home.

    What locked it before is deleted where it lay in the home. Gives whether the setting
    ``key_file`` was written; it was not where a variable outranks it.

    :raises KeyPlaceError: when the file lies in the home, or holds something else.
    :raises LockedError: when nobody unlocked this newsroom. :raises LostKeyError: without its key.
    """
    home = settings.DALEL.home
    if lies_in_home(file):
        raise KeyPlaceError(
            f"{file} lies in the home, beside what it opens: name a file elsewhere, best on "
            "another disk."
        )
    _lock_by_file(file)
    was_written = _name_in_settings(home, file)
    _drop_home_file(home, but=file)
    return was_written


def bring_home() -> Path:
    """Lock the newsroom's key with a new one in the home, as in a trial at home; gives the file."""
    file: Path = settings.DALEL.home / HOME_FILE
    _lock_by_file(file)
    return file


def lock_key(passphrase: str) -> None:
    """Lock the newsroom's key with a passphrase, which a member enters after each start.

    :raises ShortPassphraseError: when it is too short. Else as ``move_key``.
    """
    if len(passphrase.strip()) < key_wrapping.SHORTEST:
        raise ShortPassphraseError
    key = newsroom_key()
    _keep(key_wrapping.lock_with_words(key, passphrase), KeyWay.PASSPHRASE)
    hand_in(settings.DALEL.home, key)
    _drop_home_file(settings.DALEL.home)


def change_key() -> Path:
    """Lock the newsroom's key with a new one in the file in which the old one lies.

    :raises KeyPlaceError: when it lies in no file that can be written. Else as ``move_key``.
    """
    row = key_row()
    found = fitting_key(row) if row else None
    if found is None or found[0].file is None:
        raise KeyPlaceError(
            "The key in force lies in no file: move it to one first (dalel key move FILE)."
        )
    beside = found[0].file
    file = beside.with_name(beside.name.removesuffix(BESIDE))
    try:
        if beside == file:
            beside = file.with_name(f"{file.name}{BESIDE}")
            beside.unlink(missing_ok=True)
            _lock_by_file(beside)
        # Until then the key is found under either name.
        beside.replace(file)
    except OSError as error:
        raise KeyPlaceError(f"{file} cannot be changed: {error.strerror}.") from error
    return file


def leftover_keys() -> tuple[Path, ...]:
    """Files that look like keys of this newsroom and open nothing any more."""
    row = key_row()
    fitting = fitting_key(row) if row and row.way is KeyWay.FILE else None
    in_force = fitting[0].file if fitting else None
    return tuple(file for file in key_files() if file.is_file() and file != in_force)


def _lock_by_file(file: Path) -> None:
    """Write a new key into a file, unless a try that was cut off did, and lock with it.

    :raises KeyPlaceError: when the file holds something else, or cannot be written.
    """
    key = newsroom_key()
    if not file.exists():
        try:
            make_once(file, key_wrapping.written(key_wrapping.new_key()).encode("ascii"))
        except OSError as error:
            # The system names a file of ours, which is gone.
            raise KeyPlaceError(
                f"{file} cannot be written: {error.strerror}. The key lies where it lay."
            ) from error
    by = key_wrapping.read(file.read_text("ascii", "replace"))
    if by is None:
        raise KeyPlaceError(f"{file} holds something that is no key; name a new file.")
    _keep(key_wrapping.lock(key, by), KeyWay.FILE)


def _keep(locked: Locked, way: KeyWay) -> None:
    with writing():
        NewsroomKeyRow.objects.filter(pk=1).update(
            locked=locked.token, salt=locked.salt, cost=dict(locked.cost), way=way
        )
    # On the disk before what opened the older lock is deleted; nor does the journal keep that.
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _name_in_settings(home: Path, file: Path) -> bool:
    """Write where the key lies into the settings, in the place of an older line or above all."""
    if os.environ.get(_OUTRANKS):
        return False
    place = home / _SETTINGS
    before = place.read_text("utf-8") if place.exists() else ""
    line = f"key_file = {json.dumps(str(file.resolve()), ensure_ascii=False)}"
    text, count = _NAMED.subn(lambda _older: line, before, count=1)
    with atomic(place) as stream:
        stream.write((text if count else f"{line}\n{before}").encode())
    place.chmod(0o600)
    return True


def _drop_home_file(home: Path, but: Path | None = None) -> None:
    """Write over and delete the key that lay in the home; a disk may keep older sectors."""
    file = home / HOME_FILE
    if not file.is_file() or file == but:
        return
    with file.open("r+b") as stream:
        stream.write(bytes(file.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()
