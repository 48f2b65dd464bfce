"""Whose pack is in force?"""

from functools import cache
from pathlib import Path

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, load
from dalel.pack.lexicon import lexicon


def pack_at(folder: Path, added: Path | None = None) -> Pack:
    """The pack in a folder, with the sources that a newsroom added.

    Loaded once a process, and again when the newsroom's file was changed.

    :raises PackError: when the pack is not valid.
    """
    is_there = added is not None and added.exists()
    return _loaded(folder, added, added.stat().st_mtime_ns if added and is_there else 0)


@cache
def _loaded(folder: Path, added: Path | None, _changed: int) -> Pack:
    return load(folder, added)


@cache
def lexicon_at(folder: Path) -> Lexicon:
    """The words by which texts are read with the pack in a folder, prepared once a process.

    :raises PackError: when the pack or its lexicon is not valid.
    """
    return lexicon(folder, pack_at(folder))
