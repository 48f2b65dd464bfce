"""Parts of web archives: whole files or ranges of them, and where their records begin."""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

import fsspec

from dalel.bulk.indexes import MOST
from dalel.bulk.record_lines import GZIP
from dalel.bulk.units import ArchiveUnit
from dalel.domain.errors import DalelError
from dalel.language.letters import legible
from dalel.steps.archive.durable_files import what_went_wrong

_CHUNK: Final = 1 << 16
_BLOCK: Final = 8 << 20
_ENDLESS: Final = 1 << 62
#: How a record begins, packed: of WARC by its version, of ARC by an address.
_MEMBER: Final = GZIP + b"\x08"
_BEGINNINGS: Final = (b"WARC/", b"http://", b"https://", b"dns:", b"filedesc:")
#: How one begins that is not packed, with what must follow there: of WARC, and of ARC.
_WARC: Final = re.compile(rb"WARC/\d\.\d+\r?\n[A-Za-z][A-Za-z-]*:")
_ARC: Final = re.compile(
    rb"(?:https?|dns|filedesc):\S{1,4000} [\d.]+ \d{14} \S{1,200} (?:\S+ ){0,5}\d{1,12}\r?\n"
)
#: By which first two letters of an archive each is known.
_PLAIN: Final = {b"WA": _WARC, b"fi": _ARC, b"ht": _ARC, b"dn": _ARC}
#: The longest of what is looked for.
_LONGEST_LINE: Final = 8 << 10
#: So many bytes of a part are read again at most: each of a million records may claim the rest.
_MOST_AGAIN: Final = 1 << 30


class InputUnreadableError(DalelError):
    """An input cannot be read as a web archive."""


def parts_of(unit: ArchiveUnit) -> Iterator[tuple[int, "ArchivePart"]]:
    """What is read of a unit, each with the offset at which it begins.

    :raises InputUnreadableError: when the input cannot be opened.
    """
    with _naming(unit.input):
        system, path = _place_of(unit.input)
    for offset, length in unit.ranges or ((0, None),):
        with _naming(unit.input):
            if length is None or length > MOST:
                stream = system.open(path, "rb", block_size=_BLOCK, cache_type="readahead")
                stream.seek(offset)
            else:
                stream = BytesIO(system.cat_file(path, start=offset, end=offset + length))
        yield offset, ArchivePart(stream, unit.input, length)


def _place_of(name: str) -> tuple[Any, str]:
    """The file system and the path there.

    :raises InputUnreadableError: when it is a pipe or the like, of which no end is sure.
    """
    if "://" in name:
        system, path = fsspec.core.url_to_fs(name)
        return system, path
    # What begins like a chain of file systems, or with a ``~``, is a name here all the same.
    if Path(name).exists() and not Path(name).is_file():
        raise InputUnreadableError(f"{name}: no file, but a folder, a pipe, or a device")
    return fsspec.filesystem("file"), name


class ArchivePart:
    """A file from where it stands, or so many bytes of it, as a file."""

    def __init__(self, stream: BinaryIO, name: str, length: int | None) -> None:
        self._stream, self._name, self._at = stream, name, 0
        self._origin = stream.tell()
        self._again = 0
        self._end = _ENDLESS if length is None else length
        #: The first two bytes, by which the format is known.
        self.first = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none behind the end of the part.

        :raises InputUnreadableError: when the place does not give them.
        """
        left = self._end - self._at
        with _naming(self._name):
            given = self._stream.read(left if size < 0 else min(size, left))
        if not self._at:
            self.first = bytes(given[:2])
        self._at += len(given)
        return given

    @property
    def size(self) -> int | None:
        """How large the whole file is, where its place tells."""
        told = getattr(self._stream, "size", None)
        return told if isinstance(told, int) else None

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def go_behind(self, at: int) -> bool:
        """Stand where the next record begins behind the one at ``at``; False: there is none.

        Packed, a whole member is passed over by its own end, so that nothing within it is taken for
        a record. Behind a damaged one, and where nothing is packed, the next beginning is looked
        for.
        """
        self._again += self._at - at
        end = self._behind(at) if self._again <= _MOST_AGAIN else None
        if end is None:
            return False
        self._go(end)
        # Whatever lay before, from here on it is read as what it is here.
        self.first = self.read(2)
        if not self.first:
            return False
        self._go(end)
        return True

    def _behind(self, at: int) -> int | None:
        """Where the next record begins; the part stands anywhere then."""
        if self.first in _PLAIN:
            return self._plain_from(at + 1, _PLAIN[self.first])
        if self.first == GZIP:
            end = self._end_of_member(at)
            return self._beginning_from(at + 1) if end is None else end
        # A beginning that is damaged tells nothing of the format.
        packed = self._beginning_from(at + 1)
        return self._plain_from(at + 1, _WARC) if packed is None else packed

    def _plain_from(self, at: int, beginning: re.Pattern[bytes]) -> int | None:
        self._go(at)
        held = b""
        while given := self.read(_CHUNK):
            held += given
            if found := beginning.search(held):
                return self._at - len(held) + found.start()
            held = held[-_LONGEST_LINE:]
        return None

    def _go(self, at: int) -> None:
        with _naming(self._name):
            self._stream.seek(self._origin + at)
        self._at = at

    def _end_of_member(self, at: int) -> int | None:
        self._go(at)
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            while not member.eof:
                waiting = member.unconsumed_tail or self.read(_CHUNK)
                if not waiting:
                    return None
                member.decompress(waiting, _CHUNK)
        except zlib.error:
            return None
        return self._at - len(member.unused_data)

    def _beginning_from(self, at: int) -> int | None:
        self._go(at)
        held = b""
        while given := self.read(_CHUNK):
            held += given
            before, found = self._at - len(held), held.find(_MEMBER)
            while found >= 0:
                if self._begins(before + found):
                    return before + found
                found = held.find(_MEMBER, found + 1)
            held = held[1 - len(_MEMBER) :]
        return None

    def _begins(self, at: int) -> bool:
        """Whether a packed record begins there; the part stands where it stood."""
        stood = self._at
        self._go(at)
        try:
            first = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(self.read(_CHUNK), 16)
        except zlib.error:
            first = b""
        self._go(stood)
        return first.startswith(_BEGINNINGS)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Tell what goes wrong with the place of an input from what is wrong within it."""
    try:
        yield
    except InputUnreadableError:
        raise
    # Behind fsspec anything can come out: each file system has errors of its own.
    except Exception as error:
        raise InputUnreadableError(f"{name}: {first_line_of(error)}") from error


def first_line_of(error: Exception) -> str:
    """What an error says, in a line of letters."""
    return legible(what_went_wrong(error))[:200]
