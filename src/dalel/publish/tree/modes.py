"""Modes of public files: a web server of another user reads them, whatever umask is in force."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE: Final = 0o644
FOLDER: Final = 0o755
#: Of a folder that holds a preview: nobody else looks in.
PREVIEW: Final = 0o700


def make_folders(name: str) -> None:
    """Make a folder that a web server may enter, and those above it that are missing."""
    missing = []
    while name and not os.path.isdir(name):  # noqa: PTH112 - most files of a site have a folder
        missing.append(name)
        name = os.path.dirname(name)  # noqa: PTH120
    for folder in reversed(missing):
        # Somebody else may have made it meanwhile, and then knows who enters it.
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102
            os.chmod(folder, FOLDER)  # noqa: PTH101


def open_up(path: Path, mode: int) -> None:
    """Give a file or folder its mode; one that is somebody else's keeps what it has."""
    with suppress(PermissionError):
        path.chmod(mode)
