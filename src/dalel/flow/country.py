"""Whose pack is in force?"""

from functools import cache
from pathlib import Path

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, load
from dalel.pack.lexicon import lexicon


@cache
def pack_at(folder: Path) -> Pack:
    """The pack in a folder, loaded once a process.

    :raises PackError: when the pack is not valid.
    """
    return load(folder)


@cache
def lexicon_at(folder: Path) -> Lexicon:
    """The words by which texts are read with the pack in a folder, prepared once a process.

    :raises PackError: when the pack or its lexicon is not valid.
    """
    return lexicon(folder, pack_at(folder))
