"""Loads the pack in force, with the newsroom's own sources, and its lexicon."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, load
from dalel.pack.lexicon import lexicon
from dalel.pack.own_roots import ROOTS

_COMPLETED: list[Callable[[Pack], Pack]] = []


def pack_at(folder: Path, added: Path | None = None) -> Pack:
    """The pack in a folder, with the sources that a newsroom added.

    Loaded once a process, and again when the newsroom's file or its certificates were changed.

    :raises PackError: when the pack is not valid.
    """
    own = [] if added is None else [added, added.parent / ROOTS]
    changed = tuple(path.stat().st_mtime_ns for path in own if path.exists())
    # One for all homes without sources of their own.
    return _loaded(folder, added if changed else None, changed)


def complete(make: Callable[[Pack], Pack]) -> None:
    """Have every pack of this process completed, as by the sources of the sample press."""
    _COMPLETED.append(make)
    _loaded.cache_clear()


@cache
def _loaded(folder: Path, added: Path | None, _changed: tuple[int, ...] = ()) -> Pack:
    found = load(folder, added)
    for make in _COMPLETED:
        found = make(found)
    return found


@cache
def lexicon_at(folder: Path) -> Lexicon:
    """The words by which texts are read with the pack in a folder, prepared once a process.

    :raises PackError: when the pack or its lexicon is not valid.
    """
    return lexicon(folder, pack_at(folder))
