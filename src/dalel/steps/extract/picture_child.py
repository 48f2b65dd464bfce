"""The program of a child process that draws what members save: pages as plain pictures.

Pictures and documents are decoded by Typst, whose decoders are written in Rust, and come out as
PNG of pixels alone. The file is read from memory that the parent shares (its number is an
argument), the job is a line of JSON on standard input. The answer on standard output is a line of
JSON and then the pictures, each behind its length.

It is started as ``python -m dalel.steps.extract.picture_child NUMBER``.
"""

import json
import resource
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import typst

from dalel.domain.errors import UnreadableError
from dalel.domain.saved_file import SavedKind
from dalel.steps.extract.picture_head import size_of
from dalel.steps.extract.picture_limits import MEGABYTES, MOST_PAGES, SECONDS

#: The most pixels and the longest side of a picture that is decoded at all.
_MOST_GIVEN: Final = 50_000_000
_LONGEST_GIVEN: Final = 20_000
#: And of a picture that is made of it.
_MOST_MADE: Final = 12_000_000
_LONGEST_MADE: Final = 16_000
#: Pixels to the inch of a page: enough for small print to be read.
_INCH: Final = 170
_POINTS: Final = 72
_FILES: Final = 32
#: Typst rounds up the pixels that it asks for: a hair less, and it leaves them as they are.
_HAIR: Final = 0.001
#: Its declared types want the root to be bytes where the source is.
_COMPILE: Final[Any] = typst.compile
_QUERY: Final[Any] = typst.query


def main() -> None:
    """Answer one job."""
    handle = int(sys.argv[1])
    _warm_up()
    _shut_in()
    job = json.loads(sys.stdin.buffer.readline())
    out = sys.stdout.buffer
    try:
        content = Path(f"/proc/self/fd/{handle}").read_bytes()
        kind = SavedKind(job["kind"])
        pages = _sizes(handle, content, kind)
        del content
        out.write(json.dumps({"pages": pages}).encode() + b"\n")
        for number, size in enumerate(pages, start=1):
            boxes = job["boxes"] if number == 1 else ()
            made = _draw(handle, kind, number, size, boxes)
            out.write(len(made).to_bytes(8, "big") + made)
    except MemoryError:
        out.write(b'{"memory": true}\n')
    except UnreadableError as error:
        out.write(json.dumps({"error": str(error)}).encode() + b"\n")
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is none of Exception.
        out.write(json.dumps({"error": f"{error}".strip()[-300:]}).encode() + b"\n")
    out.flush()


def _warm_up() -> None:
    """Typst starts its threads before any stranger's byte is read: afterwards it may start none."""
    typst.compile(b"#set page(width: 1pt, height: 1pt)\n", format="png", ignore_system_fonts=True)


def _shut_in() -> None:
    """No core, no file written, no further process or thread; so much time and memory."""
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_DATA, MEGABYTES * 2**20),
        (resource.RLIMIT_CPU, SECONDS),
    ):
        resource.setrlimit(limit, (most, most))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _sizes(handle: int, content: bytes, kind: SavedKind) -> list[tuple[int, int]]:
    """The size in pixels of each picture that is made."""
    if kind is SavedKind.PDF:
        return [_of_page(handle, number) for number in range(1, _count(handle) + 1)]
    width, height = size_of(content, kind)
    if width * height > _MOST_GIVEN or max(width, height) > _LONGEST_GIVEN:
        raise UnreadableError(f"larger than {_MOST_GIVEN // 1_000_000} million pixels")
    shown = _measure(handle, f'"{_format(kind)}"')
    if (shown[0] > shown[1]) != (width > height):
        # What stood on its side by a mark in the file is put upright.
        width, height = height, width
    return [_bounded(width, height)]


def _count(handle: int) -> int:
    """How many pages a document has, found by halving."""
    if not _has(handle, 1):
        raise UnreadableError("no page of the document can be read; is it locked?")
    if _has(handle, MOST_PAGES + 1):
        raise UnreadableError(f"more than {MOST_PAGES} pages")
    least, most = 1, MOST_PAGES
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if _has(handle, middle) else (least, middle - 1)
    return least


def _has(handle: int, number: int) -> bool:
    try:
        _measure(handle, f'"pdf", page: {number}')
    except (RuntimeError, typst.TypstError) as error:
        if "does not exist" in str(error) or number == 1:
            return False
        raise UnreadableError(f"page {number} cannot be read") from error
    return True


def _of_page(handle: int, number: int) -> tuple[int, int]:
    width, height = _measure(handle, f'"pdf", page: {number}')
    return _bounded(round(width * _INCH / _POINTS), round(height * _INCH / _POINTS))


def _bounded(width: int, height: int) -> tuple[int, int]:
    """The size, made smaller by the same factor where it is beyond what is made."""
    factor = min(1.0, (_MOST_MADE / (width * height)) ** 0.5, _LONGEST_MADE / max(width, height))
    return max(1, int(width * factor)), max(1, int(height * factor))


def _measure(handle: int, how: str) -> tuple[float, float]:
    source = (
        f'#let i = image("/{handle}", format: {how})\n'
        "#context [#metadata((measure(i).width.pt(), measure(i).height.pt())) <size>]"
    )
    found = _QUERY(source.encode(), "<size>", root="/proc/self/fd", ignore_system_fonts=True)
    width, height = json.loads(found)[0]["value"]
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise UnreadableError("a page without a size")
    return width, height


def _draw(
    handle: int,
    kind: SavedKind,
    number: int,
    size: tuple[int, int],
    boxes: Sequence[Mapping[str, int]],
) -> bytes:
    """One picture, a point of the layout for a pixel, with what the boxes cover painted over."""
    width, height = size
    how = f'"pdf", page: {number}' if kind is SavedKind.PDF else f'"{_format(kind)}"'
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)\n"
        f'#place(image("/{handle}", format: {how}, width: {width - _HAIR}pt, '
        f'height: {height - _HAIR}pt, fit: "stretch"))\n' + "".join(_painted(boxes))
    )
    made = _COMPILE(
        source.encode(),
        root="/proc/self/fd",
        format="png",
        ppi=float(_POINTS),
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise UnreadableError("it takes more than its page")
    return made


def _painted(boxes: Sequence[Mapping[str, int]]) -> Iterator[str]:
    for box in boxes:
        x, y, width, height = (int(box[name]) for name in ("x", "y", "width", "height"))
        yield (
            f"#place(dx: {x}pt, dy: {y}pt, "
            f"rect(width: {width}pt, height: {height}pt, fill: black, stroke: none))\n"
        )


def _format(kind: SavedKind) -> str:
    return "jpg" if kind is SavedKind.JPEG else str(kind)


if __name__ == "__main__":
    main()
