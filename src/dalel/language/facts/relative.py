"""Which date do words that lean on the day of reading mean: yesterday, last week, a year ago?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dalel.language.facts.numerals import numerals


@dataclass(frozen=True, slots=True)
class Moment:
    """A date worked out, as ISO 8601; a week is an interval of days."""

    iso: str


_DAYS: Final = {
    "kk": {
        -2: r"алдыңғы\s?күн\w*|алдыңгүні", -1: r"кеше(?:гі|ден|ге)?", 0: r"бүгін(?:гі|ге|нен|де)?",
        1: r"ертең(?:гі|ге)?", 2: "бүрсігүні",
    },
    "ru": {
        -2: "позавчера", -1: r"вчера(?:шн\w+)?", 0: r"сегодня(?:шн\w+)?", 1: r"завтра(?:шн\w+)?",
        2: "послезавтра",
    },
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}  # fmt: skip
_YEARS: Final = {
    "kk": {
        -1: r"былтыр(?:ғы|дан|дың|мен)?(?:\s+жыл\w*)?",
        0: r"биыл(?:ғы|дан|ға|дың|мен)?(?:\s+жыл\w*)?",
    },
    "ru": {},
    "en": {},
}
#: Which period, counted from the present one, and the words for periods.
_STEPS: Final = {
    "kk": {-1: r"өткен", 0: r"осы|ағымдағы|үстіміздегі", 1: r"келесі|келер|алдағы"},
    "ru": {
        -1: r"прошл(?:ый|ого|ом|ая|ой|ую)|минувш(?:ий|его|ем|ей|ую)",
        0: r"эт(?:от|ого|ом|а|ой|у)|текущ(?:ий|его|ем|ей)|нынешн(?:ий|его|ем|ей)",
        1: r"следующ(?:ий|его|ем|ая|ей|ую)|будущ(?:ий|его|ем|ей|ую)",
    },
    "en": {-1: "last|past", 0: "this|the current", 1: "next"},
}  # fmt: skip
_PERIODS: Final = {
    "kk": {
        "year": r"жыл(?!дар)\w*", "month": "ай(?:да|дың|ға|дан|дағы|ы|ын)?",
        "week": "апта(?:да|ның|ға|дан|дағы|сы)?",
    },
    "ru": {"year": "год(?:а|у|ом)?", "month": "месяц(?:а|е|ем|у)?", "week": "недел(?:я|и|е|ю|ей)"},
    "en": {"year": "year", "month": "month", "week": "week"},
}  # fmt: skip
_AGO: Final = {
    "kk": (
        r"(?:бұдан\s+)?(?P<count>{count})\s+(?P<unit>{unit})\s+бұрын",
        {"year": "жыл", "month": "ай", "week": "апта", "day": "күн"},
    ),
    "ru": (
        r"(?:(?P<count>{count})\s+)?(?P<unit>{unit})\s+назад",
        {
            "year": "год|года|лет", "month": "месяца?|месяцев", "week": "неделю|недели|недель",
            "day": "день|дня|дней",
        },
    ),
    "en": (
        r"(?P<count>{count}|an?)\s+(?P<unit>{unit})\s+ago",
        {"year": "years?", "month": "months?", "week": "weeks?", "day": "days?"},
    ),
}  # fmt: skip
_WEEKDAY: Final = {
    "kk": r"(?P<step>өткен|келесі)?\s*(?P<name>{name})(?:де|да|дегі|дағы|ге|ға|\s+күні|\s+күнгі)",
    "ru": r"во?\s+(?P<step>прошл\w+|следующ\w+)?\s*(?P<name>{name})",
    "en": r"on\s+(?P<step>last|next)?\s*(?P<name>{name})",
}
_RUSSIAN_DAY: Final = {"среда": "среду", "пятница": "пятницу", "суббота": "субботу"}
_NEXT: Final = ("келесі", "следующ", "next")


class RelativeFinder:
    """Finds the relative dates of one language."""

    def __init__(self, language: str, weekdays: tuple[str, ...]) -> None:
        self._rules = [*_days(language), *_years(language), *_periods(language), *_ago(language)]
        self._weekdays = {_RUSSIAN_DAY.get(name, name): at for at, name in enumerate(weekdays)}
        names = "|".join(self._weekdays)
        self._weekday = _compile(_WEEKDAY[language].replace("{name}", names))

    def find(self, text: str, day: date) -> Iterator[tuple[int, int, Moment]]:
        """Start, end and meaning of each; a weekday is the last one before the day, or the day."""
        for pattern, work_out in self._rules:
            for match in pattern.finditer(text):
                if moment := work_out(day, match):
                    yield match.start(), match.end(), moment
        for match in self._weekday.finditer(text):
            back = (day.weekday() - self._weekdays[match["name"].lower()]) % 7
            ahead = (match["step"] or "").lower().startswith(_NEXT)
            exact = day + timedelta(days=7 - back if ahead else -back)
            yield match.start(), match.end(), Moment(exact.isoformat())


_Rule = tuple[re.Pattern[str], Callable[[date, re.Match[str]], Moment | None]]


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _days(language: str) -> Iterator[_Rule]:
    for step, words in _DAYS[language].items():
        yield _compile(words), lambda day, _, step=step: _moved(day, "day", step)  # type: ignore[misc]


def _years(language: str) -> Iterator[_Rule]:
    for step, words in _YEARS[language].items():
        yield _compile(words), lambda day, _, step=step: _moved(day, "year", step)  # type: ignore[misc]


def _periods(language: str) -> Iterator[_Rule]:
    for step, steps in _STEPS[language].items():
        for unit, words in _PERIODS[language].items():
            preposition = r"(?:во?\s+|на\s+)?" if language == "ru" else ""
            yield (
                _compile(rf"{preposition}(?:{steps})\s+(?:{words})"),
                lambda day, _, unit=unit, step=step: _moved(day, unit, step),  # type: ignore[misc]
            )


def _ago(language: str) -> Iterator[_Rule]:
    pattern, units = _AGO[language]
    counts = [word for word, numeral in numerals(language).items() if numeral.value <= 30]
    count = "|".join([r"\d{1,2}", *sorted(map(re.escape, counts), key=len, reverse=True)])
    for unit, words in units.items():
        yield (
            _compile(pattern.replace("{count}", count).replace("{unit}", words)),
            lambda day, match, unit=unit: _before(day, unit, match, language),  # type: ignore[misc]
        )


def _before(day: date, unit: str, match: re.Match[str], language: str) -> Moment | None:
    word = (match["count"] or "1").lower()
    numeral = numerals(language).get(word)
    count = int(word) if word.isdigit() else int(numeral.value) if numeral else 1
    if unit == "week":
        return Moment((day - timedelta(weeks=count)).isoformat())
    return _moved(day, unit, -count)


def _moved(day: date, unit: str, step: int) -> Moment:
    if unit == "day":
        return Moment((day + timedelta(days=step)).isoformat())
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return Moment(f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}")
    if unit == "year":
        return Moment(f"{day.year + step:04d}")
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return Moment(f"{year:04d}-{month + 1:02d}")
