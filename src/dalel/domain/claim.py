"""Claims: what one clause of a text says happened, is so, or is wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from dalel.domain.evidence import TextSpan


class Polarity(StrEnum):
    """Whether a clause says that it was so, or that it was not."""

    DONE = "done"
    DENIED = "denied"

    @property
    def opposite(self) -> "Polarity":
        """The other one."""
        return Polarity.DONE if self is Polarity.DENIED else Polarity.DENIED


class Mode(StrEnum):
    """How a deed stands to the world.

    ``asked`` is what a prosecutor, a plaintiff or a petition wants, ``limit`` what a law provides
    for ("up to five years"), ``possible`` what may come.
    """

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    ASKED = "asked"
    ORDERED = "ordered"
    POSSIBLE = "possible"
    LIMIT = "limit"
    CONDITIONAL = "conditional"


class AmountBound(StrEnum):
    """How an amount is bounded by the words around it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    OVER = "over"
    ABOUT = "about"
    UNDER = "under"
    UP_TO = "up_to"
    RANGE = "range"


class ClaimRole(StrEnum):
    """Who or what takes part in a deed beside its doer and the one it is done to."""

    REASON = "reason"
    RECIPIENT = "recipient"
    SOURCE = "source"
    MEANS = "means"
    TOPIC = "topic"
    ASKER = "asker"
    ORDERER = "orderer"
    PROPOSER = "proposer"
    PENALTY = "penalty"
    MANNER = "manner"
    #: Whose the patient is.
    OF = "of"
    RESULT = "result"
    UNTIL = "until"


#: Who wants a deed, which need not come to pass.
WANTING: Final = frozenset({ClaimRole.ASKER, ClaimRole.ORDERER, ClaimRole.PROPOSER})


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """Words of a text that name something, as they stand, and their place.

    ``via`` is the pronoun or short noun that stood for them in the clause itself; ``words`` and
    ``span`` are then of the name that it was resolved to.
    """

    words: str
    span: TextSpan
    via: str | None = None

    @classmethod
    def at(cls, text: str, span: TextSpan, via: str | None = None) -> "Mention":
        """The mention that stands at a place of a text."""
        return cls(words=text[span.start : span.end], span=span, via=via)


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """A mention in a role."""

    role: ClaimRole
    mention: Mention


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """How much or how many.

    ``value`` counts units; ``upper`` is the end of a range. ``unit`` is an ISO 4217 code, MRP,
    ``count``, ``percent``, ``times`` (в 3 раза), ``occasion`` (раз), a unit of time or of data.
    ``counted`` is the noun that is counted, as it stands. ``words`` are the numeral with the words
    of its bound and its unit. ``change`` tells the ends of a change: from, to, by. ``share_of`` is
    the whole that it is part of: восемь из двенадцати. ``each`` marks what every one of several
    has.
    """

    value: Decimal
    unit: str
    words: str
    span: TextSpan
    upper: Decimal | None = None
    counted: str | None = None
    bound: AmountBound = AmountBound.EXACT
    change: str | None = None
    share_of: Decimal | None = None
    each: bool = False


def is_money(unit: str) -> bool:
    """Whether an amount of a unit is money: of a currency, by its code, or a legal unit."""
    return len(unit) == len("KZT") and unit.isupper()


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """A date as it is told.

    ``iso`` is a day, a month, a year, an ISO week, or two of them with a slash; None where it
    cannot be known. ``precision`` is day, week, month, year, range, from, until, about, part, half,
    season or open; of a mere length of time (за неделю), which has no ``iso``, its unit.
    ``yearless`` is what is told of a date without a year: -05-12, -05; nothing of others.
    """

    iso: str | None
    precision: str
    words: str
    span: TextSpan
    yearless: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one clause says.

    ``deed`` is the id of an entry in the pack's table of deeds, or ``other``; ``lemma`` the
    dictionary form of the words that tell it. ``trigger`` is the place of these words, ``cues``
    the places of words that deny it or set its mode. ``voice`` is who says so, None where the
    text itself does. ``unsure`` names the fields that were guessed rather than read.
    """

    deed: str
    lemma: str
    trigger: TextSpan
    sentence: TextSpan
    polarity: Polarity = Polarity.DONE
    mode: Mode = Mode.DONE
    voice: Mention | None = None
    agent: Mention | None = None
    patient: Mention | None = None
    others: tuple[Participant, ...] = ()
    amounts: tuple[Amount, ...] = ()
    when: When | None = None
    where: Mention | None = None
    law: Mention | None = None
    cues: tuple[TextSpan, ...] = ()
    unsure: frozenset[str] = frozenset()


#: The deed of a clause that no entry of the table tells.
OTHER = "other"


def claims_by_sentence(claims: Iterable[Claim]) -> Mapping[TextSpan, Sequence[Claim]]:
    """The claims of a text by the sentence they stand in, each in the order given."""
    found: dict[TextSpan, list[Claim]] = {}
    for one in claims:
        found.setdefault(one.sentence, []).append(one)
    return found
