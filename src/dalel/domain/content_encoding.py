"""Decoding of HTTP content codings, with limits on size and against decompression bombs."""

import sys
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Final

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Below this size a high ratio is harmless.
_SMALL = 2**20
_PIECE = 2**16
_GZIP_MAGIC = b"\x1f\x8b"
#: Window bits that let zlib find out by itself whether it reads gzip or zlib.
_AUTOMATIC = 32 + zlib.MAX_WBITS
#: A frame may ask for a window of 8 MB at most (RFC 9659).
_WINDOW: Final[dict[int, int]] = {zstd.DecompressionParameter.window_log_max: 23}


class CodingError(ValueError):
    """A body is not what its content coding says."""


class TooLargeError(ValueError):
    """A body is larger than we take."""


class BombError(ValueError):
    """A body grows out of proportion when decompressed."""


class _Stage(ABC):
    """One coding undone piece by piece, within its limits."""

    def __init__(self, name: str, *, max_size: int, max_ratio: int) -> None:
        self._name = name
        self._max_size = max_size
        self._max_ratio = max_ratio
        self._taken = 0
        self._given = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        self._taken += len(piece)
        for given in self._undone(piece):
            self._given += len(given)
            self._guard()
            if given:
                yield given

    @abstractmethod
    def _undone(self, piece: bytes) -> Iterator[bytes]:
        """What comes out for a piece, in pieces of its own."""

    @abstractmethod
    def _is_over(self) -> bool:
        """Whether the stream has come to its own end."""

    def _guard(self) -> None:
        if self._given > max(_SMALL, self._taken * self._max_ratio):
            raise BombError(f"more than {self._max_ratio} times as large when decompressed")
        if self._given > self._max_size:
            raise TooLargeError(f"more than {self._max_size} bytes when decompressed")

    def end(self) -> None:
        if self._taken and not self._is_over():
            raise CodingError(f"the {self._name} stream breaks off")


class _Deflated(_Stage):
    """gzip and deflate (RFC 1950 to 1952); several gzip members in a row are read as one."""

    def __init__(self, name: str, *, max_size: int, max_ratio: int) -> None:
        super().__init__(name, max_size=max_size, max_ratio=max_ratio)
        self._inflate = zlib.decompressobj(_AUTOMATIC)

    def _is_over(self) -> bool:
        return self._inflate.eof

    def _undone(self, piece: bytes) -> Iterator[bytes]:
        while piece:
            if self._inflate.eof:
                if not _GZIP_MAGIC.startswith(piece[:2]):
                    return  # padding after the end, which every reader ignores
                self._inflate = zlib.decompressobj(_AUTOMATIC)
            yield from self._drain(piece)
            piece = self._inflate.unused_data

    def _drain(self, piece: bytes) -> Iterator[bytes]:
        while True:
            given = self._step(piece)
            yield given
            piece = self._inflate.unconsumed_tail
            # A full piece may mean that more waits inside although all input is taken.
            if self._inflate.eof or (not piece and len(given) < _PIECE):
                return

    def _step(self, piece: bytes) -> bytes:
        try:
            return self._inflate.decompress(piece, _PIECE)
        except zlib.error as problem:
            if self._name != "deflate" or self._given or self._taken != len(piece):
                raise CodingError(f"not {self._name}: {problem}") from problem
        # Some servers send deflate without the zlib frame (RFC 9110, section 8.4.1.2).
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._name = "raw deflate"
        return self._step(piece)


class _Brotli(_Stage):
    """Brotli (RFC 7932)."""

    def __init__(self, name: str, *, max_size: int, max_ratio: int) -> None:
        super().__init__(name, max_size=max_size, max_ratio=max_ratio)
        self._reader = brotli.Decompressor()

    def _is_over(self) -> bool:
        return bool(self._reader.is_finished())

    def _undone(self, piece: bytes) -> Iterator[bytes]:
        if self._is_over():
            raise CodingError(f"not {self._name}: bytes stand behind its end")
        try:
            given = self._reader.process(piece, output_buffer_limit=_PIECE)
            yield given
            # All input may be taken while output still waits inside.
            while given and not self._is_over():
                given = self._reader.process(b"", output_buffer_limit=_PIECE)
                yield given
        except brotli.error as problem:
            raise CodingError(f"not {self._name}: {problem}") from problem


class _Zstandard(_Stage):
    """Zstandard (RFC 8878), in windows as RFC 9659 allows; several frames are read as one."""

    def __init__(self, name: str, *, max_size: int, max_ratio: int) -> None:
        super().__init__(name, max_size=max_size, max_ratio=max_ratio)
        self._frame = zstd.ZstdDecompressor(options=_WINDOW)

    def _is_over(self) -> bool:
        return self._frame.eof

    def _undone(self, piece: bytes) -> Iterator[bytes]:
        try:
            while piece:
                if self._frame.eof:
                    self._frame = zstd.ZstdDecompressor(options=_WINDOW)
                yield self._frame.decompress(piece, _PIECE)
                # All input may be taken while output still waits inside.
                while not (self._frame.eof or self._frame.needs_input):
                    yield self._frame.decompress(b"", _PIECE)
                piece = self._frame.unused_data
        except zstd.ZstdError as problem:
            raise CodingError(f"not {self._name}: {problem}") from problem


_STAGES: Final[dict[str, type[_Stage]]] = {
    "gzip": _Deflated,
    "x-gzip": _Deflated,
    "deflate": _Deflated,
    "br": _Brotli,
    "zstd": _Zstandard,
}


class Inflater:
    """Undoes the codings of a Content-Encoding header while the body arrives.

    :raises CodingError: for a coding we do not read.
    """

    def __init__(self, coding: str, *, max_size: int, max_ratio: int) -> None:
        named = [name.strip().lower() for name in coding.split(",")]
        names = [name for name in named if name not in {"", "identity"}]
        unread = [name for name in names if name not in _STAGES]
        if unread or len(names) > 2:
            raise CodingError(f"a coding we do not read: {coding[:80]}")
        # The coding applied last is undone first.
        self._stages: list[_Stage] = [
            _STAGES[name](name, max_size=max_size, max_ratio=max_ratio) for name in reversed(names)
        ]
        self._max_size = max_size
        self._parts: list[bytes] = []
        self.size = 0

    @property
    def codes(self) -> bool:
        """Whether there is a coding to undo at all."""
        return bool(self._stages)

    def feed(self, piece: bytes) -> None:
        """Take the next piece of the body.

        :raises CodingError: when it is not so coded. :raises BombError: when it grows out of
            proportion. :raises TooLargeError: when it grows beyond ``max_size``.
        """
        for part in self._through(piece, self._stages):
            self.size += len(part)
            if self.size > self._max_size:
                raise TooLargeError(f"more than {self._max_size} bytes")
            self._parts.append(part)

    def _through(self, piece: bytes, stages: list[_Stage]) -> Iterator[bytes]:
        if not stages:
            yield piece
            return
        for part in stages[0].feed(piece):
            yield from self._through(part, stages[1:])

    def so_far(self) -> bytes:
        """The content that has come out until now."""
        return b"".join(self._parts)

    def end(self) -> bytes:
        """The whole content.

        :raises CodingError: when a stream breaks off before its end.
        """
        for stage in self._stages:
            stage.end()
        return self.so_far()


def inflate(body: bytes, coding: str, *, max_size: int, max_ratio: int = 200) -> bytes:
    """A whole body with its codings undone; raises as :class:`Inflater` does."""
    inflater = Inflater(coding, max_size=max_size, max_ratio=max_ratio)
    inflater.feed(body)
    return inflater.end()
