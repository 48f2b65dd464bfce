"""Search for given words in all public and kept files, packed ones included."""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from zipfile import ZipFile

_MARKED_UP: Final = frozenset({".html", ".txt", ".xml", ".svg", ".rels"})
_ARCHIVES: Final = frozenset({".zip", ".xlsx", ".docx"})
#: Their text is drawn, and cannot be searched here.
_DRAWN: Final = frozenset({".pdf", ".png"})
_GZIP: Final = b"\x1f\x8b"
_ADDRESS: Final = re.compile(r"[^\s\"<>]*%[0-9a-fA-F]{2}[^\s\"<>]*")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")


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

    ``beside`` are the pictures and PDF next to it, which are made of the same texts: they cannot
    be searched, and may hold them too.
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
            if not file.is_file() or file.suffix in _DRAWN:
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
                        if one.suffix in _DRAWN
                    ),
                )


def _count(name: str, content: bytes, words: re.Pattern[str]) -> int:
    suffix = Path(name).suffix
    if suffix in _ARCHIVES:
        with ZipFile(BytesIO(content)) as packed:
            return sum(
                _count(inner, packed.read(inner), words)
                for inner in packed.namelist()
                if Path(inner).suffix not in _DRAWN
            )
    if content.startswith(_GZIP):
        content = gzip.decompress(content)
    text = _told(content) if suffix == ".parquet" else content.decode("utf-8", "ignore")
    readings = _readings(unescape(text) if suffix in _MARKED_UP else text)
    return sum(1 for one in readings for _ in words.finditer(one))


def _told(content: bytes) -> str:
    """What stands in the cells of a packed table."""
    # Twelve megabytes: only for those who search what is published.
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pq.read_table(BytesIO(content))
    return "\n".join(str(value) for column in table.columns for value in column.to_pylist())


def _readings(text: str) -> Iterator[str]:
    """A text, and what a browser or program reads in it where letters are escaped."""
    yield text
    yield from (unquote(found[0]) for found in _ADDRESS.finditer(text))
    if "\\u" in text:
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
