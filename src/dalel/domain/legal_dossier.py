"""The legal dossier of an entry: text versions, exhibits, demands, and pseudonyms of members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dalel.domain.evidence import Capture


@dataclass(frozen=True, kw_only=True)
class WrittenVersion:
    """One version of a text; the public could read it from ``public`` until ``until``.

    ``public`` None: never; ``until`` None: still, or never.
    """

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
    until: datetime | None


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


def spans(
    approved: Iterable[datetime | None], moments: Sequence[datetime], gone: datetime | None
) -> list[tuple[datetime | None, datetime | None]]:
    """From when until when the public could read each version of one language's text.

    ``approved``: when each version was approved, in their order; ``moments``: when readers got a
    new state, from the first one in which the entry stands, in their order; ``gone``: when it left.
    A version that was replaced before anything was released was never public.
    """
    starts = [_first(moments, time) for time in approved]
    found: list[tuple[datetime | None, datetime | None]] = []
    end = gone
    for start in reversed(starts):
        if start is None or (end is not None and start >= end):
            found.append((None, None))
        else:
            found.append((start, end))
            end = start
    return found[::-1]


def _first(moments: Sequence[datetime], time: datetime | None) -> datetime | None:
    return next((moment for moment in moments if moment >= time), None) if time else None


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
