"""Adding sources to those of the pack, and activating or pausing them."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dalel.domain.addresses import host_of
from dalel.domain.errors import DalelError, ForbiddenMoveError, PackError
from dalel.domain.source import Source
from dalel.domain.states import SourceState
from dalel.newsroom.evidence.actions.collect import enrol
from dalel.newsroom.sources.actions import source_state
from dalel.pack import Pack, load
from dalel.steps.archive.durable_files import atomic


class SourceRefusedError(DalelError):
    """The source cannot be added or moved so."""


def add_source(source: Source, pack: Pack, folder: Path, file: Path, now: datetime) -> Source:
    """Write a proposed source into the newsroom's own file; gives it as it was written.

    Its rows are made, in the state "proposed". The file is as before when something is wrong.

    :raises SourceRefusedError: when it is watched already, or does not agree with the pack.
    """
    named = replace(source, id=_free(source.id, pack))
    for other in pack.sources:
        if _same(named, other):
            raise SourceRefusedError(
                f"{named.host or named.telegram} is the source {other.id!r} already: "
                f"dalel sources test {other.id} shows what it gives."
            )
    try:
        _write_agreed([*_entries(file), asdict(named)], folder, file, now)
    except PackError as error:
        raise SourceRefusedError(
            f"It does not agree with the pack: {error}. Take the entry as it "
            f"was printed, mend it, and write it into {file}."
        ) from error
    return named


def keep_mended(mended: Sequence[Source], folder: Path, file: Path, now: datetime) -> None:
    """Write sources as they were mended into the newsroom's own file, in the place of the pack's.

    The file is as before when something is wrong.

    :raises SourceRefusedError: when they do not agree with the pack.
    """
    own = {source.id: asdict(source) for source in mended}
    kept = [own.pop(_name(entry), entry) for entry in _entries(file)]
    try:
        _write_agreed([*kept, *own.values()], folder, file, now)
    except PackError as error:
        raise SourceRefusedError(f"{error}. Nothing was written.") from error


def decide(key: str, state: SourceState, pack: Pack, now: datetime) -> None:
    """Activate a source, or let it rest.

    :raises SourceRefusedError: when there is no such source, or this state may not follow.
    """
    enrol(pack, now)
    try:
        source_state.decide(key, state)
    except ForbiddenMoveError as error:
        now_is = source_state.states()[key]
        why = "already" if now_is is state else f"now, and cannot become {state}"
        raise SourceRefusedError(f"{key} is {now_is} {why}.") from error


def _entries(file: Path) -> list[Any]:
    return list(json.loads(file.read_text("utf-8"))) if file.exists() else []


def _name(entry: object) -> str:
    return str(entry.get("id")) if isinstance(entry, dict) else ""


def _write_agreed(entries: list[object], folder: Path, file: Path, now: datetime) -> None:
    """Write the newsroom's own sources, and let the rows know them, if they agree with the pack.

    What did not agree before stays as it is.

    :raises PackError: when another one does not; the file is as before then.
    """
    before = load(folder, file).refused_sources
    draft = file.with_name(f".{file.name}")
    _write(draft, entries)
    try:
        whole = load(folder, draft)
    finally:
        draft.unlink()
    for one in whole.refused_sources:
        if one not in before:
            raise PackError(one.id, one.key, one.problem)
    _write(file, entries)
    enrol(whole, now)


def _write(file: Path, entries: list[object]) -> None:
    with atomic(file) as stream:
        stream.write(json.dumps(entries, ensure_ascii=False, indent=1).encode() + b"\n")


def _free(wanted: str, pack: Pack) -> str:
    """An id that no other source has."""
    taken = {source.id for source in pack.sources}
    key = re.sub(r"[^a-z0-9-]+", "-", wanted.lower()).strip("-") or "source"
    return next(
        name
        for name in (key, *(f"{key}-{count}" for count in range(2, len(taken) + 3)))
        if name not in taken
    )


def _same(one: Source, other: Source) -> bool:
    """Whether two sources are one outlet or channel."""
    hosts = {host_of(f"https://{host}/") for host in (other.host, *other.aliases) if host}
    is_host = one.host is not None and one.host in hosts
    names = {(source.telegram or "").lower() for source in (one, other)}
    return is_host or (len(names) == 1 and names != {""})
