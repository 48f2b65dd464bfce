"""Reproducible tables of data as CSV, XLSX, JSON Lines and Parquet."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dalel.domain.sheet_cells import no_formula
from dalel.publish.data.columns import Column, Row, Value
from dalel.publish.views.render import clean

#: Between the members of a list where a cell holds one string.
SEPARATOR: Final = " | "
#: The most characters of a cell of a spreadsheet.
_CELL: Final = 32_767
_BOM: Final = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """Rows of some columns with the meaning of each, and the time of the release they belong to."""

    title: str
    columns: tuple[tuple[Column, str], ...]
    rows: Sequence[Row]
    time: datetime
    #: Head of the two columns of the sheet that explains the others.
    heads: tuple[str, str]
    #: Name and words of each line about the maker.
    imprint: tuple[tuple[str, str], ...] = ()


def as_csv(table: DataTable) -> bytes:
    """CSV (RFC 4180) in UTF-8 with a mark at its beginning, which Excel needs to read Kazakh.

    What a spreadsheet would take for a formula gets an apostrophe before it.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    names = [column.name for column, _ in table.columns]
    writer.writerow(names)
    writer.writerows([_safe(_flat(row[name])) for name in names] for row in table.rows)
    return (_BOM + stream.getvalue()).encode()


def _flat(value: Value) -> str | int | None:
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _safe(cell: str | int | None) -> str | int | None:
    return no_formula(cell) if isinstance(cell, str) else cell


def as_jsonl(table: DataTable) -> bytes:
    """One object a line; lists stay lists."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in table.rows)
    return "".join(f"{line}\n" for line in lines).encode()


def as_json(content: object) -> bytes:
    """A description of data as one JSON document."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def as_xlsx(table: DataTable) -> bytes:
    """A workbook of three sheets: the rows, what the columns mean, and who made it."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        # Without a time it would write the present one.
        book.set_properties({"title": table.title, "created": table.time.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("incidents")
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, [column.name for column, _ in table.columns], bold)
        for place, row in enumerate(table.rows, 1):
            for at, (column, _) in enumerate(table.columns):
                _write(sheet, place, at, _flat(row[column.name]))
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        sheet.set_column(0, len(table.columns) - 1, 18)
        meanings = [(column.name, meaning) for column, meaning in table.columns]
        _explain(book.add_worksheet("columns"), [table.heads, *meanings], bold)
        _explain(book.add_worksheet("imprint"), [(table.title, ""), *table.imprint], bold)
    return stream.getvalue()


def _explain(sheet: Any, lines: Sequence[tuple[str, str]], bold: Any) -> None:
    """Two columns of words, the first line of them bold."""
    for place, (name, words) in enumerate(lines):
        style = None if place else bold
        sheet.write_string(place, 0, clean(name), style)
        sheet.write_string(place, 1, clean(words)[:_CELL], style)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)


def _write(sheet: Any, row: int, column: int, value: str | int | None) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, clean(value)[:_CELL])


def as_parquet(table: DataTable) -> bytes:
    """Columns of their own types; lists stay lists. Title and imprint are the file's metadata."""
    about = {"title": table.title, "imprint": json.dumps(dict(table.imprint), ensure_ascii=False)}
    schema = pa.schema(
        [(column.name, _TYPES[column.type]) for column, _ in table.columns], metadata=about
    )
    values = {
        column.name: [_typed(row[column.name], column.type) for row in table.rows]
        for column, _ in table.columns
    }
    sink = BytesIO()
    pq.write_table(pa.Table.from_pydict(values, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _typed(value: Value, kind: str) -> object:
    if kind == "datetime" and isinstance(value, str):
        return datetime.fromisoformat(value)
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return list(value) if isinstance(value, tuple) else value


_TYPES: Final[dict[str, pa.DataType]] = {
    "string": pa.string(),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
}
WRITERS: Final[dict[str, Callable[[DataTable], bytes]]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "jsonl": as_jsonl,
    "parquet": as_parquet,
}
