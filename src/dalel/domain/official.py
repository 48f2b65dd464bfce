"""Which official figures do entries give, and what is doubtful about them?"""

from dataclasses import dataclass
from decimal import Decimal

from dalel.domain.reason import Reason


@dataclass(frozen=True, kw_only=True)
class Official:
    """One value of a series, as an entry gives it in a language.

    ``what`` are the words behind the number, ``series`` their stems: the same stems make the same
    series. ``period`` is ISO 8601 as in PartialDate, empty where none is named. ``growth`` is the
    stated change in percent; ``base`` the whole numbers from which it leads to the value, lowest
    and highest. ``bodies`` are those whom the sentence names.
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
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What is doubtful about some figures, named by the entries that give them."""

    official: Official
    reason: Reason
