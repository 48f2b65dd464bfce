"""Finds dates in Kazakh, Russian and English text, with the parts that are given.

Patterns after the forms that CLDR and the house's style know for Kazakh, Russian and English
(day before month); the names of the months are the pack's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.endings import NOUN_ENDING, stems
from dalel.language.spans import Spans

#: For each month's number the forms of its name.
MonthNames = Mapping[int, tuple[str, ...]]

#: For finders that ask for a day, where none is known or none bears on what they find.
ANY_DAY: Final = date(2025, 12, 31)
_YEAR: Final = r"(?:19|20)\d{2}"
_DASH: Final = r"\s*[-–—]\s*"
#: No month has more; without a bound a text of nothing else is read in the square of its length.
#: Possessive: where a whole list is followed by no month, no part of it is.
_MORE_DAYS: Final = "{0,30}+"
_AND: Final = r"\s*,\s*|\s+(?:және|мен|пен|бен|и|по|до|на|and|to)\s+"
_DAYS: Final = rf"\d{{1,2}}(?:(?:{_DASH}|{_AND})\d{{1,2}}){_MORE_DAYS}"


@dataclass(frozen=True, kw_only=True)
class _Grammar:
    """What a language puts around the names of months and the numbers of years.

    ``alone`` shows that a name without a day is the month, and neither a pot nor a season: in
    Kazakh by the ending or the word that follows, in Russian by the preposition before it.
    """

    ending: str
    day_mark: str
    alone: str
    month_word: str
    year_word: str


_GRAMMAR: Final = {
    "kk": _Grammar(
        ending=NOUN_ENDING,
        day_mark="(?:-(?:ші|ы|і))?",
        alone=(
            rf"(?P<bare>{{month}})(?:{_DASH}(?:{{month}}){NOUN_ENDING}"
            rf"|{NOUN_ENDING}(?=\s+(?:ай(?:лар)?|бас|орта|соң|аяғ)[ыдт]|\s+(?:алғашқы|бірінші|екінші|соңғы)\s+(?:жарты|күн|онкүн))"
            r"|(?:с?[ыі]н?)?(?:[дт][ае]н?|н[ае]н|[ғгқкн][ае])(?:ғы|гі)?|(?(before)(?!\w)|(?!)))"
        ),
        month_word=r"(?:\s+ай(?:лар)?[ыдт]\w*)?",
        year_word=rf"(?:(?:-(?:[нс]?[ыі]н)?ш[ыі])?\s*(?:[-–]\s*)?жыл(?:дар)?(?:ғы)?{NOUN_ENDING}(?!\w)|\s*ж\.)",
    ),
    "ru": _Grammar(
        ending="",
        day_mark="(?:-(?:го|е))?",
        alone=(
            r"(?P<before_month>(?:в|с|со|к|по|до|за|на|нач[ао]л[аео]|середин[аеуы]|кон(?:ец|ц[аеу])|половин[аеуы]|числах|декад[аеуы])\s+)?(?P<bare>{month})"
            rf"(?:{_DASH}(?:{{month}})|(?=\s+(?:{_YEAR}|текущего|этого|прошлого|нынешнего)\s+г)|(?(before_month)|(?!)))"
        ),
        month_word="",
        year_word=r"(?:-(?:го|м|му)(?!\w)|\s*год(?:а|у|ом|е|ы|ов|ах)?(?!\w)|\s*гг?\.)",
    ),
    "en": _Grammar(
        ending="",
        day_mark="(?:st|nd|rd|th)?",
        alone=(
            r"(?P<before_month>(?:in|since|until|by|from|of|last|this|next)\s+(?:(?:early|mid|late)[\s-]+)?|(?-i:(?<=\b[Aa]\s)|(?<=\b[Aa]n\s)|(?<=\b[Tt]he\s))(?=(?-i:[A-Z])\w+\s+[a-z]))?(?P<bare>{month})"
            rf"(?:{_DASH}(?:{{month}})|(?=,?\s+{_YEAR}(?!\d))|(?(before_month)|(?!)))"
        ),
        month_word="",
        year_word="(?!\\w)",
    ),
}
_DIGITS: Final = re.compile(
    r"(?<![\d.])(?:(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d{2})"
    r"|(?P<y2>(?:19|20)\d{2})-(?P<m2>\d{2})-(?P<d2>\d{2}))(?!\d)"
)

#: Years of a list, up to its last one.
_LISTED_YEARS: Final = re.compile(
    rf"(?<![\d.,/])(?:{_YEAR}(?:\s*,\s*|\s+(?:және|мен|пен|бен|и)\s+)){{1,4}}$"
)
_LIST_REACH: Final = 48
#: Languages in which a name carries endings, which are added here; the others' forms are listed.
ENDED: Final = frozenset({"kk"})
#: How far before a place such a word may begin.
_ANCHOR_REACH: Final = 80
#: The ablative in which stands what a span of time is counted from, unless that is now.
_ANCHOR: Final = re.compile(
    r"(?<![\w-])(?!бұдан|осыдан|содан|одан)[\w-]*[дтн][ае]н\s+$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class FoundDate:
    """A date in a text: where, and what of it is given. ``day`` is the last of several."""

    text: str
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None


class DateFinder:
    """Finds the dates of one language: ``kk``, ``ru`` or ``en``."""

    def __init__(self, language: str, months: MonthNames) -> None:
        self._month_of = month_numbers(months, language)
        self._month = re.compile("|".join(map(re.escape, self._month_of)))
        self._dated, self._years = _expressions(language, tuple(self._month_of))

    def find(self, text: str) -> tuple[FoundDate, ...]:
        """The dates in order; a year that belongs to a day or month is part of that date."""
        dates = [*self._calendar(text), *_numeric(text)]
        taken = Spans(TextSpan(start=date.start, end=date.end) for date in dates)
        for match in self._years.finditer(text):
            if not taken.meet(match.start("year"), match.start("year") + 1):
                dates += [*_years_before(text, match), _found(match, year=int(match["year"]))]
        return tuple(sorted(dates, key=lambda date: date.start))

    def _calendar(self, text: str) -> list[FoundDate]:
        dates: list[FoundDate] = []
        # To look for a name by itself takes a tenth of the time, and most stretches have none.
        if self._month.search(text.casefold()) is None:
            return dates
        for match in self._dated.finditer(text):
            days = re.findall(r"\d+", match["days"] or "")
            if any(not 1 <= int(day) <= 31 for day in days):
                continue
            year = match["before"] or match["after"]
            month = self._month_of[(match["month"] or match["bare"]).casefold()]
            dates.append(
                _found(
                    match,
                    day=int(days[-1]) if days else None,
                    month=month,
                    year=int(year) if year else None,
                )
            )
        return dates


def month_numbers(months: MonthNames, language: str) -> Mapping[str, int]:
    """The number of a month by each form of its name, in small letters."""
    return {
        form.lower(): number
        for number, names in months.items()
        for name in names
        for form in month_forms(name, language)
    }


def month_forms(name: str, language: str) -> tuple[str, ...]:
    """A month's name as texts of a language write it, beside the forms that are listed.

    In Kazakh endings follow the stem; in Russian a listed nominative gets its other cases.
    """
    if language in ENDED:
        return stems(name)
    if language == "ru" and name.endswith(("ь", "й")):
        return (name, *(name[:-1] + ending for ending in ("я", "ю", "ём", "ем", "е")))
    if language == "ru" and name.endswith("т"):
        return (name, *(name + ending for ending in ("а", "у", "ом", "е")))
    return (name,)


def _expressions(language: str, names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    grammar = _GRAMMAR[language]
    month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    dated = (
        rf"(?<!\w)(?:(?P<before>{_YEAR}){grammar.year_word}\s*(?:,\s*)?)?"
        rf"(?:(?P<days>{_DAYS}){grammar.day_mark}\s*(?:[-–]\s*)?(?P<month>{month}){grammar.ending}"
        rf"|{grammar.alone.replace('{month}', month)})(?!\w){grammar.month_word}"
        # A year before the month is its own; the next one belongs to what follows.
        rf"(?(before)|(?:,?\s+(?P<after>{_YEAR})(?!\d)(?:{grammar.year_word})?)?)"
    )
    years = rf"(?<!\d)(?P<year>{_YEAR})(?:{_DASH}\d{{2,4}})?{grammar.year_word}"
    return re.compile(dated, re.IGNORECASE), re.compile(years, re.IGNORECASE)


def _years_before(text: str, last: re.Match[str]) -> Iterator[FoundDate]:
    """Years that a list names before its last one: 2018, 2019 және 2020 жылдары."""
    listed = _LISTED_YEARS.search(text, max(0, last.start() - _LIST_REACH), last.start())
    if listed is None:
        return
    for match in re.finditer(_YEAR, listed[0]):
        start = listed.start() + match.start()
        yield FoundDate(text=match[0], start=start, end=start + len(match[0]), year=int(match[0]))


def _numeric(text: str) -> list[FoundDate]:
    dates = []
    for match in _DIGITS.finditer(text):
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        if 1 <= day <= 31 and 1 <= month <= 12:
            dates.append(_found(match, day=day, month=month, year=int(match["y"] or match["y2"])))
    return dates


def _found(
    match: re.Match[str],
    *,
    day: int | None = None,
    month: int | None = None,
    year: int | None = None,
) -> FoundDate:
    return FoundDate(
        text=match[0].strip(),
        start=match.start(),
        end=match.end(),
        day=day,
        month=month,
        year=year,
    )


def is_anchored(text: str, start: int, language: str) -> bool:
    """Whether "a day before" at this place counts from something named just before.

    In Kazakh that stands in the ablative (шешімнен бір күн бұрын), unless it means now (бұдан);
    in Russian it follows, so that the phrase is another one (за день до решения).
    """
    reach = max(0, start - _ANCHOR_REACH)
    return language == "kk" and _ANCHOR.search(text, reach, start) is not None
