"""What web archives held, counted: by year, host, language, section, state and reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from dalel.bulk.page_files import PageFile

#: By what is counted; the reason is that of what failed or is no article.
KINDS: Final = ("year", "host", "language", "section", "state", "reason")
_COLUMNS: Final = (
    "captured", "day", "host", "language", "section", "state", "reason", "sifted", "relevant",
)  # fmt: skip
#: So many different values of one kind are counted by name: a stranger may have made millions.
MOST: Final = 20_000
#: What the rest is counted under.
REST: Final = "(others)"
_ARTICLE: Final = "article"
_FAILED: Final = "failed"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many pages; of them articles, those that passed the sift, those that are ours, failed."""

    pages: int = 0
    articles: int = 0
    sifted: int = 0
    relevant: int = 0
    failed: int = 0


@dataclass(frozen=True, kw_only=True)
class BulkReport:
    """The counts of all rows, and by kind those of each value, the most pages first."""

    files: int
    total: Counts
    by: Mapping[str, Mapping[str, Counts]]


_NAMES: Final = tuple(one.name for one in fields(Counts))


def report(files: Sequence[PageFile]) -> BulkReport:
    """Count the rows of files; only the columns that it needs are read.

    :raises ArchiveError: when a file cannot be read.
    """
    total = Counter[str]()
    by: dict[str, dict[str, Counter[str]]] = {kind: defaultdict(Counter) for kind in KINDS}
    for file in files:
        batches = list(file.batches(_COLUMNS))
        if batches:
            table = _counted(pa.Table.from_batches(batches))
            total.update({name: pc.sum(table[name]).as_py() or 0 for name in _NAMES})
            for kind in KINDS:
                _add(by[kind], kind, table)
    return BulkReport(
        files=len(files),
        total=Counts(**total),
        by={kind: _ordered(kind, found) for kind, found in by.items()},
    )


def flat(found: BulkReport) -> Iterable[tuple[str, ...]]:
    """The counts as lines of a table, the first one its head."""
    yield ("by", "value", *_NAMES)
    yield ("all", "", *_figures(found.total))
    for kind, values in found.by.items():
        for value, counts in values.items():
            yield (kind, value, *_figures(counts))


def _figures(counts: Counts) -> tuple[str, ...]:
    return tuple(str(getattr(counts, name)) for name in _NAMES)


def _counted(table: pa.Table) -> pa.Table:
    captured = table["captured"].cast(pa.timestamp("us")).cast(pa.date32())
    year = pc.year(pc.coalesce(table["day"], captured)).cast(pa.string())
    columns = {
        "year": pc.fill_null(year, ""),
        "host": table["host"],
        "language": table["language"],
        "section": pc.fill_null(table["section"].cast(pa.string()), ""),
        "state": table["state"],
        "reason": _reasons(table),
        "pages": pa.array([1] * len(table)),
        "articles": pc.equal(table["state"], _ARTICLE).cast(pa.int64()),
        "sifted": table["sifted"].cast(pa.int64()),
        "relevant": table["relevant"].cast(pa.int64()),
        "failed": pc.equal(table["state"], _FAILED).cast(pa.int64()),
    }
    return pa.table(columns)


def _reasons(table: pa.Table) -> pa.ChunkedArray:
    """Why something is no article: how many of what there were is another figure on each page."""
    is_failed = pc.equal(table["state"], _FAILED)
    alike = pc.replace_substring_regex(table["reason"], r"\d+", "N")
    return pc.if_else(is_failed, table["reason"], alike)


def _add(found: dict[str, Counter[str]], kind: str, table: pa.Table) -> None:
    sums = table.group_by(kind).aggregate([(name, "sum") for name in _NAMES])
    for line in sums.to_pylist():
        value = line[kind]
        known = value in found or len(found) < MOST
        found[value if known else REST].update({name: line[f"{name}_sum"] for name in _NAMES})


def _ordered(kind: str, found: Mapping[str, Counter[str]]) -> dict[str, Counts]:
    """By year in order of time, by others those with the most pages first."""

    def place(value: str) -> tuple[Any, ...]:
        return (value,) if kind == "year" else (-found[value]["pages"], value)

    # Of what is an article nobody asks why.
    values = [value for value in found if kind != "reason" or value]
    return {value: Counts(**found[value]) for value in sorted(values, key=place)}
