"""How is the whole record taken elsewhere, in a form that anybody can read?"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dalel.pack import Pack
from dalel.steps.archive.delivering import atomic
from dalel.store.public import record
from dalel.store.transactions import at_one_moment


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
