"""Copies of the site as somebody holds them: a folder of files, or the archive of it."""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, Protocol
from zipfile import BadZipFile, ZipFile

from dalel.domain.errors import DalelError
from dalel.publish.tree.atomic_writes import Digests
from dalel.publish.tree.mirror_archive import MIRROR
from dalel.publish.tree.mirror_proof import holds_more, wrong_members

_NAMED: Final = 5
#: No file that is read whole is longer: the manifest of a large site has a few million bytes.
_LONGEST: Final = 1 << 28
_BROKEN: Final = (BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError, zlib.error)


class UnprovenSiteError(DalelError):
    """The copy is not what the newsroom signed."""


class SiteCopy(Protocol):
    """A copy of the site: the paths of its files, and what they hold."""

    @property
    def place(self) -> Path:
        """Where it lies."""
        ...

    @property
    def paths(self) -> frozenset[str]:
        """Paths of all files."""
        ...

    def read(self, path: str) -> bytes:
        """What a file holds."""
        ...

    def digest(self, path: str, size: int) -> str:
        """The SHA-256 of a file, which is to have so many bytes; empty: it has not."""
        ...

    def wrong_beside(self, told: Digests, extra: frozenset[str]) -> list[str]:
        """What is wrong with files of which the manifest tells nothing."""
        ...


@contextmanager
def opened(place: Path) -> Iterator[SiteCopy]:
    """The copy in a folder or an archive, of which nothing is unpacked onto the disk.

    :raises UnprovenSiteError: when it cannot be read, or holds what no copy holds.
    """
    if place.is_dir():
        yield _Folder(place)
        return
    try:
        with ZipFile(place) as packed:
            yield _Archive(place, packed)
    except _BROKEN as error:
        raise UnprovenSiteError(
            f"{place} cannot be read as an archive ({error}): give the folder of a copy, or its "
            f"{MIRROR}."
        ) from error


def several(wrong: list[str]) -> str:
    """The first few things that are wrong, and how many more there are."""
    more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    return "; ".join(wrong[:_NAMED]) + more


class _Folder:
    """A copy that lies unpacked."""

    def __init__(self, place: Path) -> None:
        """Walk it; a link may lead anywhere, a pipe or device give anything."""
        self.place = place
        odd: list[str] = []
        self.paths = frozenset(_walked(place, "", odd))
        if odd:
            raise UnprovenSiteError(several([f"{path} is no plain file" for path in sorted(odd)]))

    def read(self, path: str) -> bytes:
        return (self.place / path).read_bytes()

    def digest(self, path: str, size: int) -> str:
        with (self.place / path).open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()

    def wrong_beside(self, told: Digests, extra: frozenset[str]) -> list[str]:
        """An archive beside an unpacked site, which says nothing of it, is proved by its files."""
        wrong = [f"{path} was added" for path in sorted(extra - {MIRROR})]
        return wrong + (wrong_members(self.place, told) if MIRROR in extra else [])


class _Archive:
    """A copy that lies packed."""

    def __init__(self, place: Path, packed: ZipFile) -> None:
        self.place = place
        self._packed = packed
        members = packed.infolist()
        self.paths = frozenset(one.filename for one in members)
        if len(self.paths) != len(members):
            raise UnprovenSiteError(f"{place} holds a file twice")
        if holds_more(place, members):
            raise UnprovenSiteError(f"{place} holds more than its files")

    def read(self, path: str) -> bytes:
        if self._packed.getinfo(path).file_size > _LONGEST:
            raise UnprovenSiteError(f"{path} in {self.place} is too long")
        return self._packed.read(path)

    def digest(self, path: str, size: int) -> str:
        """No more of a member is unpacked than its file is long."""
        if self._packed.getinfo(path).file_size != size:
            return ""
        with self._packed.open(path) as stream:
            return _streamed(iter(lambda: stream.read(1 << 20), b""))

    def wrong_beside(self, told: Digests, extra: frozenset[str]) -> list[str]:
        return [f"{path} was added" for path in sorted(extra)]


def _walked(folder: Path, under: str, odd: list[str]) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError as error:
        raise UnprovenSiteError(f"{folder} cannot be read: {error}") from error
    for entry in listed:
        path = under + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walked(folder / entry.name, f"{path}/", odd)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            odd.append(path)


def _streamed(pieces: Iterator[bytes]) -> str:
    found = sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()
