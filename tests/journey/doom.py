"""Deaths at a given step: a child that kills itself at what Python itself tells of.

A step is an act on a file, a database that is opened, or a statement of SQL.
https://docs.python.org/3/library/audit_events.html
"""

import os
import signal
import sys
from collections.abc import Callable

_STEPS = frozenset(
    (
        *("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"),
        *("os.chmod", "os.listdir", "os.scandir", "shutil.rmtree", "tempfile.mkstemp"),
        *("tempfile.mkdtemp", "sqlite3.connect", "sqlite3.connect/handle", "fcntl.flock"),
    )
)


def doomed(act: Callable[[], object], last: int) -> tuple[int, bool]:
    """Do something in a child that dies at its step ``last``; 0 never comes.

    Gives how many steps there were, which only a child that lived tells, and whether it died.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading) as told:
            count = told.read()
        _, status = os.waitpid(child, 0)
        died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert died or status == 0, status
        return int(count or 0), died
    seen = 0

    def step(event: str, _arguments: object) -> None:
        nonlocal seen
        if event in _STEPS:
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

    status = 1
    try:
        sys.addaudithook(step)
        act()
        os.write(writing, str(seen).encode())
        status = 0
    finally:
        os._exit(status)
