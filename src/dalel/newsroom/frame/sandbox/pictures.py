"""Draws what members save, in a child process of its own for each file.

The bytes go to the child through memory that has no name in any folder, and come back as pictures
that are pixels alone: the parent takes nothing else.
"""

import json
import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, Any, Final

from dalel.domain.errors import UnreadableError
from dalel.domain.saved_file import Box, SavedKind
from dalel.newsroom.frame.sandbox.readers import MEGABYTE
from dalel.steps.extract.picture_limits import MEGABYTES, MOST_PAGES, SECONDS

#: On a busy machine a second of the processor takes longer than a second.
_PATIENCE: Final = 3 * SECONDS
#: The largest picture, and all that one file may come to.
_LARGEST: Final = 64 * MEGABYTE
_ALL: Final = 256 * MEGABYTE
_HEAD: Final = 1 << 16
_MAGIC: Final = b"\x89PNG\r\n\x1a\n"
#: What a picture may be made of: size, pixels, end. No text, no time, no profile.
_CHUNKS: Final = frozenset({b"IHDR", b"IDAT", b"IEND"})


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A page as a picture: PNG, and its size in pixels."""

    content: bytes
    width: int
    height: int


def draw(content: bytes, kind: SavedKind, boxes: Sequence[Box] = ()) -> tuple[Drawn, ...]:
    """Each page of a file as a picture of pixels alone; ``boxes`` are painted over on the first.

    Pixels of a picture that is not too large come out as they were. At most 40 pages.

    :raises UnreadableError: when it cannot be drawn within its limits of time, memory and size.
    """
    with _shared(content) as handle:
        process = subprocess.Popen(  # noqa: S603 - our own program.
            [sys.executable, "-m", "dalel.steps.extract.picture_child", str(handle)],
            env={
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "LC_ALL": "C.UTF-8",
                "RAYON_NUM_THREADS": "1",
            },
            pass_fds=[handle],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        watch = threading.Timer(_PATIENCE, process.kill)
        watch.start()
        try:
            return tuple(_answer(process, kind, boxes))
        finally:
            watch.cancel()
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _answer(
    process: "subprocess.Popen[bytes]", kind: SavedKind, boxes: Sequence[Box]
) -> Iterator[Drawn]:
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise UnreadableError("the process that draws it has no line")
    try:
        job = {"kind": str(kind), "boxes": [asdict(box) for box in boxes]}
        stdin.write(json.dumps(job).encode() + b"\n")
        stdin.flush()
    except OSError as error:
        raise UnreadableError("the process that draws it died") from error
    pages = _pages(_line(stdout))
    left = _ALL
    for width, height in pages:
        size = stdout.read(8)
        length = int.from_bytes(size, "big")
        if len(size) < 8 or size[:1] == b"{":
            raise _told(size + stdout.readline(_HEAD))
        if length > min(_LARGEST, left):
            raise UnreadableError("what it comes to is too large")
        left -= length
        made = stdout.read(length)
        _refuse_more_than_pixels(made, width, height)
        yield Drawn(content=made, width=width, height=height)


def _line(stdout: IO[bytes]) -> dict[str, Any]:
    head = stdout.readline(_HEAD)
    try:
        told = json.loads(head)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "pages" not in told:
        raise _told(head)
    return told


def _told(said: bytes) -> UnreadableError:
    """What a child says that did not draw."""
    try:
        told = json.loads(said)
    except ValueError:
        told = None
    if isinstance(told, dict) and told.get("memory"):
        return UnreadableError(f"needed more than {MEGABYTES} MB")
    if isinstance(told, dict) and told.get("error"):
        return UnreadableError(str(told["error"])[:300])
    return UnreadableError("took too long or too much memory to draw")


def _pages(told: dict[str, Any]) -> list[tuple[int, int]]:
    try:
        pages = [(int(width), int(height)) for width, height in told["pages"]]
    except (TypeError, ValueError) as error:
        raise UnreadableError("the process that draws it gave nonsense") from error
    if not 1 <= len(pages) <= MOST_PAGES or any(min(page) < 1 for page in pages):
        raise UnreadableError("the process that draws it gave nonsense")
    return pages


def _refuse_more_than_pixels(made: bytes, width: int, height: int) -> None:
    """What a child that a stranger took over says is no picture of ours.

    :raises UnreadableError: when there is anything but the pixels of a picture of this size.
    """
    wrong = UnreadableError("the process that draws it gave no plain picture")
    if not made.startswith(_MAGIC):
        raise wrong
    place, names = len(_MAGIC), []
    while place < len(made):
        length = int.from_bytes(made[place : place + 4], "big")
        name = made[place + 4 : place + 8]
        end = place + 12 + length
        body = made[place + 4 : place + 8 + length]
        if name not in _CHUNKS or end > len(made):
            raise wrong
        if zlib.crc32(body) != int.from_bytes(made[end - 4 : end], "big"):
            raise wrong
        if name == b"IHDR" and body[4:12] != width.to_bytes(4, "big") + height.to_bytes(4, "big"):
            raise wrong
        names.append(name)
        place = end
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or names.count(b"IEND") != 1:
        raise wrong


@contextmanager
def _shared(content: bytes) -> Iterator[int]:
    """Memory without a name that a child can read."""
    handle = os.memfd_create("saved", 0)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle
    finally:
        os.close(handle)
