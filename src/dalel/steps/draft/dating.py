"""Days of an article's sentences told so that they can be read on any other day.

"Yesterday" becomes the day that it was when the article came out, and the first day that a draft
tells gets its year. What is quoted stays as it was said. A year is added only to a day near that
of the article, where nothing before it speaks of another year.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.steps.draft.listing import words

#: How a day in ISO 8601 is told in a language as an answer to "when"; None: it cannot be.
SayDay = Callable[[str, str], str | None]

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
#: A day and its month as they stand, with nothing of a year beside them.
_BARE: Final = {
    "ru": re.compile(r"\d{1,2}(?:(?:\s*[–—-]\s*|\s+по\s+)\d{1,2})?\s+[а-яё]+"),
    "kk": re.compile(r"\d{1,2}(?:\s*[–—-]\s*\d{1,2})?\s+[а-яәғқңөұүһі]+"),
}
_GOES_ON: Final = re.compile(r"\s*(?:\d|года|г\.|и\s+\d|по\s+\d|[–—-]\s*\d)")
_LED_TO: Final = re.compile(r"(?:жылғы|жылы|биыл|былтыр|\d\s*[–—-]|мен|\d)\s*$", re.IGNORECASE)
#: A day without a year is of the news from so long before the article to so long after it.
_BEFORE: Final = timedelta(days=45)
_AFTER: Final = timedelta(days=30)


def without_relative_days(
    text: str, facts: Iterable[Fact], language: str, say_day: SayDay | None
) -> str:
    """A sentence whose "today" and "yesterday" are the days that they were."""
    relative = words("relative_days", language)
    for fact in facts:
        if fact.kind is not FactKind.DATE or fact.text.lower() not in relative or say_day is None:
            continue
        told = say_day(fact.value, language)
        place = _place(text, fact.text)
        if told is None or place is None or _is_quoted(text, place):
            continue
        rest = text[place + len(fact.text) :]
        if (year := fact.value[:4]) in years_told(text):
            told = told.replace(f"{year} жылғы ", "").replace(f" {year} года", "")
        same = next((one for one in _beside(facts, fact) if one.value == fact.value), None)
        if same is not None:
            # "Yesterday, 4 June, a court ..."
            rest = re.sub(rf"^,?\s*({re.escape(same.text)}),?", r"\1", rest)
            told = ""
        text = text[:place] + told + rest
    return text[:1].upper() + text[1:]


def with_year(
    text: str, facts: Iterable[Fact], language: str, day: date | None, before: str
) -> tuple[str, str]:
    """A sentence with the year of its first day, and that year; both empty where none is added.

    ``day`` is the article's, ``before`` what the article tells up to the sentence's end.
    """
    if day is None or language not in _BARE or _YEAR.search(text):
        return "", ""
    dates = (fact for fact in facts if fact.kind is FactKind.DATE and fact.inferred)
    fact = next((one for one in dates if _BARE[language].fullmatch(one.text)), None)
    days = _DAY.findall(fact.value) if fact is not None else []
    if fact is None or not _is_near(days, day):
        return "", ""
    year = days[-1][:4]
    place = _place(text, fact.text)
    if place is None or _is_quoted(text, place) or years_told(before) - {year}:
        return "", ""
    dated = _dated(text, place, place + len(fact.text), year, language)
    return (dated, year) if dated else ("", "")


def _dated(text: str, start: int, end: int, year: str, language: str) -> str:
    """A text with the year beside a day; empty where something of it stands there already."""
    if language == "kk":
        led = _LED_TO.search(text, 0, start)
        return "" if led else f"{text[:start]}{year} жылғы {text[start:]}"
    return "" if _GOES_ON.match(text, end) else f"{text[:end]} {year} года{text[end:]}"


def years_told(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(_YEAR.findall(text))


def _place(text: str, told: str) -> int | None:
    match = re.search(rf"(?<!\w){re.escape(told)}(?!\w)", text, re.IGNORECASE)
    return None if match is None else match.start()


def _is_quoted(text: str, place: int) -> bool:
    before = text[:place]
    return before.count("«") > before.count("»") or before.count('"') % 2 == 1


def _beside(facts: Iterable[Fact], fact: Fact) -> Sequence[Fact]:
    """Dates that stand right behind another one."""
    close = 3
    return [
        one
        for one in facts
        if one.kind is FactKind.DATE and 0 <= one.span.start - fact.span.end <= close
    ]


def _is_near(days: Sequence[str], day: date) -> bool:
    told = [date.fromisoformat(one) for one in days]
    near = all(day - _BEFORE <= one <= day + _AFTER for one in told)
    return bool(told) and near and told[0].year == told[-1].year
