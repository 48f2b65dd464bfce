"""Plain files: looked at before they are opened, for whoever has the disk can put anything there.

A pipe in the place of a file never answers, a device never ends, and a link leads out of the vault.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def is_plain(path: Path) -> bool:
    """Whether a file lies there itself: no link, folder, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def open_plain(path: Path) -> BinaryIO:
    """Read a file that lies there itself.

    :raises OSError: when there is none, or it is something else.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(path, flags)
    except ValueError as error:
        raise FileNotFoundError(errno.ENOENT, "no file is called so", str(path)) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "a link lies there, and no file", str(path)) from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "what lies there is no plain file", str(path))
    return os.fdopen(handle, "rb")
