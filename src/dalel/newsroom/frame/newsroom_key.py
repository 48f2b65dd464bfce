"""The newsroom's key: where the key that locks it comes from, and how it is opened.

One random key seals columns and files. It lies in the database, locked with another key that is
looked for in this order: the variable ``DALEL_KEY_VALUE``, the file of the setting ``key_file``, a
credential of systemd (``dalel-key``), a file of the home; or with a passphrase that a member enters
after each start. Then it is in the memory of ``dalel up`` alone, which hands it to other processes
of the same user by a socket (``key_socket``).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from dalel.domain.errors import DalelError
from dalel.newsroom.frame import key_socket, key_wrapping
from dalel.newsroom.frame.key_wrapping import Locked, WrongKeyError
from dalel.newsroom.frame.models.newsroom_key import KeyWay, NewsroomKeyRow
from dalel.newsroom.frame.secret_file import make_once
from dalel.newsroom.frame.transactions import writing

#: How a file is called that takes the place of another one, should it be cut off before.
BESIDE: Final = ".new"
#: The file of the home that holds the key where nothing else was set up.
HOME_FILE: Final = "newsroom-key"
VARIABLE: Final = "DALEL_KEY_VALUE"
#: The name of the credential (https://systemd.io/CREDENTIALS/).
CREDENTIAL: Final = "dalel-key"
_CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"


class LockedError(DalelError):
    """Dalel is locked: run this in a terminal, or unlock it at the desk (dalel serve)."""

    permanent = False


class LostKeyError(DalelError):
    """The newsroom's key is not there."""


class DamagedKeyError(DalelError):
    """What should be a key is none."""


@dataclass(frozen=True, kw_only=True, repr=False)
class FoundKey:
    """A key and where it was found; ``file`` None: in a variable."""

    place: str
    key: bytes
    file: Path | None = None


class _Held:
    """The opened key, in the memory of this process."""

    def __init__(self) -> None:
        self.key: bytes | None = None
        self.lock = Lock()


_held: Final = _Held()


def hold(key: bytes | None) -> None:
    """Keep an opened key in the memory of this process, or forget it."""
    _held.key = key


def newsroom_key() -> bytes:
    """The opened key.

    :raises LockedError: when a passphrase opens it that nobody entered since the start.
    :raises LostKeyError: when it is not where it should be, or another one is.
    """
    key = _held.key
    if key is None:
        with _held.lock:
            key = _held.key or _open()
            _held.key = key
    return key


def is_open() -> bool:
    """Whether the key can be had; that of another newsroom is an error all the same.

    :raises LostKeyError: as ``newsroom_key``.
    """
    try:
        newsroom_key()
    except LockedError:
        return False
    return True


def enter(passphrase: str) -> bool:
    """Open the key with a passphrase and hand it to the other processes; whether it was right."""
    row = key_row()
    if row is None:
        return False
    try:
        key = key_wrapping.opened_with_words(locked_of(row), passphrase)
    except WrongKeyError:
        return False
    hold(key)
    key_socket.hand_in(settings.DALEL.home, key)
    return True


def key_row() -> NewsroomKeyRow | None:
    """The row of the key; None: there is none yet."""
    return NewsroomKeyRow.objects.filter(pk=1).first()


def locked_of(row: NewsroomKeyRow) -> Locked:
    """What is locked in a row."""
    return Locked(token=row.locked, salt=row.salt, cost=row.cost)


def make_key(*, has_sealed: bool) -> None:
    """Make the newsroom's key where there is none, locked with what is set up or is made now.

    It is kept before anything is sealed with it, in a transaction of its own.

    :raises LostKeyError: when rows were sealed already: their key was lost, and a new one would
        only hide it.
    """
    if key_row() is not None:
        return
    key = _held.key
    if has_sealed and key is None:
        raise LostKeyError(
            "Rows of this record are sealed, but the row of the newsroom's key is gone from the "
            "database: bring a whole backup back (dalel restore)."
        )
    found = next(found_keys(), None) or _new_home_key()
    key = key or key_wrapping.new_key()
    with writing():
        _, is_ours = NewsroomKeyRow.objects.get_or_create(
            pk=1,
            defaults={"way": KeyWay.FILE, "locked": key_wrapping.lock(key, found.key).token},
        )
    # Another process may have been faster: then its key is opened.
    hold(key if is_ours else None)


def found_keys() -> Iterator[FoundKey]:
    """The keys that are set up on this machine, in the order in which they are tried.

    :raises DamagedKeyError: when one of them is no key.
    """
    if told := os.environ.get(VARIABLE):
        yield FoundKey(place=VARIABLE, key=_read(told, VARIABLE))
    for file in key_files():
        try:
            text = file.read_text("ascii", "replace")
        # One that root keeps is handed over as a credential.
        except (FileNotFoundError, PermissionError):
            continue
        except OSError as error:
            raise LostKeyError(f"{file} cannot be read: {error.strerror}.") from error
        yield FoundKey(place=str(file), key=_read(text, str(file)), file=file)


def key_files() -> Iterator[Path]:
    """The files in which a key may lie, whether there is any or not."""
    for file in _named_files():
        yield file
        yield file.with_name(f"{file.name}{BESIDE}")


def _named_files() -> Iterator[Path]:
    if settings.DALEL.key_file is not None:
        yield settings.DALEL.key_file
    if folder := os.environ.get(_CREDENTIALS):
        yield Path(folder, CREDENTIAL)
    yield settings.DALEL.home / HOME_FILE


def fitting_key(row: NewsroomKeyRow) -> tuple[FoundKey, bytes] | None:
    """The key on this machine that opens the row, and what it opens; None where none does."""
    locked = locked_of(row)
    for found in found_keys():
        try:
            return found, key_wrapping.opened(locked, found.key)
        except WrongKeyError:
            continue
    return None


def lies_in_home(file: Path) -> bool:
    """Whether a key's file lies in the home, beside what the key opens."""
    return file.resolve().is_relative_to(settings.DALEL.home.resolve())


def _open() -> bytes:
    try:
        row = key_row()
    except DatabaseError as error:
        if "newsroomkey" not in str(error):
            raise
        row = None
    if row is None:
        raise LostKeyError("This record has no key yet: dalel up makes it.")
    if row.way is KeyWay.PASSPHRASE:
        key = key_socket.asked(settings.DALEL.home)
        if key is None:
            raise LockedError
        return key
    fitting = fitting_key(row)
    if fitting is None:
        raise LostKeyError(_lost())
    return fitting[1]


def _lost() -> str:
    tried = [found.place for found in found_keys()]
    if tried:
        return (
            f"The key in {' and in '.join(tried)} does not open this record: it is that of another "
            "newsroom, or of before it was changed. Put the right one there; it is not made anew."
        )
    places = " or ".join(map(str, _named_files()))
    return (
        "The newsroom's key is not there for this user, and what it seals cannot be read: put it "
        f"back into {places}, or give it as {VARIABLE}. On another machine it comes from where you "
        "keep it outside, or from a backup that holds it (dalel backup --with-key)."
    )


def _read(text: str, place: str) -> bytes:
    key = key_wrapping.read(text)
    if key is None:
        raise DamagedKeyError(
            f"{place} holds no key of a newsroom: put the right one there; it is not made anew."
        )
    return key


def _new_home_key() -> FoundKey:
    file = settings.DALEL.home / HOME_FILE
    make_once(file, key_wrapping.written(key_wrapping.new_key()).encode("ascii"))
    return FoundKey(place=str(file), key=_read(file.read_text("ascii"), str(file)), file=file)
