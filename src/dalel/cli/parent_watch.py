"""The end of a process whose parent is gone, however the parent ended."""

import os
import time
from threading import Thread
from typing import Final

#: The variable in which who serves the desk says who it is to the process that it starts.
PARENT: Final = "UP_PROCESS"
#: Between two looks, in seconds.
_LOOK: Final = 1.0


def end_with_parent() -> None:
    """End this process once the one that ``PARENT`` names is its parent no longer.

    A desk that outlived its ``dalel up`` would go on answering, and nothing would be built. Where
    nobody is named, as under a server of the newsroom's own, nothing is watched.

    From then on it is in a session of its own: Ctrl-C is for the parent alone, which ends it. A
    server that got both signals at one moment has been seen to hang for ever.
    """
    if parent := os.environ.get(PARENT):
        if os.getsid(0) != os.getpid():
            os.setsid()
        Thread(target=_watch, args=(int(parent),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(0)
