"""Files of rows: what a backup of a database on a server holds, read without that server."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def counts_in(file: Path) -> Mapping[str, int]:
    """How many rows of each kind (``store.incidentrow``) a file holds.

    :raises ValueError: when a line is no row, or a key stands twice.
    """
    counts: Counter[str] = Counter()
    keys: dict[str, set[Any]] = defaultdict(set)
    with file.open("rb") as stream:
        for place, raw in enumerate(stream, 1):
            row = json.loads(raw)
            if not isinstance(row, dict) or not {"model", "pk", "fields"} <= row.keys():
                raise ValueError(f"line {place} is no row")
            if row["pk"] in keys[row["model"]]:
                raise ValueError(f"line {place} repeats a key of {row['model']}")
            keys[row["model"]].add(row["pk"])
            counts[row["model"]] += 1
    return dict(counts)
