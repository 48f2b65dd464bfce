"""Amounts of a Kazakh text said in Russian."""

import re
from decimal import Decimal
from typing import Final

from dalel.domain.claim import Amount, AmountBound
from dalel.language.figures import figure
from dalel.language.ru.noun_phrases import Gender, counted, phrase_of
from dalel.language.ru.trained_models import readings

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
#: So many men, in the nominative and accusative.
_COLLECTIVE: Final = {
    Decimal(2): ("двое", "двоих"), Decimal(3): ("трое", "троих"),
    Decimal(4): ("четверо", "четверых"), Decimal(5): ("пятеро", "пятерых"),
    Decimal(6): ("шестеро", "шестерых"), Decimal(7): ("семеро", "семерых"),
}  # fmt: skip
_PERSON: Final = "человек"
_TWO: Final = 2
_IN_WORDS: Final = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
_OPENING: Final = re.compile(r"(?P<number>[2-9])[ \u00a0](?P<noun>[а-яё]+)")
_DAY_AND_NIGHT: Final = "тәулік"


def said_amount(amount: Amount, noun: str = "", case: str = "") -> str:
    """An amount as it stands in the nominative or accusative; empty where it cannot be said.

    ``noun`` is what is counted, in dictionary form. In another ``case`` only exact ones are said.
    """
    vague = _VAGUE.search(amount.words.lower()) is not None
    if vague or amount.change or amount.share_of is not None or amount.each:
        return ""
    if amount.bound is AmountBound.RANGE and amount.upper is None:
        return ""
    if case and amount.bound is not AmountBound.EXACT:
        return ""
    case = case or ("nom" if amount.bound in (AmountBound.EXACT, AmountBound.RANGE) else "gen")
    number = _number(amount, noun, case)
    bound = _BOUNDS.get(amount.bound, "")
    return f"{bound} {number}".strip() if number else ""


def said_persons(number: Decimal, lemmas: str) -> dict[str, str]:
    """A few persons in the nominative and accusative, the number in words; none of many.

    >>> said_persons(Decimal(2), "гражданин"), said_persons(Decimal(9), "гражданин")
    ({'nom': 'двое граждан', 'acc': 'двоих граждан'}, {})
    """
    several, one = phrase_of(lemmas, plural=True, person=True), phrase_of(lemmas, person=True)
    collective = _COLLECTIVE.get(number)
    men = one is not None and one.gender is Gender.MASCULINE
    if several is None or not men or collective is None or lemmas == _PERSON:
        return {}
    nominative, accusative = collective
    many = several.cases["gen"]
    return {"nom": f"{nominative} {many}", "acc": f"{accusative} {many}"}


def opened_in_words(text: str) -> str:
    """A text whose first word is no small figure: два компьютера."""
    match = _OPENING.match(text)
    noun = next((one for one in readings(match["noun"]) if one.is_known), None) if match else None
    if match is None or noun is None or noun.tag.POS != "NOUN":
        return text
    number = int(match["number"])
    told = "две" if number == _TWO and noun.tag.gender == "femn" else _IN_WORDS[number]
    return f"{told} {text[match.start('noun') :]}"


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
