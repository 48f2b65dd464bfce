"""Chain files: claiming one for this process, cutting a torn end, and reading lines.

Each process claims a chain that no other holds, or begins one: nobody waits for anybody. The claim
is a file lock, which falls when the process dies, however it dies.
"""

import fcntl
import mmap
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.durable_files import sync_folder, write_all
from dalel.steps.archive.ledger import (
    GENESIS,
    Barred,
    ChainHead,
    Classed,
    Event,
    ExchangeKept,
    FileClosed,
    FileOpened,
    LedgerLine,
    ResourceKept,
    Sealed,
    Stamped,
    Withheld,
    next_line,
    read_line,
)
from dalel.steps.archive.plain_files import is_plain
from dalel.steps.archive.vault import Vault

#: More processes than this at once are a mistake.
MOST: Final = 999
#: The roles of chains: who writes captures, seals, and what people decided about captures.
WORKER: Final = "worker"
SEAL: Final = "seal"
DESK: Final = "desk"
_NAME: Final = re.compile(rf"({WORKER}|{SEAL}|{DESK})-(?!000)\d{{3}}", re.ASCII)
_KINDS: Final[dict[str, tuple[type[Event], ...]]] = {
    WORKER: (FileOpened, ExchangeKept, ResourceKept, FileClosed),
    SEAL: (Sealed, Stamped),
    DESK: (Withheld, Barred, Classed),
}


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What a crash left behind the last whole line or record; kept under ``torn/``."""

    file: str
    offset: int
    length: int


class Chain:
    """A chain that this process alone writes, from ``claim`` to ``close``."""

    def __init__(self, vault: Vault, path: Path, handle: int) -> None:
        self._vault = vault
        self._path = path
        self._handle = handle
        self.head = ChainHead(chain=path.stem, number=0, link=GENESIS)
        #: Its last line when it was claimed.
        self.found: LedgerLine | None = None
        self.cuts: list[Cut] = []

    @classmethod
    def claim(cls, vault: Vault, role: str) -> Self:
        """Take the first chain of a role that is free and sound; begin one where there is none.

        A damaged chain is left as it is, for ``verify`` to tell of.

        :raises ArchiveError: when there are too many.
        """
        for number in range(1, MOST + 1):
            chain = cls.take(vault, f"{role}-{number:03}")
            if chain is not None:
                return chain
        raise ArchiveError(f"{MOST} chains of {role} are held or damaged")

    @classmethod
    def take(cls, vault: Vault, name: str) -> Self | None:
        """Take this very chain, begun where there is none; None when it is held or damaged."""
        vault.prepare()
        path = vault.chains / f"{name}.jsonl"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        chain = cls(vault, path, handle)
        try:
            if _lock(handle) and chain._recover():
                return chain
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def append(self, events: Sequence[Event]) -> list[LedgerLine]:
        """Write a line for each event; they are on disk when this returns."""
        head, lines, parts = self.head, [], []
        for event in events:
            line, raw = next_line(head, event)
            head = line.head
            lines.append(line)
            parts.append(raw)
        write_all(self._handle, b"".join(parts))
        os.fsync(self._handle)
        self.head = head
        return lines

    def cut(self, path: Path, end: int) -> None:
        """Take off a file's tail behind ``end``, if there is one, and keep it aside."""
        length = path.stat().st_size - end
        if length <= 0:
            return
        with path.open("r+b") as stream:
            stream.seek(end)
            aside = self._vault.torn / f"{path.name}-{end}-{self.head.link[:8]}"
            with aside.open("ab") as kept:
                shutil.copyfileobj(stream, kept)
            stream.truncate(end)
            stream.flush()
            os.fsync(stream.fileno())
        self.cuts.append(Cut(file=path.name, offset=end, length=length))

    def close(self) -> None:
        """Give the chain back."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _recover(self) -> bool:
        """Bring the end in order; False when that would touch what is sealed or damaged."""
        size = os.fstat(self._handle).st_size
        if size == 0:
            sync_folder(self._path.parent)
            return self._ends_with(None)
        lines = _lines_backwards(self._handle)
        offset, raw = next(lines)
        if os.pread(self._handle, 1, size - 1) == b"\n":
            return self._ends_with(raw)
        if self._ends_with(raw):
            # The line is whole but for its line feed: its records are on disk already.
            write_all(self._handle, b"\n")
            os.fsync(self._handle)
            return True
        _, before = next(lines, (0, None))
        if not self._ends_with(before):
            return False
        self.cut(self._path, offset)
        return True

    def _ends_with(self, raw: bytes | None) -> bool:
        """Is this a sound last line of this chain, with nothing sealed behind it?"""
        if raw is not None:
            try:
                self.found = read_line(raw)
            except ValueError:
                return False
            self.head = self.found.head
        return self.head.chain == self._path.stem and self.head.number >= self._sealed()

    def _sealed(self) -> int:
        """How many of its lines the seals name."""
        counts = [0]
        for path in self._vault.chain_files(SEAL):
            seal = last_of(path, Sealed)
            if seal is not None and isinstance(seal.event, Sealed):
                counts += [h.number for h in seal.event.heads if h.chain == self._path.stem]
        return max(counts)


def last_of(path: Path, kind: type[Event] | None = None) -> LedgerLine | None:
    """The last whole line of a chain, or its last of a kind. A damaged line is passed over."""
    with path.open("rb") as stream:
        for _, raw in _lines_backwards(stream.fileno()):
            try:
                line = read_line(raw)
            except ValueError:
                continue
            if kind is None or isinstance(line.event, kind):
                return line
    return None


def lines_after(path: Path, number: int) -> list[LedgerLine]:
    """The whole lines of a chain behind its ``number``-th, in their order."""
    found: list[LedgerLine] = []
    with path.open("rb") as stream:
        for _, raw in _lines_backwards(stream.fileno()):
            try:
                line = read_line(raw)
            except ValueError:
                continue
            if line.number <= number:
                break
            found.append(line)
    return found[::-1]


def is_chain(path: Path) -> bool:
    """Whether it is a plain file, and called as this program calls a chain."""
    return is_plain(path) and _NAME.fullmatch(path.stem) is not None


def is_in_place(line: LedgerLine) -> bool:
    """Whether a line is of a kind that this program writes to a chain of that name."""
    return isinstance(line.event, _KINDS.get(line.chain.rpartition("-")[0], ()))


def is_held(path: Path) -> bool:
    """Is a process writing this chain now?"""
    with path.open("rb") as stream:
        return not _lock(stream.fileno(), fcntl.LOCK_SH)


def is_growing(path: Path, end: int) -> bool:
    """Whether a process writes this chain now, or has done since it was so long."""
    return is_held(path) or path.stat().st_size > end


def _lock(handle: int, kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lines_backwards(handle: int) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of each line, without line feed, from the end."""
    end = os.fstat(handle).st_size
    if end == 0:
        return
    with mmap.mmap(handle, end, access=mmap.ACCESS_READ) as view:
        while end:
            stop = end - 1 if view[end - 1 : end] == b"\n" else end
            start = view.rfind(b"\n", 0, stop) + 1
            yield start, view[start:stop]
            end = start
