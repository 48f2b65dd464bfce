"""The supervisor of a process: started anew, with a growing pause, whenever it ends by itself."""

import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread
from typing import IO, Final

#: Seconds before the first new start; each further pause is twice as long, up to the longest.
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 300.0
#: A process that ran for so many seconds ran well: the pauses begin anew.
RAN_WELL: Final = 600.0
#: So many of the last lines of its log are kept.
_LINES: Final = 5
#: So many seconds the rest of its log may take to come, once it has ended.
_REST: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class Ended:
    """An end that nobody asked for.

    ``pid`` 0: it could not even be started. ``code``: its exit code, negative for a signal, None
    where there is none. ``words``: the last of its log.
    """

    pid: int
    began: datetime
    ended: datetime
    code: int | None
    words: str

    @property
    def seconds(self) -> float:
        """How long it ran."""
        return (self.ended - self.began).total_seconds()


def pause_after(ran: float, pause: float) -> float:
    """The pause after a run of so many seconds, before which there was such a pause, or 0."""
    if not pause or ran >= RAN_WELL:
        return FIRST_PAUSE
    return min(2 * pause, LONGEST_PAUSE)


def manner(code: int | None) -> str:
    """How something ended, in a few words of the system."""
    if code is None:
        return "not started"
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


@contextmanager
def supervised(
    name: str,
    command: Sequence[str],
    *,
    recorded: Callable[[Ended], None],
    told: Callable[[str], None],
    pauses: Callable[[float, float], float] = pause_after,
) -> Iterator[Callable[[], None]]:
    """Keep a process running until the end of the block; it ends with it.

    Its standard input closes when this process ends, however it does. ``recorded`` gets each end
    that nobody asked for, ``told`` a line about it. Gives what asks it to end before the block
    does; a KeyboardInterrupt ends it without asking.
    """
    this = Supervisor(name, command, recorded=recorded, told=told, pauses=pauses)
    thread = Thread(target=this.go_on, name="supervisor", daemon=True)
    thread.start()
    try:
        yield this.stop
        this.stop()
        thread.join()
    except KeyboardInterrupt:
        this.kill()
        raise
    finally:
        this.stop()
        thread.join()


class Supervisor:
    """Keeps one process running."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        recorded: Callable[[Ended], None],
        told: Callable[[str], None],
        pauses: Callable[[float, float], float],
    ) -> None:
        self._name = name
        self._command = command
        self._recorded = recorded
        self._told = told
        self._pauses = pauses
        self._stopped = Event()
        self._child: subprocess.Popen[str] | None = None
        #: The process that runs, until it is asked to end.
        self._unasked: deque[subprocess.Popen[str]] = deque(maxlen=1)

    def go_on(self) -> None:
        """Start the process, and again whenever it ends, until ``stop``."""
        pause = 0.0
        while not self._stopped.is_set():
            ended = self._once()
            pause = self._pauses(ended.seconds, pause)
            # What ends all of us at once reaches it at the same time: then this is the end of both.
            if self._stopped.wait(min(pause, FIRST_PAUSE)):
                return
            # Without a code of failure it did what it was asked to, by whomever.
            if ended.code != 0:
                self._record(ended, pause)
            self._stopped.wait(max(0.0, pause - FIRST_PAUSE))

    def stop(self) -> None:
        """Ask the process to end, and start it no more."""
        self._stopped.set()
        self._ask()

    def kill(self) -> None:
        """End the process without asking, and start it no more."""
        self._stopped.set()
        if self._child is not None:
            self._child.kill()

    def _once(self) -> Ended:
        began = datetime.now(UTC)
        try:
            child = subprocess.Popen(  # noqa: S603 - our own
                self._command,
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                # In a session of its own: Ctrl-C is for us, and we end it.
                start_new_session=True,
            )
        except OSError as error:
            return Ended(
                pid=0, began=began, ended=datetime.now(UTC), code=None, words=str(error)
            )  # fmt: skip
        self._child = child
        self._unasked.append(child)
        if self._stopped.is_set():
            self._ask()
        said: deque[str] = deque(maxlen=_LINES)
        listening = Thread(target=_listen, args=(child.stderr, said), daemon=True)
        listening.start()
        code = child.wait()
        if child.stdin is not None:
            child.stdin.close()
        # Not longer: what it had started itself may hold the other end open.
        listening.join(_REST)
        return Ended(
            pid=child.pid,
            began=began,
            ended=datetime.now(UTC),
            code=code,
            words="\n".join(said).strip(),
        )

    def _ask(self) -> None:
        """Ask it once, whoever comes first: a server that is asked twice at one moment may hang."""
        with suppress(IndexError):
            self._unasked.pop().terminate()

    def _record(self, ended: Ended, pause: float) -> None:
        self._told(
            f"{self._name} ended ({manner(ended.code)}); it is started again in {pause:.0f} s."
        )
        try:
            self._recorded(ended)
        except (OSError, subprocess.SubprocessError) as error:
            self._told(f"That end of it could not be written down: {error}")


def _listen(log: IO[str] | None, said: deque[str]) -> None:
    """Hand a log on, line by line, and remember its end."""
    if log is None:
        return
    with log:
        for line in log:
            sys.stderr.write(line)
            if line.strip():
                said.append(line.rstrip())
