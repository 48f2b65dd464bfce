"""Hands the opened key of a locked newsroom from process to process, by a socket in the home.

``dalel up`` holds the key in its memory and answers processes of its own user only. Nothing of it
is written: neither to a disk nor to arguments or variables of a process.
"""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Final

_NAME: Final = "key.sock"
_LONG: Final = 32
#: Seconds that one answer may take.
_PATIENCE: Final = 5.0
_ASK: Final = b"?"
_GIVE: Final = b"!"


@contextmanager
def holding(home: Path) -> Iterator["KeyHolder"]:
    """Hold the key for other processes of this user until the end of the block."""
    with _reached(home) as path:
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108 - a name under /proc, of a folder that is open.
        listener = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            listener.bind(path)
        finally:
            os.umask(before)
    listener.listen(16)
    holder = KeyHolder(listener)
    Thread(target=holder.serve, name="key", daemon=True).start()
    try:
        yield holder
    finally:
        listener.close()
        (home / _NAME).unlink(missing_ok=True)


class KeyHolder:
    """Answers who asks for the key, and takes it from who hands it in."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._key: bytes | None = None

    def serve(self) -> None:
        """Answer one after the other, until the socket is closed."""
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line, suppress(OSError):
                line.settimeout(_PATIENCE)
                if _user_of(line) == os.getuid():
                    self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        told = _received(line, 1 + _LONG)
        if told == _ASK:
            line.sendall(self._key or b"")
        elif told[:1] == _GIVE and len(told) == 1 + _LONG:
            self._key = told[1:]
            line.sendall(_GIVE)


def asked(home: Path) -> bytes | None:
    """The key that ``dalel up`` of this home holds; None where it holds none, or is not up."""
    key = _said(home, _ASK)
    return key if len(key) == _LONG else None


def hand_in(home: Path, key: bytes) -> bool:
    """Give the key to ``dalel up`` of this home; whether it took it."""
    return _said(home, _GIVE + key) == _GIVE


def _said(home: Path, words: bytes) -> bytes:
    try:
        with _reached(home) as path, socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_PATIENCE)
            line.connect(path)
            line.sendall(words)
            line.shutdown(socket.SHUT_WR)
            return _received(line, _LONG)
    except OSError:
        return b""


def _received(line: socket.socket, most: int) -> bytes:
    told = b""
    while len(told) < most and (part := line.recv(most - len(told))):
        told += part
    return told


@contextmanager
def _reached(home: Path) -> Iterator[str]:
    """A short path of the socket: a longer one than 107 bytes cannot be bound (unix(7))."""
    folder = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{_NAME}"
    finally:
        os.close(folder)


def _user_of(line: socket.socket) -> int:
    """The user at the other end (SO_PEERCRED of unix(7))."""
    size = struct.calcsize("3i")
    _, user, _ = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return int(user)
