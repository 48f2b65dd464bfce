"""Snapshots as JSON lines: writing, reading back, and removing what was taken back.

Fifty releases of thousands of entries are kept, and a name stands in few of them: what does not
tell of it is copied as it stands.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, get_origin
from urllib.parse import unquote

from cattrs.preconf.json import make_converter

from dalel.domain.incident import Incident, emptied
from dalel.domain.snapshot import Snapshot
from dalel.domain.withdrawal import finder, without

#: Between them a line for each entry.
_OPEN: Final = ', "incidents": ['
_CLOSE: Final = "\n]}\n"
#: As JSON writes characters that are no letters, most of which are spaces.
_ESCAPED: Final = re.compile(r"\\(u00[01][0-9a-f]|.)")


def cleared(
    snapshot: Snapshot, incidents: Mapping[str, Incident], withdrawn: Mapping[str, str]
) -> Snapshot:
    """A snapshot without what was taken back after it was made."""
    kept = tuple(
        emptied(incidents[one.number]) if one.number in incidents else one
        for one in snapshot.incidents
    )
    gone = incidents.keys()
    masked = without(replace(snapshot, incidents=kept), withdrawn)
    persons = (
        replace(one, named=tuple(named for named in one.named if named.incident not in gone))
        for one in masked.persons
    )
    return replace(
        masked,
        persons=tuple(one for one in persons if one.named),
        diary=tuple(one for one in masked.diary if one.incident not in gone),
    )


def frozen(snapshot: Snapshot) -> bytes:
    """A snapshot as JSON, a line for each entry; the same snapshot gives the same bytes.

    Its measures are left out: they are worked out anew from what is left. So are the digests of
    words that were withdrawn: they are known where it is put up again.
    """
    made = _CONVERTER.unstructure(replace(snapshot, measures=None, withdrawn=()))
    entries = [json.dumps(one, ensure_ascii=False) for one in made.pop("incidents")]
    return _joined(json.dumps(made, ensure_ascii=False)[:-1] + _OPEN, entries)


def thawed(content: bytes) -> Snapshot:
    """The snapshot again."""
    made: Snapshot = _CONVERTER.loads(content, Snapshot)
    return made


def rid_of(
    content: bytes, incidents: Mapping[str, Incident], withdrawn: Mapping[str, str]
) -> tuple[bytes, bool]:
    """A written snapshot without what was taken back, and whether anything of it was there.

    Only entries that tell of it are read.
    """
    head, *entries = content.decode().removesuffix(_CLOSE).split("\n")
    if not head.endswith(_OPEN):
        # As earlier versions wrote it.
        snapshot = thawed(content)
        made = frozen(cleared(snapshot, incidents, withdrawn))
        return made, made != frozen(snapshot)
    mentions = finder((*incidents, *withdrawn))
    entries = [one.removesuffix(",") for one in entries]
    touched = [place for place, one in enumerate(entries) if _tells(one, mentions)]
    some = thawed(_joined(head, [entries[place] for place in touched]))
    after = frozen(cleared(some, incidents, withdrawn)).decode().removesuffix(_CLOSE)
    head, *changed = after.split("\n")
    for place, one in zip(touched, changed, strict=False):
        entries[place] = one.removesuffix(",")
    made = _joined(head, entries)
    return made, made != content


def _tells(entry: str, mentions: re.Pattern[str]) -> bool:
    said = _ESCAPED.sub(lambda found: " " if found[1][0] in "bfnrtu" else found[1], entry)
    return bool(mentions.search(said) or ("%" in said and mentions.search(unquote(said))))


def _joined(head: str, entries: list[str]) -> bytes:
    told = ",\n".join(entries)
    return f"{head}\n{told}{_CLOSE}".encode()


def _is_set(kind: Any) -> bool:
    return frozenset in (kind, get_origin(kind))


def _converter() -> Any:
    converter = make_converter()
    # A set of strings, too: the order of its elements is another one in each process.
    converter.register_unstructure_hook_func(_is_set, lambda value: sorted(value))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    return converter


_CONVERTER: Final = _converter()
