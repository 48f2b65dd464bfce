"""The program of a child process: it reads what it is sent, within limits, and says what it found.

It has no settings, no database and no file but its line to the pool. It is started as
``python -m dalel.newsroom.frame.sandbox.child NUMBER``, the number of that line.
"""

import pickle
import re
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError, UnreadableError
from dalel.newsroom.frame.sandbox.readers import MEGABYTE, READERS, Cost
from dalel.newsroom.frame.sandbox.wire import Reply, encode, receive, send, to_json

#: Whoever touched more than this of what it may have, was as likely refused more, and hid it.
_FULL: Final = 0.9
#: Further seconds of the processor until a child that ignores its alarm is killed.
_AFTER: Final = 2
_FILES: Final = 64
_STATUS: Final = Path("/proc/self/status")
_HIGHEST: Final = re.compile(rb"VmHWM:\s*(\d+) kB")


def main() -> None:
    """Answer until the line is closed."""
    line = socket.socket(fileno=int(sys.argv[1]))
    _shut_in()
    while True:
        name, cost, args, kwargs = pickle.loads(receive(line))  # noqa: S301 - from the pool alone.
        listed = READERS[name]
        _limit(cost)
        reply = _answer(name, listed.function, listed.errors, args, kwargs)
        if _peak() > _FULL * cost.megabytes:
            reply = Reply(is_memory=True)
        signal.setitimer(signal.ITIMER_PROF, 0)
        send(line, encode(reply))


def _shut_in() -> None:
    """No core, no file written, no further process, few files open."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        resource.setrlimit(kind, (most, most))


def _limit(cost: Cost) -> None:
    """The signal of the alarm ends the process; its number tells the pool why."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + cost.seconds + _AFTER, hard))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (cost.megabytes * MEGABYTE, hard))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, cost.seconds)


def _answer(
    name: str,
    function: Callable[..., object],
    errors: tuple[type[DalelError], ...],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Reply:
    ours: tuple[type[DalelError], ...] = (UnreadableError, *errors)
    try:
        return Reply(value=to_json(name, function(*args, **kwargs)))
    except MemoryError:
        return Reply(is_memory=True)
    except ours as error:
        return Reply(error=type(error).__name__, message=str(error))
    except Exception:  # noqa: BLE001 - whatever a stranger's bytes bring about is told.
        return Reply(failure=traceback.format_exc(limit=-8)[-4000:])


def _peak() -> float:
    """The most memory that was ever in use, in megabytes.

    Not that of ``getrusage``, which begins with what the parent had when it started us.
    """
    if not _STATUS.exists():
        return 0.0
    found = _HIGHEST.search(_STATUS.read_bytes())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
