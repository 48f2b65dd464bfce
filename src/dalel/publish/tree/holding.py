"""Which files that the public gets, or that are kept, hold some words?"""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

_MARKED_UP: Final = frozenset({".html", ".txt", ".xml", ".xlsx", ".docx"})
_ARCHIVES: Final = frozenset({".zip", ".xlsx", ".docx"})
#: Their text is drawn or packed in a form that cannot be searched here.
_UNREADABLE: Final = frozenset({".pdf", ".png", ".parquet", ".woff2", ".pf_index"})
_GZIP: Final = b"\x1f\x8b"


class FileKind(StrEnum):
    """What a file of the public folder is to a reader."""

    PAGE = "page"
    FEED = "feed"
    DATA = "data"
    DOCUMENT = "document"
    SEARCH = "search"
    ARCHIVE = "archive"


#: By the end of a file's name; what is not here is data.
_KINDS: Final = {
    ".html": FileKind.PAGE,
    ".xml": FileKind.FEED,
    ".docx": FileKind.DOCUMENT,
    ".txt": FileKind.DOCUMENT,
    ".pf_fragment": FileKind.SEARCH,
    ".pf_meta": FileKind.SEARCH,
    ".zip": FileKind.ARCHIVE,
}


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A file that holds the words so many times.

    ``beside`` are the pictures, documents and tables next to it that cannot be searched, and may
    hold them too.
    """

    path: str
    kind: FileKind
    count: int
    beside: tuple[str, ...] = ()


def holdings(folders: Iterable[Path], words: re.Pattern[str]) -> Iterator[Holding]:
    """The files in these folders that hold the words, also packed ones; each file once.

    Notes of a build beside its folder belong to it.
    """
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        notes = folder.with_name(f".{folder.name}.inputs.json")
        for file in (*sorted(folder.rglob("*")), notes):
            if not file.is_file() or file.suffix in _UNREADABLE:
                continue
            about = file.stat()
            if (about.st_dev, about.st_ino) in seen:
                continue
            seen.add((about.st_dev, about.st_ino))
            count = _count(file.name, file.read_bytes(), words)
            if count:
                yield Holding(
                    path=str(file.relative_to(folder.parent)),
                    kind=_KINDS.get(file.suffix, FileKind.DATA),
                    count=count,
                    beside=tuple(
                        str(one.relative_to(folder.parent))
                        for one in sorted(file.parent.iterdir())
                        if one.suffix in _UNREADABLE
                    ),
                )


def _count(name: str, content: bytes, words: re.Pattern[str]) -> int:
    suffix = Path(name).suffix
    if suffix in _ARCHIVES:
        with ZipFile(BytesIO(content)) as packed:
            return sum(
                _count(inner, packed.read(inner), words)
                for inner in packed.namelist()
                if Path(inner).suffix not in _UNREADABLE
            )
    if content.startswith(_GZIP):
        content = gzip.decompress(content)
    text = content.decode("utf-8", "ignore")
    return sum(1 for _ in words.finditer(unescape(text) if suffix in _MARKED_UP else text))
