"""Public types beside incidents: cases, people, outlets, coming days and regions."""

from dataclasses import dataclass
from datetime import date

from dalel.domain.codebook import Labels
from dalel.domain.diary import DiaryKind


@dataclass(frozen=True, kw_only=True)
class Region:
    """A part of the country; ``column`` and ``row`` are its tile on the map, 0 without one."""

    code: str
    labels: Labels
    column: int = 0
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class PublicCase:
    """A case: one legal matter, its number, and its incidents' numbers by date."""

    number: int
    names: Labels
    incidents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PublicMention:
    """That an incident names somebody, in which role, at which stage of the matter."""

    incident: str
    role: Labels
    stage: Labels


@dataclass(frozen=True, kw_only=True)
class PublicPerson:
    """Somebody whom the naming rule lets stand in lists, and the incidents of which that holds."""

    number: int
    names: Labels
    named: tuple[PublicMention, ...]


@dataclass(frozen=True, kw_only=True)
class PublicOutlet:
    """An outlet or organisation of which incidents speak; ``source`` is its id in the pack."""

    number: int
    names: Labels
    host: str
    source: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ComingDay:
    """A day to come that a person confirmed, of an incident that the public sees."""

    day: date
    kind: DiaryKind
    incident: str
