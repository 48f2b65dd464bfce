"""Kinds of demand on a newsroom, and the days it has to answer each.

``demands.toml`` has the kinds in the order of the form, with a label in every language.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dalel.domain.codebook import Labels
from dalel.domain.errors import PackError
from dalel.pack.files import read

_FILE: Final = "demands.toml"


@dataclass(frozen=True, kw_only=True)
class DemandKind:
    """A kind of demand; the newsroom answers within ``days`` days of receipt."""

    id: str
    days: int
    labels: Labels


@dataclass(frozen=True, kw_only=True)
class _Document:
    kinds: tuple[DemandKind, ...]


@cache
def demand_kinds(folder: Path, languages: tuple[str, ...]) -> tuple[DemandKind, ...]:
    """The kinds of a pack; one without ``demands.toml`` has none.

    :raises PackError: when an id stands twice, a label is missing, or no day is left to answer.
    """
    if not (folder / _FILE).exists():
        return ()
    kinds = read(folder, _FILE, _Document).kinds
    ids = [kind.id for kind in kinds]
    for kind in kinds:
        if ids.count(kind.id) > 1:
            raise PackError(_FILE, f"kinds.{kind.id}", "this id stands twice")
        if kind.days < 1:
            raise PackError(_FILE, f"kinds.{kind.id}.days", "must be at least 1")
        for language in languages:
            if not kind.labels.get(language):
                raise PackError(_FILE, f"kinds.{kind.id}.labels.{language}", "is missing")
    return kinds
