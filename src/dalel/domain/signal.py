"""Signals from measurements: anomalies, confirmed blocks and outages seen on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SignalKind(StrEnum):
    """What was seen. Only a confirmed block is a block; everything else has other causes, too."""

    ANOMALY = "anomaly"
    CONFIRMED = "confirmed"
    OUTAGE = "outage"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One thing seen: a domain in a network, an outlet, or a page.

    ``seen`` of ``measured`` tests showed it; both 1 where it was looked at once.
    """

    subject: str
    network: str = ""
    seen: int = 1
    measured: int = 1


@dataclass(frozen=True, kw_only=True)
class Signal:
    """All of one kind that was seen on a day, together."""

    kind: SignalKind
    day: date
    sightings: tuple[Sighting, ...]

    @property
    def key(self) -> str:
        """By which it is known: a day has one of each kind."""
        return f"{self.kind}:{self.day.isoformat()}"

    @property
    def subjects(self) -> tuple[str, ...]:
        """What it is about, each once."""
        return tuple(dict.fromkeys(one.subject for one in self.sightings))
