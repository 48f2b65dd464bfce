"""Atomic exchange of two folders."""

import ctypes
import errno
import os
from pathlib import Path
from typing import Final

# https://man7.org/linux/man-pages/man2/renameat2.2.html
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
#: What a kernel or a file system answers that cannot exchange.
_UNABLE: Final = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}


def exchange(one: Path, other: Path) -> None:
    """Let two existing folders of one file system change places.

    On Linux this is one step of the kernel: there is no moment at which either name is missing.
    Where the kernel or the file system cannot do that, three renames follow one another closely,
    and a reader may find ``other`` missing for some microseconds.

    :raises OSError: when a rename fails.
    """
    if not _exchanged(one, other):
        aside = one.with_name(f"{one.name}.aside")
        other.rename(aside)
        one.rename(other)
        aside.rename(one)


def _exchanged(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
