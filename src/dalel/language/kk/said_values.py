"""Dates and amounts as they are said in Kazakh."""

from collections.abc import Mapping
from typing import Final, Protocol

from dalel.domain.claim import Amount, AmountBound, When, is_money
from dalel.language.figures import figure
from dalel.language.kk.cases import Case
from dalel.language.kk.noun_inflection import decline
from dalel.language.sayable import NotSayableError

_PRECISIONS: Final = frozenset({"day", "month", "year"})
_COUNTED: Final[Mapping[AmountBound, str]] = {
    AmountBound.EXACT: "{number} {noun}",
    AmountBound.RANGE: "{number} {noun}",
    AmountBound.OVER: "{number_abl} астам {noun}",
    AmountBound.AT_LEAST: "кемінде {number} {noun}",
    AmountBound.ABOUT: "шамамен {number} {noun}",
    AmountBound.UNDER: "{number_abl} аз {noun}",
    AmountBound.UP_TO: "{number_dat} дейін {noun}",
}
_OF_MONEY: Final[Mapping[AmountBound, str]] = {
    **_COUNTED,
    AmountBound.OVER: "{number} {noun_abl} астам",
    AmountBound.UNDER: "{number} {noun_abl} аз",
    AmountBound.UP_TO: "{number} {noun_dat} дейін",
}


class KazakhNames(Protocol):
    """What is called how in Kazakh: a country's places, bodies, provisions and dates."""

    def place(self, code: str) -> Mapping[str, str]:
        """A place in its cases."""

    def person(self, name: str) -> str | None:
        """A person, given in the nominative of the first language; None of nobody to be named."""

    def body(self, code: str) -> str | None:
        """A body's name."""

    def statute(self, value: str) -> str | None:
        """A provision as it is cited."""

    def date(self, value: str) -> Mapping[str, str]:
        """A date as an answer to "when" (``on``)."""


def said_date(when: When, names: KazakhNames) -> str:
    """A day, a month or a year as an answer to "when".

    :raises NotSayableError: where it is another date, or none that is known.
    """
    known = when.iso is not None and "/" not in when.iso and when.precision in _PRECISIONS
    told = names.date(when.iso).get("on") if when.iso is not None and known else None
    if told is None:
        raise NotSayableError(when.words)
    return told


def said_amount(amount: Amount, noun: str, bare: str) -> str:
    """So many of something, which is given in its case and in the nominative.

    :raises NotSayableError: of a change, a share, and of what each of several has.
    """
    if amount.change or amount.share_of is not None or amount.each:
        raise NotSayableError(amount.words)
    number = figure(amount.value)
    if amount.upper is not None:
        number = f"{number}–{figure(amount.upper)}"
    patterns = _OF_MONEY if is_money(amount.unit) else _COUNTED
    return patterns[amount.bound].format(
        number=number,
        number_abl=decline(number, Case.ABL),
        number_dat=decline(number, Case.DAT),
        noun=noun,
        noun_abl=decline(bare, Case.ABL),
        noun_dat=decline(bare, Case.DAT),
    )
