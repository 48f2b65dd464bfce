"""What is kept of a page of a web archive: the columns of a Parquet file, and one row of it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa

#: Raised when a column changes; files of another version are not joined or loaded.
VERSION: Final = 1
_PLACED: Final = pa.list_(
    pa.struct([("value", pa.string()), ("before", pa.string()), ("after", pa.string())])
)
#: A row for each response that may be a page. What did not pass the sift has no vector; what is
#: not relevant has no text, no claims and no print.
SCHEMA: Final = pa.schema(
    [
        # Where it came from.
        pa.field("input", pa.string(), nullable=False),
        pa.field("offset", pa.int64(), nullable=False),
        pa.field("length", pa.int64(), nullable=False),
        pa.field("record_id", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("canonical", pa.string(), nullable=False),
        pa.field("host", pa.string(), nullable=False),
        # Of the pack; empty where it knows none.
        pa.field("source", pa.string(), nullable=False),
        pa.field("captured", pa.timestamp("us", tz="UTC")),
        pa.field("status", pa.int16(), nullable=False),
        pa.field("sha256", pa.string(), nullable=False),
        # What it is: a PageKind, or "failed".
        pa.field("state", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("language", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("published", pa.string(), nullable=False),
        pa.field("day", pa.date32()),
        # What was judged.
        pa.field("model", pa.string(), nullable=False),
        pa.field("sifted", pa.bool_(), nullable=False),
        pa.field("relevant", pa.bool_(), nullable=False),
        pa.field("score", pa.float64()),
        pa.field("section", pa.int8()),
        pa.field("event_type", pa.string(), nullable=False),
        # Of what is relevant.
        pa.field("text", pa.string(), nullable=False),
        pa.field("claims", pa.string(), nullable=False),
        pa.field("vector", pa.list_(pa.float32())),
        pa.field("print_length", pa.int32()),
        pa.field("print_digest", pa.string(), nullable=False),
        pa.field("print_stems", pa.list_(pa.string())),
        pa.field("print_numbers", _PLACED),
        pa.field("print_names", _PLACED),
    ],
    metadata={b"dalel.bulk": str(VERSION).encode()},
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRow:
    """One row; ``claims`` is JSON as ``dalel predict claims`` writes it."""

    input: str
    offset: int
    length: int
    record_id: str
    url: str
    canonical: str
    host: str
    source: str
    captured: datetime | None
    status: int
    sha256: str
    state: str
    reason: str = ""
    language: str = ""
    title: str = ""
    published: str = ""
    day: date | None = None
    model: str = ""
    sifted: bool = False
    relevant: bool = False
    score: float | None = None
    section: int | None = None
    event_type: str = ""
    text: str = ""
    claims: str = ""
    vector: tuple[float, ...] | None = None
    print_length: int | None = None
    print_digest: str = ""
    print_stems: tuple[str, ...] | None = None
    print_numbers: tuple[dict[str, str], ...] | None = None
    print_names: tuple[dict[str, str], ...] | None = None


def table_of(rows: Sequence[PageRow]) -> pa.Table:
    """The rows as a table of ``SCHEMA``, in their order."""
    names = [one.name for one in fields(PageRow)]
    columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in names}
    return pa.Table.from_pydict(columns, schema=SCHEMA)
