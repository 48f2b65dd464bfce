"""The protocol by which a unit of systemd says that it is ready and goes on (sd_notify(3))."""

import os
import socket
from contextlib import suppress
from typing import Final

#: A unit is restarted that says nothing for ``WatchdogSec``; it is told that it goes on so many
#: times within it.
_TIMES: Final = 4
_MICROSECONDS: Final = 1e6


def notify(state: str) -> None:
    """Tell whoever started this unit, if anybody listens: ``READY=1``, ``WATCHDOG=1``.

    What cannot be told is lost: the supervisor then does what it does about silence.
    """
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        # A name that begins with @ is one without a file (unix(7), abstract).
        line.connect(f"\0{place[1:]}" if place.startswith("@") else place)
        line.sendall(state.encode())


def watchdog_pause() -> float | None:
    """After how many seconds it should be told that this unit goes on; None: nobody asks."""
    told = os.environ.get("WATCHDOG_USEC", "")
    of_whom = os.environ.get("WATCHDOG_PID", "") or str(os.getpid())
    if not told.isdecimal() or of_whom != str(os.getpid()):
        return None
    return int(told) / _MICROSECONDS / _TIMES
