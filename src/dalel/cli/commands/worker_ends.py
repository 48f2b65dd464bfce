"""Desk, builder and worker: kept running, and each end of the worker written down."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from typing import Final

from dalel.cli.command_context import start_django, tell
from dalel.cli.commands.builds import BESIDE, DALEL
from dalel.cli.supervisor import Ended, supervised

_NOTE: Final = "from dalel.cli.commands.worker_ends import note; note()"
#: Seconds that writing an end down may take.
_PATIENCE: Final = 120


def worker(
    *command: str, recorded: Callable[[Ended], None] | None = None
) -> AbstractContextManager[Callable[[], None]]:
    """``dalel work`` in a process of its own, started anew whenever it ends by itself.

    Another ``command`` of dalel works in its place.
    """
    words = [*BESIDE, *(command or ("work",))]
    return supervised("The worker", words, recorded=recorded or record, told=tell)


def builder() -> AbstractContextManager[Callable[[], None]]:
    """``dalel builder`` in a process of its own; what becomes of builds stands in their queue."""
    return supervised("The builder", [*DALEL, "builder"], recorded=lambda _ended: None, told=tell)


def desk(port: int) -> AbstractContextManager[Callable[[], None]]:
    """The desk in a process of its own; its end is seen by whoever uses it."""
    words = [*BESIDE, "desk", str(port)]
    return supervised("The desk", words, recorded=lambda _ended: None, told=tell)


def record(ended: Ended) -> None:
    """Write an end down, from a process of its own: what the database says ends nobody but it."""
    subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", _NOTE],
        input=json.dumps(asdict(ended), default=str),
        text=True,
        check=True,
        timeout=_PATIENCE,
        # Ctrl-C is for us: what has happened is written down all the same.
        start_new_session=True,
    )


def note() -> None:
    """Write down the end that stands on standard input, as ``record`` puts it there."""
    told = json.load(sys.stdin)
    start_django()
    from dalel.newsroom.frame.worker_lives import note_death

    note_death(
        socket.gethostname(),
        told["pid"],
        began=datetime.fromisoformat(told["began"]),
        ended=datetime.fromisoformat(told["ended"]),
        code=told["code"],
        words=told["words"],
    )
