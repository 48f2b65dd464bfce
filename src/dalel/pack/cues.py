"""Which words show what an article speaks of?

``cues.toml`` has phrases as ``dalel.language.phrases`` reads them, by cue and language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dalel.domain.errors import PackError
from dalel.language.phrases import compile_phrases
from dalel.pack.files import read

_FILE: Final = "cues.toml"

#: Phrases by cue and language.
Cues = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, kw_only=True)
class _Document:
    cues: Cues = field(default_factory=dict)


def cues(folder: Path) -> Cues:
    """The cues of a pack; one without ``cues.toml`` has none.

    :raises PackError: when the file is of another shape or has a phrase that cannot be read.
    """
    if not (folder / _FILE).exists():
        return {}
    found = read(folder, _FILE, _Document).cues
    for name, by_language in found.items():
        for language, phrases in by_language.items():
            try:
                compile_phrases(phrases)
            except ValueError as error:
                raise PackError(_FILE, f"cues.{name}.{language}", str(error)) from None
    return found
