"""What one measurer saw happen to a network, a place or a site."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final


class Measurer(StrEnum):
    """Who measured."""

    IODA = "ioda"
    RADAR = "radar"
    OONI = "ooni"
    #: Our own requests.
    OWN = "own"


class SubjectKind(StrEnum):
    """What was measured, the widest first."""

    COUNTRY = "country"
    REGION = "region"
    NETWORK = "network"
    SITE = "site"


#: How Radar and OONI measure, and we do; IODA names its own ways (``bgp``, ``ping-slash24`` ...).
TRAFFIC: Final = "traffic"
ANNOTATION: Final = "annotation"
CONNECTIVITY: Final = "web_connectivity"
REQUEST: Final = "request"
BGP: Final = "bgp"


@dataclass(frozen=True, kw_only=True)
class MeasuredSubject:
    """A country or network by its code, a region by its measurer's code, a site by its host."""

    kind: SubjectKind
    code: str

    @property
    def key(self) -> str:
        """Both in one word."""
        return f"{self.kind}/{self.code}"


@dataclass(frozen=True, kw_only=True)
class NetworkEvent:
    """Something that one measurer saw in one way.

    ``key`` is the measurer's own name for it, which stays while the event grows. ``ended`` is until
    when it was seen; ``lasts``: it was not over then. ``vantages``: from where it was measured, as
    far as that is told. ``seen`` of ``measured`` tests showed it. ``score`` is how far it departs
    from what is usual, by the measurer's own scale. ``is_verified``: people at the measurer looked
    at it. ``page`` gave it; ``link`` shows it to people.
    """

    source: str
    key: str
    measurer: Measurer
    method: str
    subject: MeasuredSubject
    started: datetime
    ended: datetime
    lasts: bool = False
    name: str = ""
    vantages: tuple[str, ...] = ()
    seen: int = 0
    measured: int = 0
    score: float | None = None
    is_verified: bool = False
    cause: str = ""
    page: str = field(default="", compare=False)
    link: str = field(default="", compare=False)

    @property
    def state(self) -> str:
        """What of it can change, in one word: two looks that give the same say nothing new."""
        parts = (self.started, self.ended, self.lasts, self.score, self.is_verified, self.cause)
        return " ".join(str(part) for part in parts)

    @property
    def family(self) -> str:
        """The way of measuring without its variants: ``ping`` of ``ping-slash24-loss``."""
        return self.method.partition("-")[0]
