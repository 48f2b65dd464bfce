"""Processes of a browser: found by their parents or their profile, weighed, and killed together."""

import os
import signal
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
#: Another is born while one looks; so often it is looked again.
_ROUNDS: Final = 5


def below(parent: int) -> frozenset[int]:
    """The processes that a process started, with all that these started."""
    children: dict[int, list[int]] = {}
    for number, above in _parents():
        children.setdefault(above, []).append(number)
    found: set[int] = set()
    waiting = [parent]
    while waiting:
        new = [one for one in children.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def naming(folder: Path) -> frozenset[int]:
    """The processes whose command line or surroundings name a profile folder; never our own."""
    wanted = str(folder).encode()
    return frozenset(
        number
        for number in _numbers()
        if number != os.getpid()
        and any(wanted in _read(number, what) for what in ("cmdline", "environ"))
    )


def resident(numbers: Collection[int]) -> int:
    """How many bytes of memory processes hold, what they share counted once for each."""
    return sum(_resident(number) for number in numbers)


def end(numbers: Collection[int]) -> None:
    """Kill processes at once."""
    for number in numbers:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGKILL)


def end_below(parent: int, folder: Path) -> None:
    """Kill a process with all that it started, and what runs in its profile."""
    for _ in range(_ROUNDS):
        # All are gathered before the first dies: an orphan has another parent.
        doomed = below(parent) | naming(folder)
        end([parent, *doomed])
        if not doomed:
            return


def _numbers() -> Iterator[int]:
    if _PROC.is_dir():
        yield from (int(place.name) for place in _PROC.iterdir() if place.name.isdecimal())


def _parents() -> Iterator[tuple[int, int]]:
    for number in _numbers():
        # The name, in brackets, may hold anything.
        fields = _read(number, "stat").rpartition(b")")[2].split()
        if len(fields) > 1:
            yield number, int(fields[1])


def _resident(number: int) -> int:
    fields = _read(number, "statm").split()
    # Pages of files are shared by all of them.
    return (int(fields[1]) - int(fields[2])) * _PAGE if len(fields) > 2 else 0


def _read(number: int, what: str) -> bytes:
    try:
        return (_PROC / str(number) / what).read_bytes()
    except OSError:
        return b""
