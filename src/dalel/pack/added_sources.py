"""The newsroom's own sources beside those of the pack, each entry taken or refused by itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import PackError
from dalel.domain.source import Source
from dalel.pack.files import content, structure
from dalel.pack.pack_records import Pack, RefusedSource

_INDEX: Final = re.compile(r"^\[(\d+)\]\.?")


def with_added(pack: Pack, file: Path, agreed: Callable[[tuple[Source, ...]], Pack]) -> Pack:
    """The pack with the entries of a newsroom's file that agree with it and with one another.

    An entry with the id of one of the pack's takes its place. What does not agree is left out and
    stands among the ``refused_sources``: one mistake does not end the watching of all others.
    ``agreed`` gives the pack with other sources, or raises a ``PackError`` that names one of them.

    :raises PackError: naming the file, when it holds no list, or no entry can be blamed.
    """
    entries = _entries(file)
    own, refused = _read(entries)
    while True:
        others = tuple(source for source in pack.sources if source.id not in own)
        try:
            whole = agreed((*others, *own.values()))
        except PackError as error:
            name, key = _blamed(error, len(others), tuple(own))
            if name is None:
                raise PackError(str(file), error.key, error.problem) from None
            own = {one: source for one, source in own.items() if one != name}
            refused.append(RefusedSource(id=name, key=key, problem=error.problem))
        else:
            known = {source.id for source in pack.sources}
            return replace(
                whole, added_sources=frozenset(own) - known, refused_sources=tuple(refused)
            )


def _entries(file: Path) -> list[Any]:
    try:
        entries = content(file.parent, file.name)
    except PackError as error:
        raise PackError(str(file), error.key, error.problem) from None
    if not isinstance(entries, list):
        raise PackError(str(file), "-", f"wanted a list, found {type(entries).__name__}")
    return entries


def _read(entries: Sequence[Any]) -> tuple[dict[str, Source], list[RefusedSource]]:
    """The entries that are sources by their id, and why the others are none."""
    own: dict[str, Source] = {}
    refused = []
    for number, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, Mapping) else None
        told = name if isinstance(name, str) else f"entry {number + 1}"
        try:
            if not isinstance(entry, Mapping):
                raise PackError("", "-", f"wanted a table, found {type(entry).__name__}")
            source = structure(entry, Source, "")
        except PackError as error:
            refused.append(RefusedSource(id=told, key=error.key, problem=error.problem))
            continue
        if source.id in own:
            refused.append(RefusedSource(id=told, key="id", problem="it stands there twice"))
        else:
            own[source.id] = source
    return own, refused


def _blamed(error: PackError, before: int, own: Sequence[str]) -> tuple[str | None, str]:
    """Which of the newsroom's sources an error names, and the key in its entry."""
    found = _INDEX.match(error.key)
    place = int(found[1]) - before if found else -1
    if found is None or not 0 <= place < len(own):
        return None, error.key
    return own[place], error.key[found.end() :] or "-"
