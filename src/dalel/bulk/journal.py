"""Journals of units under way: which page was being read when a worker died.

On disk every page is noted before it is read. In a store a note costs a request: there only the
beginning of a unit is noted, and single pages once a worker has died at it.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from dalel.domain.errors import StorageError
from dalel.steps.archive.durable_files import reaching

#: After so many deaths a page is read in a process of its own.
DEATHS: Final = 2
_WIDTH: Final = 20
_NONE: Final = -1
_LARGEST: Final = 1 << 16


class Journal:
    """The journal of one unit; ``system`` and ``path`` say where it lies."""

    def __init__(self, system: Any, path: str, *, is_local: bool) -> None:
        self._system = system
        self._path = path
        self._is_local = is_local
        self._handle = _NONE
        last = _read(system, path)
        self._deaths = Counter(_deaths_in(last or b""))
        held = _held_in(last or b"")
        if held != _NONE:
            self._deaths[held] += 1
        #: A page is noted on disk always, elsewhere only where a worker died before.
        self._notes_pages = is_local or last is not None

    @property
    def deaths(self) -> int:
        """How often a worker died at one page or another."""
        return self._deaths.total()

    def is_deadly(self, offset: int) -> bool:
        """Whether workers died more than once at the page at this offset."""
        return self._deaths[offset] >= DEATHS

    @contextmanager
    def kept(self) -> Iterator[None]:
        """While it lasts the journal is there; a process that dies leaves it behind."""
        self._begin()
        try:
            yield
        except BaseException:
            # Whoever can still tell of it did not die of a page.
            self._note(_NONE, is_last=True)
            self._close()
            raise
        self._close()
        with suppress(FileNotFoundError), reaching(self._path):
            self._system.rm_file(self._path)

    @contextmanager
    def holding(self, offset: int) -> Iterator[None]:
        """While it lasts the page at this offset is read."""
        self._note(offset)
        yield
        self._note(_NONE)

    def _begin(self) -> None:
        if self._is_local:
            self._handle = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600)
            os.write(self._handle, self._content(_NONE))
        else:
            self._put(_NONE)

    def _close(self) -> None:
        if self._handle != _NONE:
            os.close(self._handle)
            self._handle = _NONE

    def _note(self, offset: int, *, is_last: bool = False) -> None:
        if self._handle != _NONE:
            os.pwrite(self._handle, _number(offset), 0)
        elif (self._notes_pages and offset != _NONE) or is_last:
            self._put(offset)

    def _put(self, offset: int) -> None:
        with reaching(self._path):
            self._system.pipe_file(self._path, self._content(offset))

    def _content(self, offset: int) -> bytes:
        deaths = {str(at): count for at, count in sorted(self._deaths.items())}
        return _number(offset) + json.dumps(deaths).encode()


def _number(offset: int) -> bytes:
    return f"{offset:<{_WIDTH}d}".encode()


def _read(system: Any, path: str) -> bytes | None:
    try:
        with reaching(path):
            return bytes(system.cat_file(path))[:_LARGEST] if system.exists(path) else None
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def _held_in(content: bytes) -> int:
    """The page in hand; a journal that was torn tells of none."""
    try:
        return int(content[:_WIDTH])
    except ValueError:
        return _NONE


def _deaths_in(content: bytes) -> dict[int, int]:
    try:
        said = json.loads(content[_WIDTH:])
        return {int(at): int(count) for at, count in said.items()}
    except (ValueError, AttributeError, TypeError):
        return {}
