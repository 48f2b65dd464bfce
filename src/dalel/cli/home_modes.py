"""Modes of the home: what lies there is its owner's alone, but for the built site.

Whoever made the home beforehand (a person, systemd) may have made it readable by everybody. What is
ours to change is changed at every start; the doctor names the rest.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError

#: What every process of ours lets others do with new files: nothing.
UMASK: Final = 0o077
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
#: Others may pass through a home whose maker let them, so that a web server reaches the site.
_LOOKING: Final = _OTHERS & ~(stat.S_IXGRP | stat.S_IXOTH)
#: The folder of the site and the twin in which it is built (``publish.tree``).
_PUBLIC: Final = frozenset({"site", ".site.next"})


class HomeError(DalelError):
    """The home cannot be used."""


def make_home(home: Path) -> None:
    """Make the home where there is none, and close what others could look into.

    :raises HomeError: when it cannot be a folder, or nobody may make it here.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A folder that cannot be entered fails here, not at the first file.
        _closing(home)
    except (FileExistsError, NotADirectoryError) as error:
        raise HomeError(
            f"{_file_in(home)} is a file, and the home {home} must be a folder: set DALEL_HOME to "
            "another place, or give the file another name"
        ) from error
    except OSError as error:
        raise HomeError(
            f"the home {home} cannot be used ({error.strerror}): let the user who runs Dalel own "
            "it, or set DALEL_HOME to a folder of that user's"
        ) from error


def _file_in(home: Path) -> Path:
    """Which part of the home's path is no folder: the home itself, or what it should lie in."""
    return next((one for one in (home, *home.parents) if one.exists()), home)


def _closing(home: Path) -> None:
    for path, mode in _open(home):
        # Somebody else's file or a read-only disk: the doctor tells.
        with suppress(OSError):
            path.chmod(mode)


def open_to_others(home: Path) -> tuple[Path, ...]:
    """What in the home other users of this machine may read, change or enter, the site apart."""
    return tuple(path for path, _mode in _open(home))


def _open(home: Path) -> Iterator[tuple[Path, int]]:
    """What is open, and the mode that it should have; below a closed folder nobody gets."""
    if os.name != "posix":
        return
    mode = stat.S_IMODE(home.stat().st_mode)
    if mode & _LOOKING:
        yield home, mode & ~_LOOKING
    for path in sorted(home.iterdir()):
        if path.is_symlink() or path.name in _PUBLIC:
            continue
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & _OTHERS:
            yield path, mode & ~_OTHERS
