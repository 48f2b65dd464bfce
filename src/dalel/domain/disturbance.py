"""Disturbances of networks: what several measurers saw at the same time, together."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent


class DisturbanceKind(StrEnum):
    """What was seen; never why."""

    #: Fewer people than usual could reach the net.
    OUTAGE = "outage"
    #: Only the routes of the net changed, which may cut off nobody.
    ROUTING = "routing"
    #: One instrument alone departed from what is usual.
    DIP = "dip"
    #: A site could not be reached.
    ACCESS = "access"


class Strength(StrEnum):
    """How much speaks for it, by how independent of one another those are who measured."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, kw_only=True)
class Disturbance:
    """One happening, with all that was measured of it, the earliest first."""

    kind: DisturbanceKind
    strength: Strength
    subject: MeasuredSubject
    events: tuple[NetworkEvent, ...]

    @property
    def started(self) -> datetime:
        """Since when, by whoever saw it first."""
        return min(event.started for event in self.events)

    @property
    def ended(self) -> datetime | None:
        """Until when, by whoever saw it last; None: it lasts."""
        if any(event.lasts for event in self.events):
            return None
        return max(event.ended for event in self.events)

    @property
    def measurers(self) -> tuple[Measurer, ...]:
        """Who measured it, each once."""
        return tuple(sorted({event.measurer for event in self.events}))

    @property
    def day(self) -> date:
        """The day on which it began (UTC)."""
        return self.started.date()

    @property
    def key(self) -> str:
        """By which it is known."""
        return f"disturbance:{self.subject.key}:{self.day.isoformat()}"[:200]

    @property
    def name(self) -> str:
        """What its subject is called by whoever gave it a name."""
        named = (event.name for event in self.events if event.subject == self.subject)
        return next(filter(None, named), "")

    @property
    def account(self) -> str:
        """Who says what of it and how sure, in one word: when it changes there is news to tell."""
        told = {f"{one.measurer}/{one.method}/{one.subject.key}" for one in self.events}
        verified = any(event.is_verified for event in self.events)
        causes = sorted({event.cause for event in self.events} - {""})
        lasts = self.ended is None
        return " ".join([self.strength, f"{verified=}", f"{lasts=}", *causes, *sorted(told)])
