"""Data types of the attention list and the map of threats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dalel.domain.reason import Reason


class Why(StrEnum):
    """Why something needs a closer look."""

    GROWTH = "growth"
    SEVERITY = "severity"
    REACH = "reach"
    NEW_TACTIC = "new tactic"
    NEW_ACTOR = "new actor"
    NEW_STATUTE = "new statute"
    UNRESOLVED = "unresolved"
    SILENCE = "silence"


class Choice(StrEnum):
    """What editors did with a line of the attention list."""

    PINNED = "pinned"
    DISMISSED = "dismissed"


@dataclass(frozen=True, kw_only=True)
class Attention:
    """A line of the attention list: why, about which code of which variable, on which entries.

    ``weight`` orders lines of one kind. ``key`` names the line from run to run: what editors chose
    for it holds as long as it is about the same.
    """

    why: Why
    variable: str
    code: str
    numbers: tuple[str, ...]
    reason: Reason
    key: str
    weight: float = 0.0
    choice: Choice | None = None


@dataclass(frozen=True, kw_only=True)
class Threat:
    """Who acts against whom by what means; without an actor nobody is established.

    ``alleged`` counts the entries in which somebody is named without proof.
    """

    actor: str
    target: str
    means: str
    numbers: tuple[str, ...]
    alleged: int = 0


@dataclass(frozen=True, kw_only=True)
class CodeUse:
    """In which entries a code stands."""

    code: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """How often one case status followed another, in which entries."""

    start: str
    end: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ThreatMap:
    """What narrows rights: ``entries`` of the record do, all figures are of these.

    ``uses`` is by variable: statutes, platforms, places. ``hit`` are names that may be printed and
    stand in more than one entry.
    """

    entries: int = 0
    established: int = 0
    threats: tuple[Threat, ...] = ()
    uses: Mapping[str, tuple[CodeUse, ...]] = field(default_factory=dict)
    flows: tuple[Flow, ...] = ()
    hit: tuple[CodeUse, ...] = ()
