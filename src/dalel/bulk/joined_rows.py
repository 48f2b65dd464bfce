"""What joining tells of each article: the columns of a joined Parquet file, and one row of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from dalel.domain.errors import ArchiveError, StorageError
from dalel.steps.archive.durable_files import reaching

#: Raised when a column changes; files of another version are not loaded.
VERSION: Final = 1
JOINED: Final = b"dalel.joined"
#: That of a file of another kind.
NO_VERSION: Final = "none"
#: A row for each article, by day and address. All that a newsroom needs to fetch its record again
#: stands here, so that this one file can be handed on without the rest.
SCHEMA: Final = pa.schema(
    [
        pa.field("canonical", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("host", pa.string(), nullable=False),
        # Where its record lies, of the first capture that was ours.
        pa.field("input", pa.string(), nullable=False),
        pa.field("offset", pa.int64(), nullable=False),
        pa.field("length", pa.int64(), nullable=False),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("captured", pa.timestamp("us", tz="UTC")),
        # How many captures of it were ours.
        pa.field("captures", pa.int32(), nullable=False),
        pa.field("day", pa.date32()),
        pa.field("language", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        # What was judged, and by which models.
        pa.field("model", pa.string(), nullable=False),
        pa.field("score", pa.float64()),
        pa.field("section", pa.int8()),
        pa.field("event_type", pa.string(), nullable=False),
        # The canonical address of what it repeats; empty: nothing.
        pa.field("reprint_of", pa.string(), nullable=False),
        # Called by the canonical address of its first article.
        pa.field("story", pa.string(), nullable=False),
        # Why it repeats that, or stands in this story: JSON, a list of {code, values, weight}.
        pa.field("reasons", pa.string(), nullable=False),
    ],
    metadata={JOINED: str(VERSION).encode()},
)


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinedRow:
    """One row."""

    canonical: str
    url: str
    host: str
    input: str
    offset: int
    length: int
    sha256: str
    captured: datetime | None
    captures: int = 1
    day: date | None = None
    language: str = ""
    title: str = ""
    model: str = ""
    score: float | None = None
    section: int | None = None
    event_type: str = ""
    reprint_of: str = ""
    story: str = ""
    reasons: str = "[]"


_NAMES: Final = tuple(one.name for one in fields(JoinedRow))


def version_in(file: pq.ParquetFile, kind: bytes) -> str:
    """Of which version the rows of a file are; "none" where it is not of that kind."""
    told: bytes = (file.schema_arrow.metadata or {}).get(kind, NO_VERSION.encode())
    return told.decode("ascii", "replace")


def refuse_others(place: str, options: Mapping[str, Any] | None = None) -> None:
    """Make sure that nothing lies at a place but perhaps an earlier joined file.

    :raises ArchiveError: when something else lies there, or it is out of reach.
    """
    with reaching(place):
        system, path = fsspec.core.url_to_fs(place, **(options or {}))
        if not system.exists(path):
            return
        if not _is_joined(system, path):
            raise ArchiveError(
                f"{place}: another file than a joined one lies there, and is left alone; name "
                "another place"
            )


def _is_joined(system: Any, path: str) -> bool:
    try:
        with system.open(path, "rb") as stream:
            return version_in(pq.ParquetFile(stream), JOINED) != NO_VERSION
    except (pa.ArrowException, OSError, ValueError):
        return False


def read_joined(
    place: str, options: Mapping[str, Any] | None = None, columns: tuple[str, ...] = _NAMES
) -> Iterator[dict[str, Any]]:
    """The rows of a joined file in their order, with these columns.

    :raises ArchiveError: when it is none, of another version, damaged or out of reach.
    """
    wanted = pa.schema([SCHEMA.field(name) for name in columns])
    try:
        with reaching(place), fsspec.open(place, "rb", **(options or {})) as stream:
            file = pq.ParquetFile(stream, page_checksum_verification=True)
            if version_in(file, JOINED) != str(VERSION):
                raise ArchiveError(f"{place}: not what dalel bulk join of this version writes")
            for batch in file.iter_batches(columns=list(columns)):
                yield from _as_written(batch, wanted, place)
    except StorageError as error:
        if is_of_content(error.__cause__):
            raise ArchiveError(f"{place}: no Parquet file, or a damaged one") from error
        raise


def _as_written(batch: pa.RecordBatch, wanted: pa.Schema, place: str) -> list[dict[str, Any]]:
    """The rows, where they have all columns and nothing is missing that joining writes."""
    for field in wanted:
        name = field.name
        has = name in batch.schema.names and batch.schema.field(name).type == field.type
        if not has or (batch.column(name).null_count and not field.nullable):
            raise ArchiveError(
                f"{place}: not what dalel bulk join writes: the column {name} is another, or has "
                "gaps"
            )
    rows: list[dict[str, Any]] = batch.to_pylist()
    return rows


def is_of_content(error: BaseException | None) -> bool:
    """Whether the bytes are wrong, and not the way to them; of a checksum Arrow says it so, too."""
    return isinstance(error, pa.ArrowException) or (
        isinstance(error, OSError) and error.errno is None
    )
