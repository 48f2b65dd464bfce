"""Whose pack is in force?"""

from functools import cache
from pathlib import Path

from dalel.pack import Pack, load


@cache
def pack_at(folder: Path, added: Path | None = None) -> Pack:
    """The pack in a folder, with the sources that a newsroom added; loaded once a process.

    :raises PackError: when the pack is not valid.
    """
    return load(folder, added)
