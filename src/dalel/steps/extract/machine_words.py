"""Reads the table of words that Tesseract prints (TSV), and the text that they make."""

from collections.abc import Iterator, Sequence
from typing import Final

from dalel.domain.saved_file import Box, MachineWord

_COLUMNS: Final = 12
#: How the level of a word is called in the table.
_WORD: Final = "5"
#: So many words of a page are taken.
_MOST: Final = 20_000


def read_words(table: str) -> tuple[MachineWord, ...]:
    """The words of a page in their order; what is no line of the table is passed over."""
    found: list[MachineWord] = []
    lines: dict[tuple[str, ...], int] = {}
    block = ""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        box = _box(cells[6:10])
        if box is None or len(found) >= _MOST:
            continue
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        opens = bool(found) and "/".join(cells[1:4]) != block
        block = "/".join(cells[1:4])
        found.append(MachineWord(text=cells[11].strip(), box=box, line=line, opens_block=opens))
    return tuple(found)


def _box(cells: Sequence[str]) -> Box | None:
    try:
        x, y, width, height = (int(cell) for cell in cells)
    except ValueError:
        return None
    if min(x, y) < 0 or min(width, height) < 1:
        return None
    return Box(x=x, y=y, width=width, height=height)


def text_of(words: Sequence[MachineWord]) -> tuple[str, tuple[int, ...]]:
    """The text of a page, and where in it each word begins."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for parting, word in _parted(words):
        starts.append(length + len(parting))
        pieces += (parting, word.text)
        length += len(parting) + len(word.text)
    return "".join(pieces), tuple(starts)


def _parted(words: Sequence[MachineWord]) -> Iterator[tuple[str, MachineWord]]:
    """Each word with what stands between it and the one before."""
    before: MachineWord | None = None
    for word in words:
        if before is None:
            yield "", word
        elif word.opens_block:
            yield "\n\n", word
        else:
            yield (" " if word.line == before.line else "\n"), word
        before = word
