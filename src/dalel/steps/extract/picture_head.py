"""Reads what a file of a picture or a document says of itself in its first bytes."""

import re
from typing import Final

from dalel.domain.errors import UnreadableError
from dalel.domain.saved_file import SavedKind

_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: Markers of a JPEG that tell its size: start of a frame, of every kind of coding.
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
#: Markers without a length.
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_PDF: Final = re.compile(rb"\s{0,16}%PDF-\d")


def kind_of(content: bytes) -> SavedKind | None:
    """What a file is by its first bytes; None: nothing that is taken."""
    if content.startswith(_PNG):
        return SavedKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return SavedKind.JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return SavedKind.WEBP
    if _PDF.match(content):
        return SavedKind.PDF
    return None


def size_of(content: bytes, kind: SavedKind) -> tuple[int, int]:
    """Width and height of a picture in pixels, as its head says; nothing is decoded.

    :raises UnreadableError: when the head tells none.
    """
    read = {SavedKind.PNG: _png, SavedKind.JPEG: _jpeg, SavedKind.WEBP: _webp}.get(kind)
    found = read(content) if read else None
    if found is None or min(found) < 1:
        raise UnreadableError("the picture tells no size")
    return found


def _png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _jpeg(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _BARE:
            place += 2
            continue
        if marker in _FRAMES:
            height = int.from_bytes(content[place + 5 : place + 7], "big")
            return int.from_bytes(content[place + 7 : place + 9], "big"), height
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    form, body = content[12:16], content[20:30]
    if len(body) < 10:
        return None
    if form == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if form == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 ":
        width, height = (int.from_bytes(body[at : at + 2], "little") for at in (6, 8))
        return width & 0x3FFF, height & 0x3FFF
    return None
