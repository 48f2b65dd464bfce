"""Pictures and documents that are saved as evidence, made for tests, and what their pixels are."""

import base64
import struct
import zlib
from typing import Any

import numpy as np
import typst

#: A phone's picture of one pixel with a place in its EXIF.
_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////"
    "////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAA"
    "AAD/2gAIAQEAAD8AN//Z"
)
EXIF_PLACE = b"GPS 43.238949 76.889709"
WEBP = base64.b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")


def jpeg_with_place() -> bytes:
    """A picture that tells in its EXIF where it was taken."""
    body = b"Exif\x00\x00" + EXIF_PLACE
    return _JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + _JPEG[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(pixels: "np.ndarray[Any, Any]", *more: bytes) -> bytes:
    """A PNG of pixels (height, width, 3); ``more`` are parts that stand before them."""
    height, width, _ = pixels.shape
    raw = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", zlib.compress(raw)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def noise(width: int, height: int, seed: int = 1) -> "np.ndarray[Any, Any]":
    """Pixels of which none is black."""
    random = np.random.default_rng(seed)
    return random.integers(40, 255, (height, width, 3), dtype=np.uint8)


def claims_size(width: int, height: int) -> bytes:
    """A PNG that says to be of a size and has next to nothing in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(bytes(9000))), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def document(*pages: str, size: str = "width: 400pt, height: 300pt") -> bytes:
    """A PDF with these pages."""
    source = f"#set page({size})\n#set text(size: 14pt)\n" + "\n#pagebreak()\n".join(pages)
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made


def written(text: str, *, width: int = 900, height: int = 500) -> bytes:
    """A PNG on which a text is written, large enough to be read by machine."""
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 40pt, fill: white)\n"
        f"#set text(size: 22pt)\n{text}"
    )
    made: bytes = typst.compile(source.encode(), format="png", ppi=72.0)
    return made


def pixels_of(content: bytes) -> "np.ndarray[Any, Any]":
    """The pixels of a PNG of eight bits, without what tells how transparent they are."""
    place, packed = 8, b""
    width = height = kind = 0
    while place < len(content):
        length, name = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + length]
        if name == b"IHDR":
            width, height, _, kind = struct.unpack(">IIBB", body[:10])
        elif name == b"IDAT":
            packed += body
        place += 12 + length
    depth = {2: 3, 6: 4, 0: 1}[kind]
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, width * depth + 1)
    out = np.zeros((height, width * depth), np.int32)
    before = [0] * (width * depth)
    for number, row in enumerate(rows):
        line = _unfiltered(int(row[0]), row[1:].tolist(), before, depth)
        out[number] = before = line
    return out.reshape(height, width, depth)[:, :, :3].astype(np.uint8)


def _unfiltered(way: int, line: list[int], before: list[int], depth: int) -> list[int]:
    for at, value in enumerate(line):
        left = line[at - depth] if at >= depth else 0
        corner = before[at - depth] if at >= depth else 0
        added = (0, left, before[at], (left + before[at]) // 2, _near(left, before[at], corner))
        line[at] = (value + added[way]) & 255
    return line


def _near(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))
