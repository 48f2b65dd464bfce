"""Articles of many Parquet files, one row of each, by day: more than memory holds.

First only the keys of all rows are read and put in order. Then each file is read once, and its
rows go to that one of some hundred stretches of the order in which they belong; stretches are read
one after the other.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dalel.bulk.page_files import PageFile

#: So many files at most are open at once, each with at least so many rows.
_STRETCHES: Final = 200
_LEAST: Final = 4_096
#: Rows are kept together before they go to their stretches, up to so many bytes.
_TOGETHER: Final = 64 << 20
_PLACE: Final = "place"
_VECTOR: Final = "vector"
#: What is added to the columns of a row.
ADDED: Final = ("effective_day", "captures")
_EPOCH: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, kw_only=True)
class DayOrder:
    """Which row of which file is an article, and at which place; all by file and row."""

    file: NDArray[np.int32]
    row: NDArray[np.int64]
    day: NDArray[np.int32]
    captures: NDArray[np.int32]
    place: NDArray[np.int64]
    #: How many captures were left out, since they are of no time.
    timeless: int = 0

    def __len__(self) -> int:
        return len(self.place)


def in_day_order(files: Sequence[PageFile], zone: tzinfo) -> DayOrder:
    """Put what is relevant in order: of several captures of one address the first, by its day.

    An article without a day is of the day, in ``zone``, on which it was captured. What was captured
    at no time is left out: no newsroom could keep it, and it would stand beside articles of all
    years.
    """
    keys = pa.concat_tables(
        [_keys(file, at, zone) for at, file in enumerate(files)] or [_no_keys()]
    )
    timeless = keys["day"].null_count
    keys = keys.filter(pc.is_valid(keys["day"]))
    keys = keys.sort_by([(name, "ascending") for name in ("canonical", "captured", "file", "row")])
    starts = _starts(keys["canonical"])
    captures = np.diff(np.append(starts, len(keys))).astype(np.int32)
    first = keys.take(pa.array(starts)).append_column("captures", pa.array(captures))
    first = first.sort_by([("day", "ascending"), ("canonical", "ascending")])
    first = first.drop_columns(["canonical", "captured"])
    first = first.append_column(_PLACE, pa.array(np.arange(len(first), dtype=np.int64)))
    first = first.sort_by([("file", "ascending"), ("row", "ascending")])
    columns = {name: first[name].to_numpy() for name in first.column_names}
    return DayOrder(**columns, timeless=timeless)


class Stretches:
    """The rows of an order, in a folder of its own; to be closed."""

    def __init__(self, folder: Path, order: DayOrder, columns: Sequence[str]) -> None:
        self._folder = folder
        self._order = order
        self._columns = list(columns)
        self._each = max(_LEAST, -(-len(order) // _STRETCHES))
        #: How long the vectors are, of most rows; 0: there are none.
        self.dimension = 0
        self._open: dict[int, pa.RecordBatchStreamWriter] = {}

    def write(self, files: Sequence[PageFile]) -> None:
        """Read every file once."""
        waiting: list[pa.Table] = []
        lengths = Counter[int]()
        size = 0
        for at, file in enumerate(files):
            for table in self._chosen(at, file):
                waiting.append(table)
                lengths.update(_lengths(table))
                size += table.nbytes
                if size >= _TOGETHER:
                    self._put(waiting)
                    waiting, size = [], 0
        self._put(waiting)
        self.dimension = max(lengths, key=lambda one: (lengths[one], one), default=0)
        self.close()

    def close(self) -> None:
        """End the files that are written; they can be read then."""
        for writer in self._open.values():
            writer.close()

    def read(self) -> Iterator[dict[str, Any]]:
        """The rows in their order; ``vector`` as numpy has it."""
        for stretch in sorted(self._open):
            path = self._path(stretch)
            with pa.OSFile(str(path)) as stream, pa.ipc.open_stream(stream) as reader:
                table = reader.read_all()
            path.unlink()
            table = table.sort_by(_PLACE).drop_columns([_PLACE])
            for batch in table.to_batches(max_chunksize=64):
                yield from _rows(batch)

    def _chosen(self, at: int, file: PageFile) -> Iterator[pa.Table]:
        order = self._order
        low, high = np.searchsorted(order.file, [at, at + 1])
        rows, done = order.row[low:high], 0
        for batch in file.batches(self._columns) if low < high else ():
            start, end = np.searchsorted(rows, [done, done + len(batch)])
            mine = slice(low + start, low + end)
            taken = pa.table(batch.take(pa.array(rows[start:end] - done)))
            done += len(batch)
            if len(taken):
                for name, values in zip(
                    (*ADDED, _PLACE),
                    (order.day[mine], order.captures[mine], order.place[mine]),
                    strict=True,
                ):
                    taken = taken.append_column(name, pa.array(values))
                yield taken

    def _put(self, waiting: Sequence[pa.Table]) -> None:
        if not waiting:
            return
        table = pa.concat_tables(waiting).sort_by(_PLACE)
        places = table[_PLACE].to_numpy() // self._each
        found, starts = np.unique(places, return_index=True)
        for stretch, start, end in zip(found, starts, [*starts[1:], len(places)], strict=True):
            part = table.slice(start, end - start).combine_chunks()
            self._writer(int(stretch), part.schema).write_table(part)

    def _writer(self, stretch: int, schema: pa.Schema) -> pa.RecordBatchStreamWriter:
        if stretch not in self._open:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            self._open[stretch] = pa.ipc.new_stream(
                str(self._path(stretch)), schema, options=options
            )
        return self._open[stretch]

    def _path(self, stretch: int) -> Path:
        return self._folder / f"{stretch:06}.arrow"


def _keys(file: PageFile, at: int, zone: tzinfo) -> pa.Table:
    parts, done = [_no_keys()], 0
    for batch in file.batches(["canonical", "captured", "day", "relevant"]):
        rows = np.flatnonzero(batch["relevant"].to_numpy(zero_copy_only=False))
        some = batch.take(pa.array(rows))
        days = [
            _ordinal(day, captured, zone)
            for day, captured in zip(
                some["day"].cast(pa.int32()).to_pylist(), some["captured"], strict=True
            )
        ]
        parts.append(
            pa.Table.from_arrays(
                [
                    some["canonical"].cast(pa.large_string()),
                    some["captured"],
                    pa.array(np.full(len(rows), at, dtype=np.int32)),
                    pa.array(done + rows, type=pa.int64()),
                    pa.array(days, type=pa.int32()),
                ],
                schema=parts[0].schema,
            )
        )
        done += len(batch)
    return pa.concat_tables(parts).combine_chunks()


def _no_keys() -> pa.Table:
    return pa.schema(
        [
            ("canonical", pa.large_string()),
            ("captured", pa.timestamp("us", tz="UTC")),
            ("file", pa.int32()),
            ("row", pa.int64()),
            ("day", pa.int32()),
        ]
    ).empty_table()


def _ordinal(day: int | None, captured: pa.TimestampScalar, zone: tzinfo) -> int | None:
    try:
        moment = captured.as_py()
        of_capture = moment.astimezone(zone).date().toordinal() if moment else None
    except (OverflowError, ValueError):
        return None
    if of_capture is None or day is None:
        return of_capture
    is_day = date.min.toordinal() <= day + _EPOCH <= date.max.toordinal()
    return day + _EPOCH if is_day else of_capture


def _starts(names: pa.ChunkedArray) -> NDArray[np.int64]:
    """Where a new name begins, of names in order."""
    if not len(names):
        return np.zeros(0, dtype=np.int64)
    is_new = pc.not_equal(names[1:], names[:-1]).to_numpy()
    return np.flatnonzero(np.concatenate([[True], is_new]))


def _lengths(table: pa.Table) -> dict[int, int]:
    if _VECTOR not in table.column_names:
        return {}
    counted = pc.value_counts(pc.list_value_length(table[_VECTOR])).to_pylist()
    return {one["values"]: one["counts"] for one in counted if one["values"]}


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    at = batch.schema.get_field_index(_VECTOR)
    if at < 0:
        yield from batch.to_pylist()
        return
    vectors = batch.column(at)
    for row, vector in zip(batch.remove_column(at).to_pylist(), vectors, strict=True):
        values = vector.values
        row[_VECTOR] = None if values is None else values.to_numpy(zero_copy_only=False)
        yield row
