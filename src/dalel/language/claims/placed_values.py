"""Values of a text with their places, and where the evidence has them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from dalel.domain.claim import Amount, When
from dalel.domain.evidence import TextSpan
from dalel.language.claims.aligning import KeyedClaim
from dalel.language.claims.participants import Keys
from dalel.language.derived import Derivation


class ValueKind(StrEnum):
    """What kind of value.

    A ``step`` is what a matter went through: an instance of a court, a reading of a bill.
    A ``mention`` names somebody or something that may take no part in a claim: participants may be
    found in it, and nothing is asked about it.
    """

    AMOUNT = "amount"
    DATE = "date"
    LAW = "law"
    PLACE = "place"
    STEP = "step"
    PARTICIPANT = "participant"
    MENTION = "mention"


@dataclass(frozen=True, kw_only=True, eq=False)
class PlacedValue:
    """A value of a text, what it is compared by, and what stands around it.

    ``counted`` are the terms of what an amount counts, ``near`` those of the words beside the
    value, ``around`` those of its sentence. ``claims`` are those that have it, ``told`` all of its
    sentence, which begins at ``sentence``. A mention may stand ``within`` a longer one. A
    ``silent`` value bears out others and is not asked itself. A date may be told as a ``step`` from
    another one; a length of time that ``elapses`` may lie between two dates, or one and the day on
    which its text was ``published``.
    """

    kind: ValueKind
    key: tuple[str, ...]
    unit: str
    span: TextSpan
    language: str
    source: str
    counted: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    claims: tuple[KeyedClaim, ...]
    amount: Amount | None = None
    when: When | None = None
    step: Amount | None = None
    silent: bool = False
    elapses: bool = False
    published: date | None = None
    keys: Keys | None = None
    role: str = ""
    told: tuple[KeyedClaim, ...] = ()
    sentence: int = 0
    within: bool = False

    @cached_property
    def deeds(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """What the claims that have it tell, each by its deed and, without one, by its words."""
        return tuple((each.claim.deed, each.lemma) for each in self.claims)


@dataclass(frozen=True, kw_only=True)
class ValueComparison:
    """Where the evidence has a value, and where it has another one instead.

    ``same`` and ``rival`` are the likeliest places; the likenesses are between 0 and 1.
    ``published``: the value is a day on which an article was published. ``echoed``: the evidence
    tells it less exactly, as "almost seventy-four thousand" tells 73,840.
    """

    value: PlacedValue
    same: PlacedValue | None
    rival: PlacedValue | None
    likeness: float
    rivalry: float
    places: int
    derivation: Derivation | None = None
    published: bool = False
    echoed: bool = False

    @property
    def is_absent(self) -> bool:
        """Whether the evidence has the value nowhere, and it follows from none there."""
        return self.same is None and self.derivation is None
