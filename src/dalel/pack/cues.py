"""Cue phrases that show what an article is about.

``cues.toml`` has phrases as ``dalel.language.phrases`` reads them, by cue and language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dalel.pack.files import read

_FILE: Final = "cues.toml"

#: Phrases by cue and language.
Cues = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, kw_only=True)
class _Document:
    cues: Cues = field(default_factory=dict)


def cues(folder: Path) -> Cues:
    """The cues of a pack; one without ``cues.toml`` has none.

    :raises PackError: when the file is of another shape.
    """
    exists = (folder / _FILE).exists()
    return read(folder, _FILE, _Document).cues if exists else {}
