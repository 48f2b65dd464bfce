"""Gives memory back to the system that was freed in this process.

The C library keeps what was freed for the next time, in a heap for each of several threads. A
worker is at work for seconds and rests for minutes, on a machine on which the desk wants that
memory.
"""

import ctypes
from contextlib import suppress


def give_back_memory() -> None:
    """Give back what is free; where the C library is not glibc, nothing happens."""
    with suppress(OSError, AttributeError):
        # https://man7.org/linux/man-pages/man3/malloc_trim.3.html
        ctypes.CDLL(None).malloc_trim(0)
