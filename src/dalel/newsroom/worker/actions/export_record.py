"""Exports the whole record as JSON Lines, all or nothing."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dalel.newsroom.frame.transactions import at_one_moment
from dalel.newsroom.releases.queries import record
from dalel.pack import Pack
from dalel.steps.archive.durable_files import atomic


def export_record(out: Path, pack: Pack, *, now: datetime, software: str) -> Mapping[str, int]:
    """Write the record as JSON Lines, whole or not at all; gives how many lines of each kind.

    The first line says what it is; the same record gives the same lines behind it.
    """
    counts: Counter[str] = Counter()
    head = {
        "kind": "record",
        "format": record.FORMAT,
        "pack": pack.id,
        "pack_version": pack.version,
        "exported": now.isoformat(),
        "software": software,
    }
    with at_one_moment(), atomic(out) as stream:
        stream.write(_line(head))
        for line in record.lines():
            stream.write(_line(line))
            counts[line["kind"]] += 1
    return counts


def _line(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"
