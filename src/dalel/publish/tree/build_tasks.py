"""Works, the units of the public outputs, with the digests that decide on rebuilding."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from dalel.domain.incident import Incident

#: A file of the site: its path below the site's folder, and its bytes.
File = tuple[str, bytes]
#: JSON in as few letters as it takes; an encoder made anew for each page would cost much.
as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, kw_only=True)
class Work:
    """Some files that are made together.

    ``inputs`` is a digest of everything that ``render`` reads: while it stays the same, the files
    of an earlier build are still right and ``render`` is not called. A ``late`` work takes long,
    and readers get the pages without waiting for it; one of the ``whole_set`` is of all that the
    record holds, and of a large record it waits until somebody asks for the whole set. ``plan`` is
    told before the first ``render`` of an output that this one is going to be rendered, for what is
    quicker made with others.
    """

    key: str
    inputs: str
    render: Callable[[], Iterable[File]]
    late: bool = False
    whole_set: bool = False
    plan: Callable[[], None] = lambda: None


def digest(*parts: object) -> str:
    """Thirty-two hex digits for some values; equal values with equal ``repr`` give the same.

    Two values that differ only in the order of a set may differ here: that costs a needless
    rendering, never a stale page.
    """
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def incident_digest(incident: Incident) -> str:
    """A digest of everything that an incident says.

    It reads the fields through ``vars``, which is four times as fast as the records' own ``repr``:
    a build asks this of every incident, also of those that did not change.
    """
    parts: list[object] = []
    for name, value in vars(incident).items():
        match name:
            case "texts":
                parts.append([vars(text) for text in value.values()])
            case "links":
                parts.append([vars(link) for link in value])
            case "notices":
                parts.append([vars(notice) for notice in value])
            case "approved":
                parts.append(sorted(value))
            case "date" | "codes":
                parts.append(value and vars(value))
            case _:
                parts.append(value)
    return digest(parts)
