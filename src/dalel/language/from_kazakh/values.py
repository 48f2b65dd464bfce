"""Amounts of a Kazakh text said in Russian."""

import re
from decimal import Decimal
from typing import Final

from dalel.domain.claim import Amount, AmountBound
from dalel.language.figures import figure
from dalel.language.ru.noun_phrases import counted

#: The Russian of units that are counted, in dictionary form.
UNITS: Final = {
    "KZT": "тенге", "USD": "доллар", "EUR": "евро", "RUB": "рубль",
    "year": "год", "month": "месяц", "week": "неделя", "day": "день", "hour": "час",
    "minute": "минута",
}  # fmt: skip
#: Units whose word stays as it is.
_PLAIN: Final = {"MRP": "МРП", "percent": "%"}
#: A bound's words, and the case after them.
_BOUNDS: Final = {
    AmountBound.OVER: "более", AmountBound.AT_LEAST: "не менее", AmountBound.ABOUT: "около",
    AmountBound.UNDER: "менее", AmountBound.UP_TO: "до",
}  # fmt: skip
#: Several hundred, millions: no number is told.
_VAGUE: Final = re.compile(
    r"бірнеше|бірер|[дт][ае]ған|жарым|жарты|ширек|ең көбі|екеу|үшеу|біреу|"
    r"жылдық|айлық|күндік|сағаттық"
)
_DAY_AND_NIGHT: Final = "тәулік"


def said_amount(amount: Amount, noun: str = "") -> str:
    """An amount as it stands in the nominative or accusative; empty where it cannot be said.

    ``noun`` is what is counted, in dictionary form.
    """
    vague = _VAGUE.search(amount.words.lower()) is not None
    if vague or amount.change or amount.share_of is not None or amount.each:
        return ""
    case = "nom" if amount.bound in (AmountBound.EXACT, AmountBound.RANGE) else "gen"
    if amount.bound is AmountBound.RANGE and amount.upper is None:
        return ""
    number = _number(amount, noun, case)
    bound = _BOUNDS.get(amount.bound, "")
    return f"{bound} {number}".strip() if number else ""


def _number(amount: Amount, noun: str, case: str) -> str:
    if amount.unit in _PLAIN:
        told = figure(amount.value)
        if amount.upper is not None:
            told = f"{told}–{figure(amount.upper)}"
        return f"{told}\u00a0{_PLAIN[amount.unit]}"
    unit = noun if amount.unit == "count" else UNITS.get(amount.unit, "")
    if amount.unit == "day" and _DAY_AND_NIGHT in amount.words.lower():
        unit = "сутки"
    if not unit or (unit == "сутки" and not _goes_with_days(amount.value)):
        return ""
    return counted(amount.value, unit, case, amount.upper)


def _goes_with_days(value: Decimal) -> bool:
    """Whether a number may stand before сутки: 22 сутки is no Russian."""
    last, teens = value % 10, 10 < value % 100 < 20
    return value % 1 == 0 and (teens or last == 0 or last > 4)
