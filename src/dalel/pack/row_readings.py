"""Checks how the rows of registers are read, and the names of channels, source by source."""

import json
import re
from collections.abc import Iterator
from typing import Final

from dalel.domain.register import RowReading
from dalel.domain.source import CHANNEL_NAME, AddressKind
from dalel.pack.pack_records import Pack

_NAMED: Final = re.compile(r"\{(\w+)\}")
_HANDLE: Final = re.compile(CHANNEL_NAME)
_OF_ROWS: Final = frozenset({AddressKind.API, AddressKind.TABLE})


def findings(pack: Pack) -> Iterator[tuple[str, str]]:
    """What is wrong, as (key, problem); a key begins with the id of the source."""
    for source in pack.sources:
        if source.telegram and not _HANDLE.fullmatch(source.telegram):
            yield (
                f"{source.id}.telegram",
                f"wanted a channel's name alone, like example_news, found {source.telegram!r}",
            )
        for place, address in enumerate(source.addresses):
            key = f"{source.id}.addresses[{place}].reading"
            if address.reading is not None:
                for name, problem in _flaws(address.reading):
                    yield f"{key}.{name}", problem
            elif address.is_default and address.kind in _OF_ROWS:
                yield key, f"an address of kind {address.kind} has to say how its rows are read"


def _flaws(reading: RowReading) -> Iterator[tuple[str, str]]:
    named = {name: _NAMED.findall(getattr(reading, name)) for name in ("key", "link", "title")}
    named |= {name: list(getattr(reading, name)) for name in ("says", "only", "steps")}
    named["time"] = [reading.time] if reading.time else []
    for name, fields in named.items():
        for field in fields:
            if field not in reading.fields:
                yield name, f"there is no field {field!r}; fields has {', '.join(reading.fields)}"
    try:
        json.loads(reading.body.replace("{page}", "1") or "null")
    except ValueError as error:
        yield "body", f"no JSON: {error}"
