"""A sheet of entries for somebody outside: what leaves as rows of a Word document, and returns.

A row is a passage: the title of an entry or one of its paragraphs, in a cell a language. Its code
says of which entry and which versions it was made, so that a return tells what changed since.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zlib import crc32

#: The head of the first column, by which a row of heads is told from a passage.
NUMBER_HEAD: Final = "№"
#: So many entries stand on one sheet at most.
MOST_ENTRIES: Final = 200
_DOT: Final = "·"
_CODE: Final = re.compile(
    r"(?P<number>[A-Z]{2,8}-(?:\d{4}-\d{4,9}|new-\d{1,9}))\s*"
    r"(?P<place>\d{1,4})(?P<versions>(?:·[a-z]{2,3}\d{1,6}){1,8})·(?P<sum>[0-9a-f]{4})",
    re.ASCII,
)
_VERSION: Final = re.compile(r"([a-z]{2,3})(\d+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class RowCode:
    """Of what a row was made: an entry, a passage (0 its title, else the paragraph), and versions.

    ``versions`` are languages in the order of their columns, each with the number of the version
    whose text stood there, 0 where there was none.
    """

    number: str
    place: int
    versions: tuple[tuple[str, int], ...]

    @property
    def short(self) -> str:
        """All but the entry's number, with a sum that tells a code that was typed over."""
        told = _DOT.join((str(self.place), *(f"{name}{count}" for name, count in self.versions)))
        return f"{told}{_DOT}{crc32(f'{self.number} {told}'.encode()) & 0xFFFF:04x}"

    def __str__(self) -> str:
        return f"{self.number} {self.short}"

    @classmethod
    def read(cls, text: str) -> "RowCode | None":
        """The code that stands in a text; None where none does, or its sum is wrong."""
        found = _CODE.search(" ".join(text.split()))
        if found is None:
            return None
        code = cls(
            number=found["number"],
            place=int(found["place"]),
            versions=tuple(
                (name, int(count)) for name, count in _VERSION.findall(found["versions"])
            ),
        )
        return code if code.short.endswith(f"{_DOT}{found['sum']}") else None


@dataclass(frozen=True, kw_only=True)
class SheetText:
    """A language's text as it leaves: its version, and its passages, the title first."""

    version: int
    passages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SheetEntry:
    """An entry on a sheet: how it is headed there, and its texts by language."""

    number: str
    heading: str
    texts: Mapping[str, SheetText]


@dataclass(frozen=True, kw_only=True)
class WordSheet:
    """Entries that leave, in order, in columns of these languages; ``site`` is the newsroom's."""

    site: str
    languages: tuple[str, ...]
    time: datetime
    entries: tuple[SheetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnedCell:
    """The paragraphs of a cell with all changes accepted, and whose changes were tracked in it."""

    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReturnedRow:
    """A row that came back.

    ``label`` is what stands in its first cell; ``code`` None where that names no passage.
    ``is_torn``: cells were merged, parted, or hold a table. ``is_struck``: the row was deleted
    with changes tracked.
    """

    label: str
    code: RowCode | None
    cells: tuple[ReturnedCell, ...]
    is_torn: bool = False
    is_struck: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnedComment:
    """A comment: whose, what it says, on which words.

    ``row`` counts the rows from 0, None where it stands beside all of them; ``column`` is 0 for
    the whole row, else that of the cell.
    """

    author: str
    text: str
    quoted: str = ""
    row: int | None = None
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class ReturnedSheet:
    """All that came back."""

    rows: tuple[ReturnedRow, ...]
    comments: tuple[ReturnedComment, ...] = field(default=())
