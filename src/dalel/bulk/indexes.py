"""Indexes of web archives (CDX, CDXJ, Parquet): where the pages of the pack's hosts lie.

A line that cannot be understood is counted and passed over: indexes are made by many programs.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from dalel.bulk.pack_hosts import PackHosts
from dalel.bulk.units import ArchiveUnit, is_size, merged
from dalel.domain.addresses import host_of
from dalel.domain.errors import ArchiveError

#: The fields of a CDX line where its file has no header, as the Internet Archive writes it
#: (https://archive.org/web/researcher/cdx_legend.php): address, type, status, length, offset, file.
_FIELDS: Final = "N b a m s k r M S V g"
_LETTERS: Final = {"a": "url", "m": "mime", "s": "status", "S": "length", "V": "offset"}
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
#: Longer lines are no lines of an index.
_LONGEST_LINE: Final = 1 << 16
#: Ranges are not made one beyond this: one answer of a store is held in memory.
MOST: Final = 32 << 20
_COLUMNS: Final = (
    *("url_host_name", "warc_filename", "warc_record_offset", "warc_record_length"),
    *("fetch_status", "content_mime_type"),
)
_ROWS: Final = 1 << 16
#: So many unusable lines are shown.
_SHOWN: Final = 5


class ArchiveIndexError(ArchiveError):
    """An index of web archives cannot be read."""


@dataclass(kw_only=True)
class LineCounts:
    """What became of the lines of lists and indexes; the first unusable ones stand there."""

    counts: Counter[str] = field(default_factory=Counter)
    unusable: list[str] = field(default_factory=list)

    def refuse(self, line: str) -> None:
        """Count a line that cannot be used."""
        self.counts["unusable"] += 1
        if len(self.unusable) < _SHOWN:
            self.unusable.append(line)


@dataclass(kw_only=True)
class IndexedPlaces:
    """Places of records by file, and what became of all other lines of the index ``place``."""

    place: str
    lines: LineCounts
    places: dict[str, "array[int]"] = field(default_factory=lambda: defaultdict(_places))

    def add(self, at: int, name: object, offset: object, length: object) -> None:
        """Take the record of a line in; what leads out of the archive's folder is refused."""
        start, size = whole_number(offset), whole_number(length)
        if not is_name(name) or start is None or not size:
            self.refuse(at, f"{name} {offset} {length}")
            return
        self.lines.counts["pages"] += 1
        self.places[str(name)].extend((start, size))

    def refuse(self, at: int, line: str) -> None:
        """Count a line that cannot be used."""
        self.lines.refuse(f"{self.place}:{at}: {line}")

    def units(self, base: str, *, gap: int) -> Iterator[ArchiveUnit]:
        """What is to be read: ranges by file, near ones made one."""
        for name in sorted(self.places):
            flat = iter(self.places[name])
            ranges = merged(zip(flat, flat, strict=True), gap=gap, most=MOST)
            yield ArchiveUnit(
                input=f"{base}{name}", ranges=ranges, size=sum(length for _, length in ranges)
            )


def _places() -> "array[int]":
    return array("Q")


def is_name(name: object) -> bool:
    """Whether a name in an index or list is that of a file below the archive's folder."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= 2000
        and "://" not in name
        and not name.startswith(("/", "\\", "~"))
        and ".." not in name.split("/")
        and name.isprintable()
    )


def whole_number(value: object) -> int | None:
    """A place or length, also one in digits; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 16:
        value = int(value)
    return value if isinstance(value, int) and is_size(value) else None


def read_lines(stream: BinaryIO, hosts: PackHosts, found: IndexedPlaces) -> None:
    """Read a CDX or CDXJ index, unpacked."""
    legend = _FIELDS.split()
    for at, raw in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), start=1):
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.lstrip().startswith("CDX "):
            legend = line.split()[1:]
        elif line.strip() and not line.startswith("!"):
            _take(at, line, _entry(line, legend), hosts, found)


def _take(
    at: int,
    line: str,
    entry: Mapping[str, Any] | None,
    hosts: PackHosts,
    found: IndexedPlaces,
) -> None:
    counts = found.lines.counts
    counts["lines"] += 1
    if entry is None:
        found.refuse(at, line)
    elif str(entry.get("status")) != "200" or entry.get("mime") not in _HTML:
        counts["no page"] += 1
    elif hosts.source_of(str(entry.get("url"))) is None:
        counts["other hosts"] += 1
    else:
        found.add(at, entry.get("filename"), entry.get("offset"), entry.get("length"))


def _entry(line: str, legend: list[str]) -> Mapping[str, Any] | None:
    parts = line.split(None, 2)
    if len(parts) == 3 and parts[2].startswith("{"):
        try:
            said = json.loads(parts[2])
        except (ValueError, RecursionError):
            return None
        return said if isinstance(said, dict) else None
    words = line.split()
    if len(words) != len(legend):
        return None
    names = {**_LETTERS, "g": "filename"}
    return {names[key]: word for key, word in zip(legend, words, strict=True) if key in names}


def read_table(stream: BinaryIO, hosts: PackHosts, found: IndexedPlaces) -> None:
    """Read an index in columns, as Common Crawl writes it.

    :raises ArchiveIndexError: when it is no Parquet file, or lacks a column.
    """
    try:
        table = pq.ParquetFile(stream)
        missing = [name for name in _COLUMNS if name not in table.schema_arrow.names]
        if missing:
            raise ArchiveIndexError(f"no index of web archives: it has no column {missing[0]}")
        for batch in table.iter_batches(_ROWS, columns=list(_COLUMNS)):
            _take_rows(batch, hosts, found)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ArchiveIndexError(f"cannot be read as Parquet: {error}") from error


def _take_rows(batch: pa.RecordBatch, hosts: PackHosts, found: IndexedPlaces) -> None:
    columns = [batch.column(name).to_pylist() for name in _COLUMNS]
    counts, before = found.lines.counts, found.lines.counts["lines"]
    counts["lines"] += batch.num_rows
    rows = enumerate(zip(*columns, strict=True), start=before + 1)
    for at, (host, name, offset, length, status, mime) in rows:
        if status != 200 or mime not in _HTML:
            counts["no page"] += 1
        elif not isinstance(host, str) or hosts.source_at(host_of(f"https://{host}/")) is None:
            counts["other hosts"] += 1
        else:
            found.add(at, name, offset, length)
