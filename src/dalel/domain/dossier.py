"""What does a lawyer need to know about an entry, and under which names do members stand in it?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dalel.domain.evidence import Capture


@dataclass(frozen=True, kw_only=True)
class WrittenVersion:
    """One version of a text; ``public`` is since when the public could read it."""

    language: str
    number: int
    title: str
    paragraphs: tuple[str, ...]
    written: datetime
    writer: str
    note: str
    state: str
    approved: datetime | None
    approver: str
    public: datetime | None


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A capture of what the entry cites, with the headline that it showed."""

    capture: Capture
    title: str


@dataclass(frozen=True, kw_only=True)
class PastDemand:
    """A demand about the entry; who made it is left out."""

    number: int
    kind: str
    received: date
    due: date
    state: str
    verdict: str
    decided: datetime | None
    answered: datetime | None


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """All of it, as it stood at ``made``; ``corrections`` are versions that came after the public.

    ``releases`` leads from the number of an edition to the moment of its release. ``deeds`` is what
    was written down about the entry: time, who, what, details.
    """

    number: str
    state: str
    made: datetime
    zone: str
    versions: tuple[WrittenVersion, ...]
    releases: Mapping[int, datetime]
    exhibits: tuple[Exhibit, ...]
    without: tuple[str, ...]
    demands: tuple[PastDemand, ...]
    deeds: tuple[tuple[datetime, str, str, str], ...]

    @property
    def corrections(self) -> tuple[WrittenVersion, ...]:
        """The versions that replaced one which the public had read."""
        first: dict[str, datetime] = {}
        found = []
        for version in self.versions:
            if version.public is None:
                continue
            if version.language in first:
                found.append(version)
            first.setdefault(version.language, version.public)
        return tuple(found)


def pseudonyms(members: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By username, a role and a letter in the order of coming: ``editor A``, ``editor B``."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for username, role in members:
        if username not in names:
            counts[role] = counts.get(role, 0) + 1
            names[username] = f"{role} {_letters(counts[role])}"
    return names


def _letters(count: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while count:
        count, place = divmod(count - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
