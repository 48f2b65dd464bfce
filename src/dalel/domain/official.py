"""Official figures that entries give, and doubts about them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dalel.domain.reason import Reason


@dataclass(frozen=True, kw_only=True)
class Official:
    """One value of a series, as an entry gives it in a language.

    ``what`` are the words that say what is counted. ``series`` is what makes it comparable in every
    language: the same parts make the same series. ``period`` is ISO 8601 as in PartialDate,
    empty where none is named. ``bounds`` are between what the words put the value ("more than 86
    million"), the upper one None where nothing bounds it; without any it is exact. ``unit`` is the
    currency of a sum, ``thing`` the pack's code of what is counted, where it has one. ``growth`` is
    the stated change in percent; ``base`` the whole numbers from which it leads to the value,
    lowest and highest. ``bodies`` are those whom the sentence names, ``body_codes`` their codes.
    ``source`` is the address of the article behind the entry that gives it, empty where the entry
    itself does; ``read`` is the day as on which the text was read.
    """

    entry: str
    language: str
    value: Decimal
    what: str
    series: tuple[str, ...]
    period: str
    growth: Decimal | None
    base: tuple[int, int] | None
    bodies: tuple[str, ...]
    quote: str
    body_codes: frozenset[str] = frozenset()
    bounds: tuple[Decimal, Decimal | None] | None = None
    unit: str = ""
    thing: str = ""
    source: str = ""
    read: date | None = None

    def can_be(self, low: Decimal, high: Decimal | None) -> bool:
        """Whether its words leave room for some value between these; None: without an end."""
        least, most = self.bounds or (self.value, self.value)
        return (most is None or low <= most) and (high is None or least <= high)

    def agrees_with(self, other: "Official") -> bool:
        """Whether one value can be both."""
        return self.can_be(*(other.bounds or (other.value, other.value)))

    def may_be_of(self, other: "Official") -> bool:
        """Whether both can come from one body: the bodies that they name do not differ."""
        named = self.body_codes, other.body_codes
        return not all(named) or not self.body_codes.isdisjoint(other.body_codes)


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What is doubtful about some figures, named by the entries that give them."""

    official: Official
    reason: Reason
