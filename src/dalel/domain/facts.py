"""Checkable facts of a text: numbers, dates, names, sums, provisions, outcomes."""

from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.evidence import TextSpan


class FactKind(StrEnum):
    """What kind of thing is stated."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    STATUTE = "statute"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    QUOTE = "quote"
    HANDLE = "handle"
    HOST = "host"
    OUTCOME = "outcome"


class Bound(StrEnum):
    """How a number is bounded by the words around it."""

    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One stated fact, with its place and a value that compares across languages.

    ``value`` by kind: number, percent and money a decimal, or two joined by a slash; date ISO 8601
    as in PartialDate; statute ``ACT-article.part.point`` in the pack's codes; place and
    organisation the pack's code where it has one, else, as for a person, the name's skeleton;
    quote its words; handle and host in lower case; outcome its code.

    ``unit`` is an ISO 4217 code of money, or a unit of time or ``times`` of a number. ``worth_of``
    is the count of base units that a sum was worked out from (``20 MRP``). ``known`` says that
    value is a code of the pack. ``inferred`` marks a year or day worked out from the text's day.
    ``speaker`` is whose words a quote gives, as the text names them.
    """

    kind: FactKind
    span: TextSpan
    text: str
    value: str
    unit: str | None = None
    bound: Bound | None = None
    worth_of: str | None = None
    speaker: str | None = None
    known: bool = False
    inferred: bool = False
    negated: bool = False
