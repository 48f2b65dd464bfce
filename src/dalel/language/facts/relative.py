"""Finds dates relative to the day of reading: yesterday, last week, a year ago."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from dalel.language.lowered import lowered
from dalel.language.numbers.numerals import TENS, numerals


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
    "en": {-1: r"yesterday|last\s+night", 0: r"today|tonight", 1: "tomorrow"},
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
#: What ends "three days ago"; a lone unit is one of it where the language says so.
_AGO: Final = {"kk": r"\s+бұрын", "ru": r"\s+назад", "en": r"\s+ago"}
_UNITS: Final = {
    "kk": {"year": "жыл", "month": "ай", "week": "апта", "day": "күн"},
    "ru": {
        "year": "год|года|лет", "month": "месяц|месяца|месяцев", "week": "неделю|недели|недель",
        "day": "день|дня|дней",
    },
    "en": {"year": "years?", "month": "months?", "week": "weeks?", "day": "days?"},
}  # fmt: skip
_LONE: Final = frozenset({"год", "месяц", "неделю", "день"})
_ARTICLES: Final = frozenset({"a", "an"})
_COUNT: Final = re.compile(
    r"(?<![\w.,-])(?:(?P<tens>[^\W\d_]+)\s+)?(?P<count>\d{1,2}|[^\W\d_]+)\s+$"
)
_LONGEST_COUNT: Final = 40
#: More steps than this are an age, not a date.
_FURTHEST: Final = 60
_WEEKDAY: Final = {
    "kk": (
        r"(?P<until>(?!))?(?:(?P<step>өткен|келесі|алдағы|осы)\s*)?(?P<name>{name})"
        r"(?:де|да|дегі|дағы|(?P<dative>ге|ға)(?!\s+қараған)|ге(?=\s+қараған)|ға(?=\s+қараған)|нен|ден|дан|\s+күн(?:і|гі|нен|ден|інен)"
        r"|\s+күн(?P<day_dative>ге|іне))"
    ),
    "ru": (
        r"(?:во?|со?|(?P<until>до|ко?|по)|на|после)\s+"
        r"(?:(?P<step>прошл\w+|минувш\w+|следующ\w+|ближайш\w+|будущ\w+|эт[уо]\w*)\s+)?"
        r"(?P<name>{name})"
    ),
    "en": (
        r"(?:(?:on|since|from|after|(?P<until>until|till|by|before|to|through))\s+|(?=last|next|this))"
        r"(?:(?P<step>last|next|this)\s+)?(?P<name>{name})"
    ),
}
_NEXT: Final = ("келесі", "алдағы", "следующ", "ближайш", "будущ", "next")
_LAST: Final = ("өткен", "прошл", "минувш", "last")
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class _Rule:
    """Words for a period and how many steps away it is; None where a count before them says it."""

    words: str
    unit: str
    step: int | None


def count_ago(text: str, language: str) -> tuple[str, str] | None:
    """The count and the unit of "five days ago", which may be five days ahead of something else."""
    for unit, pattern in _ago(language):
        if match := pattern.fullmatch(text):
            word = match["count"].lower()
            numeral = numerals(language).get(word)
            count = word if word.isdigit() else str(numeral.value) if numeral else ""
            return (count, unit) if count else None
    return None


@cache
def _ago(language: str) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (unit, re.compile(rf"(?P<count>\w+)\s+(?:{words}){_AGO[language]}", re.IGNORECASE))
        for unit, words in _UNITS.get(language, {}).items()
    ]


class RelativeFinder:
    """Finds the relative dates of one language."""

    def __init__(self, language: str, weekdays: tuple[str, ...]) -> None:
        self._numerals = numerals(language)
        self._rules = list(_rules(language))
        # One expression for all of them: a text is read once.
        self._pattern = _compile(
            "|".join(f"(?P<rule{at}>{rule.words})" for at, rule in enumerate(self._rules))
        )
        self._weekdays = {
            form: at
            for at, name in enumerate(weekdays)
            for form in _weekday_forms(name.lower(), language)
        }
        names = "|".join(sorted(self._weekdays, key=len, reverse=True))
        self._weekday = _compile(_WEEKDAY[language].replace("{name}", names))

    def find(self, text: str, day: date) -> Iterator[tuple[int, int, Moment]]:
        """Start, end and meaning of each; a weekday is the last one before the day, or the day."""
        low = lowered(text)
        for match in self._pattern.finditer(low):
            rule = self._rules[int((match.lastgroup or "")[len("rule") :])]
            start, step = match.start(), rule.step
            if step is None:
                start, step = self._counted(low, match)
            if step is not None:
                counted = rule.step is None
                yield start, match.end(), _moved(day, rule.unit, step, counted=counted)
        for match in self._weekday.finditer(low):
            exact = day + timedelta(days=self._days_to(match, day))
            yield match.start(), match.end(), Moment(exact.isoformat())

    def _days_to(self, match: re.Match[str], day: date) -> int:
        """How many days it is to a weekday: to the next one where it ends something."""
        back = (day.weekday() - self._weekdays[match["name"]]) % _WEEK
        step = match["step"] or ""
        groups = match.groupdict()
        until = any(groups.get(name) for name in ("until", "dative", "day_dative"))
        if step.startswith(_NEXT) or (until and not step.startswith(_LAST)):
            return _WEEK - back
        return -_WEEK if not back and step.startswith(_LAST) else -back

    def _counted(self, text: str, match: re.Match[str]) -> tuple[int, int | None]:
        """Where "three days ago" begins, and its steps; None where the count is no number."""
        before = _COUNT.search(text, max(0, match.start() - _LONGEST_COUNT), match.start())
        word = before["count"] if before else ""
        numeral = self._numerals.get(word)
        if before and (word.isdigit() or word in _ARTICLES or numeral):
            count = int(word) if word.isdigit() else int(numeral.value) if numeral else 1
            start = before.start("count")
            tens = self._numerals.get(before["tens"] or "")
            if numeral and tens and tens.value in TENS and numeral.value < min(TENS):
                start, count = before.start("tens"), count + int(tens.value)
            return start, -count if count <= _FURTHEST else None
        return match.start(), -1 if match[0].split()[0] in _LONE else None


def _weekday_forms(name: str, language: str) -> tuple[str, ...]:
    """A day's name as it stands behind a preposition."""
    if language != "ru":
        return (name,)
    if name.endswith("а"):
        return (name[:-1] + "у", name[:-1] + "ы", *(() if name == "среда" else (name[:-1] + "е",)))
    return (
        (name[:-1] + "я", name[:-1] + "ю", name)
        if name.endswith("е")
        else (name, name + "а", name + "у")
    )


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def _rules(language: str) -> Iterator[_Rule]:
    for step, words in _DAYS[language].items():
        yield _Rule(words, "day", step)
    for step, words in _YEARS[language].items():
        yield _Rule(words, "year", step)
    preposition = r"(?:во?\s+|на\s+)?" if language == "ru" else ""
    for step, steps in _STEPS[language].items():
        for unit, words in _PERIODS[language].items():
            yield _Rule(rf"{preposition}(?:{steps})\s+(?:{words})", unit, step)
    for unit, words in _UNITS[language].items():
        yield _Rule(rf"(?:{words}){_AGO[language]}", unit, None)


def _moved(day: date, unit: str, step: int, *, counted: bool) -> Moment:
    """The period some steps away; a counted week is a day, another one all its days."""
    if unit == "day":
        return Moment((day + timedelta(days=step)).isoformat())
    if unit == "week":
        if counted:
            return Moment((day + timedelta(weeks=step)).isoformat())
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return Moment(f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}")
    if unit == "year":
        return Moment(f"{day.year + step:04d}")
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return Moment(f"{year:04d}-{month + 1:02d}")
