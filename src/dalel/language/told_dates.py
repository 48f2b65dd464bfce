"""Reads the dates of a text as claims carry them, with what bounds them and how exact they are.

Days, months and years by the finder of facts; seasons, halves and quarters, ends of periods, dates
that count from another one and mere lengths of time join them. Without a day of publication what
counts from it stays open.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dalel.domain.claim import When
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.domain.lexicon import Lexicon
from dalel.language.date_words import DateWords
from dalel.language.dates import ANY_DAY, month_numbers
from dalel.language.en.dates import WORDS as ENGLISH
from dalel.language.endings import NOUN_ENDING
from dalel.language.facts.anchored import find_anchored
from dalel.language.facts.days import DayFinder
from dalel.language.kk.dates import WORDS as KAZAKH
from dalel.language.lowered import lowered
from dalel.language.numbers.numerals import numerals
from dalel.language.ru.dates import WORDS as RUSSIAN
from dalel.language.spans import without_overlaps

DATE_WORDS: Final = {"kk": KAZAKH, "ru": RUSSIAN, "en": ENGLISH}
_REACH: Final = 40
_EDGES: Final = frozenset({"from", "until"})
_CLAUSE: Final = 90
_NEXT_CLAUSE: Final = re.compile(r"[;:]|,\s|\s[—–-]\s|[.!?]\s|\n")
_DIGIT_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
#: What begins later than this is rather past, unless its clause says so.
_SOON: Final = timedelta(days=100)
#: A date without a year that ends something is ahead, unless it is not so long past.
_LATELY: Final = timedelta(days=90)
_WEEK: Final = 7
#: How far behind a date another one may count from it.
_ANCHOR_REACH: Final = 300
#: More is a year: за 2024 год.
_MOST_COUNTED: Final = 999
#: First month, months and precision of seasons, halves and quarters; winter begins in December.
_PERIODS: Final = (
    (3, 3, "season"), (6, 3, "season"), (9, 3, "season"), (0, 3, "season"), (1, 6, "half"),
    (7, 6, "half"), (1, 3, "range"), (4, 3, "range"), (7, 3, "range"), (10, 3, "range"),
)  # fmt: skip
_DAY, _MONTH, _YEAR = 10, 7, 4


@dataclass(frozen=True, slots=True)
class _Core:
    """A date before its context is read; ``told`` of no day is a mere length of time.

    ``relative`` says that it counts from the day of publication, ``yearless`` that only its year
    does, ``weekday`` that it is a day of the week without a step, ``lasts`` that it is a length
    which nothing says from when it counts: через 60 дней.
    """

    start: int
    end: int
    iso: str | None
    precision: str
    relative: bool = False
    yearless: bool = False
    weekday: bool = False
    lasts: bool = False
    bound: str = ""


class DateReader:
    """Reads the dates of one language with a country's months and days of the week."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        words = DATE_WORDS[language]
        self._language, self._words = language, words
        self._days = DayFinder(language, lexicon)
        self._numerals = numerals(language)
        self._weekdays = _compiled("|".join(name[:-1] for name in lexicon.weekdays[language]))
        self._month = _compiled(
            "|".join(
                re.escape(name) for names in lexicon.months[language].values() for name in names
            )
        )
        self._periods = _period_pattern(words)
        self._months_of = _bounded(words.months_of + words.year_after)
        self._weekend, self._point = _bounded(words.weekend), _bounded(words.point)
        self._later, self._later_day = _bounded(words.later), _bounded(words.later_day)
        self._year_earlier, self._span = _bounded(words.year_earlier), _bounded(words.span)
        self._coming, self._past = _compiled(words.coming), _compiled(words.past)
        self._since = _compiled(words.since)
        self._year_told = _compiled(rf"(?:19|20)\d\d|{words.year_told}")
        self._week = _compiled(rf"(?<!\w)(?:{words.week})")
        self._season_before = _compiled(words.season_before)
        self._before = [
            (name, _compiled(rf"(?<![\w-])(?:{pattern})\s*$"))
            for name, pattern in (
                ("part", words.part_before), ("from", words.from_before),
                ("until", words.until_before), ("about", words.about_before),
                ("", words.beside_before),
            )
        ]  # fmt: skip
        self._after = [
            (name, _compiled(rf"\s*(?:{pattern})"))
            for name, pattern in (
                ("part", words.part_after), ("from", words.from_after),
                ("until", words.until_after), ("about", words.about_after),
                ("", words.beside_after),
            )
        ]  # fmt: skip
        self._prefix = _compiled(words.prefix)
        self._between, self._joint = _compiled(words.between), _compiled(words.joint)
        self._among = _compiled(words.among)
        self._no_start = _compiled(words.no_start)
        self._year_joint = _compiled(words.year_joint)
        self._months = month_numbers(lexicon.months[language], language)
        names = "|".join(sorted(map(re.escape, self._months), key=len, reverse=True))
        ending = NOUN_ENDING if language == "kk" else ""
        self._also = _compiled(rf"{words.also}(?P<month>{names}){ending}(?!\w)")

    def read(self, text: str, published: date | None) -> tuple[When, ...]:
        """The dates in order of their place; ranges are one."""
        cores = self._cores(text, published)
        whens = [self._in_context(text, core, published) for core in cores]
        return tuple(when for _, when in self._ranges(text, whens, published))

    def dated_spans(self, text: str) -> list[TextSpan]:
        """Where dates stand, whose numbers are no amounts."""
        cores = self._cores(text, None)
        return [self._span_of(text, core) for core in cores if not core.lasts]

    def _span_of(self, text: str, core: _Core) -> TextSpan:
        start, end, kinds = self._words_around(text, core)
        if "part" in kinds:
            return TextSpan(start=start, end=end)
        return TextSpan(start=core.start, end=core.end)

    def _cores(self, text: str, published: date | None) -> list[_Core]:
        day = published or ANY_DAY
        low = lowered(text)
        facts = self._days.find(text, day)
        cores = [self._of_fact(text, fact) for fact in facts]
        cores += self._further_months(text, cores)
        cores += [*self._of_periods(low, day), *self._of_points(low, day)]
        cores += self._counted(low, day, facts)
        cores.sort(key=lambda core: (-(core.end - core.start), core.start))
        return without_overlaps(cores, lambda core: TextSpan(start=core.start, end=core.end))

    def _of_fact(self, text: str, fact: Fact) -> _Core:
        told = fact.text
        named = self._month.search(told) is not None
        if len(fact.value) == _YEAR and not fact.inferred:
            head = text[max(0, fact.span.start - _REACH) : fact.span.start]
            if match := self._year_joint.search(head):
                start = fact.span.start - len(match[0])
                return _Core(start, fact.span.end, f"{match[1]}/{fact.value}", "range")
        yearless = fact.inferred and named and not self._year_told.search(told)
        relative = fact.inferred and not yearless
        iso, precision = fact.value, _precision(fact.value)
        if relative and precision == "range" and not named:
            iso, precision = _iso_week(iso)
        elif relative and precision == "day" and self._week.search(told):
            precision = "about"
        weekday = (
            relative
            and len(iso) == _DAY
            and self._weekdays.match(self._last_word(told)) is not None
        )
        return _Core(fact.span.start, fact.span.end, iso, precision, relative, yearless, weekday)

    def _last_word(self, told: str) -> str:
        words = [word for word in told.split() if word.lower() not in self._words.after_weekday]
        return words[-1] if words else ""

    def _further_months(self, text: str, cores: Sequence[_Core]) -> Iterator[_Core]:
        """Months that follow another one without a word of their own: в мае и июне."""
        for core in cores:
            match = self._also.match(text, core.end) if core.precision == "month" else None
            if match is not None and core.iso is not None:
                month = self._months[match["month"].lower()]
                iso = f"{core.iso[:_YEAR]}-{month:02d}"
                yield replace(core, start=match.start("month"), end=match.end(), iso=iso)

    def _of_periods(self, text: str, day: date) -> Iterator[_Core]:
        """Seasons, halves, quarters and the first months of a year."""
        for match in self._periods.finditer(text):
            first, length, kind = next(
                period for at, period in enumerate(_PERIODS) if match[f"period{at}"]
            )
            year = self._year(match, day)
            if year is None and kind == "season" and not self._stands_as_season(text, match):
                continue
            start = _month_of(year if year is not None else day.year, first)
            if year is None:
                coming = self._is_coming(text, match.start(), match.end())
                start = _nearest_start(start, length, day, coming=coming)
            iso = f"{_month(start)}/{_month(start + length - 1)}"
            yield _Core(match.start(), match.end(), iso, kind, relative=not match["year"])
        for match in self._months_of.finditer(text):
            year, count = self._year(match, day), self._number(match["count"])
            if year is not None and count is not None and 1 <= count <= 12:
                iso = f"{year:04d}-01/{year:04d}-{int(count):02d}"
                relative = not match["year"]
                yield _Core(match.start(), match.end(), iso, "range", relative=relative)

    def _stands_as_season(self, text: str, match: re.Match[str]) -> bool:
        before = text[max(0, match.start() - 16) : match.start()]
        return self._season_before.search(before) is not None

    def _of_points(self, text: str, day: date) -> Iterator[_Core]:
        """The beginning, middle or end of the present year, month or week, and weekends."""
        words = self._words
        for match in self._point.finditer(text):
            step = self._step(match["rel"] or "") or 0
            unit = self._unit(match["unit"])
            iso = _stepped(day, unit, step)
            low = match["part"].lower()
            whole = match[0].lower()
            if re.match(words.opening, low) and self._tells(whole, "from"):
                yield _Core(
                    match.start(), match.end(), _edge(iso, last=False), "from", relative=True
                )
            elif re.match(words.closing, low) and self._tells(whole, "until"):
                yield _Core(
                    match.start(), match.end(), _edge(iso, last=True), "until", relative=True
                )
            else:
                yield _Core(match.start(), match.end(), iso, "part", relative=True)
        for match in self._weekend.finditer(text):
            away = self._step(match["rel"] or "")
            monday = day - timedelta(days=day.weekday())
            saturday = monday + timedelta(days=5, weeks=-1 if away is None else away)
            iso = f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
            yield _Core(match.start(), match.end(), iso, "range", relative=True)

    def _tells(self, whole: str, kind: str) -> bool:
        """Whether the words of a point themselves tell its bound: с начала года."""
        before = next(pattern for name, pattern in self._before if name == kind)
        after = next(pattern for name, pattern in self._after if name == kind)
        head, tail = whole.split(maxsplit=1)[0], whole.rsplit(maxsplit=1)[-1]
        return bool(before.fullmatch(head) or after.fullmatch(tail))

    def _counted(self, text: str, day: date, facts: Sequence[Fact]) -> Iterator[_Core]:
        """Dates that count from another one, and lengths of time."""
        anchors = _Anchors([fact for fact in facts if len(fact.value) == _DAY])
        yield from self._laters(text, anchors)
        for fact in find_anchored(text, self._language, anchors.facts, day):
            anchor = anchors.before(fact.span.start)
            yield _anchored(fact.span.start, fact.span.end, anchor, fact.value, "day")
        years = _Anchors([fact for fact in facts if not fact.inferred])
        for match in self._year_earlier.finditer(text):
            year = years.before(match.start())
            iso = f"{int(year.value[:_YEAR]) - 1:04d}" if year else None
            yield _anchored(match.start(), match.end(), year, iso, "year")
        for match in self._span.finditer(text):
            number = self._number(match["count"]) if match["count"] else 1
            if number is not None and number <= _MOST_COUNTED:
                yield _Core(match.start(), match.end(), None, self._unit(match["unit"]))

    def _laters(self, text: str, anchors: "_Anchors") -> Iterator[_Core]:
        for match in self._later.finditer(text):
            count, unit = self._later_parts(match)
            if count is None or not unit:
                continue
            anchor = anchors.before(match.start())
            iso = _moved(date.fromisoformat(anchor.value), unit, count) if anchor else None
            precision = "day" if unit == "day" else "about"
            core = _anchored(match.start(), match.end(), anchor, iso, precision)
            yield replace(core, lasts=iso is None)
        for match in self._later_day.finditer(text):
            anchor = anchors.before(match.start())
            iso = _moved(date.fromisoformat(anchor.value), "day", 1) if anchor else None
            yield _anchored(match.start(), match.end(), anchor, iso, "about")

    def _later_parts(self, match: re.Match[str]) -> tuple[int | None, str]:
        groups = match.groupdict()
        unit = next((groups[name] for name in ("unit", "unit2", "unit3") if groups.get(name)), None)
        count = next((groups[name] for name in ("count", "count2") if groups.get(name)), None)
        if unit is None:
            return None, ""
        number = self._number(count) if count else 1
        return None if number is None else int(number), self._unit(unit)

    def _unit(self, word: str) -> str:
        low = word.lower()
        return next(unit for stem, unit in self._words.units.items() if low.startswith(stem))

    def _number(self, word: str) -> float | None:
        low = word.lower()
        if low.replace(",", "").replace(".", "").isdigit():
            return float(low.replace(",", "."))
        values = [self._numerals.get(part) for part in low.split()[:2]]
        if low in {"a", "an"}:
            return 1
        return float(sum(each.value for each in values if each)) if all(values) else None

    def _year(self, match: re.Match[str], day: date) -> int | None:
        groups = match.groupdict()
        if groups.get("year"):
            return int(groups["year"])
        rel = groups.get("rel") or groups.get("rel2")
        step = self._step(rel) if rel else None
        bare = self._words.bare_year
        if step is None and match.re is self._months_of and bare:
            return day.year if match[0].rstrip().endswith(bare) else None
        return None if step is None else day.year + step

    def _step(self, word: str) -> int | None:
        low = word.lower()
        return next((by for stem, by in self._words.steps.items() if low.startswith(stem)), None)

    def _is_coming(self, text: str, start: int, end: int) -> bool:
        """Whether the clause around a place speaks of what is still to come."""
        return self._coming.search(_clause(text, start, end)) is not None

    def _is_past(self, text: str, core: _Core) -> bool:
        """Whether the clause of a date speaks of what was, and not of what is to come."""
        if self._since.match(text, core.end):
            return True
        clause = _clause(text, core.start, core.end)
        return self._past.search(clause) is not None and self._coming.search(clause) is None

    def _in_context(self, text: str, core: _Core, published: date | None) -> tuple[_Core, When]:
        """The date with the words that bound it, and what these make of it."""
        start, end, kinds = self._words_around(text, core)
        bound = next((kind for kind in ("from", "until", "about", "part") if kind in kinds), "")
        core = replace(self._nearer(text, core, bound, published), bound=bound)
        iso, precision = core.iso, core.precision
        if bound and iso is not None and (precision != "range" or bound == "about"):
            precision = bound
        if published is None and (core.relative or core.yearless):
            iso, precision = None, "open"
        span = TextSpan(start=start, end=end)
        told = core.iso[_YEAR:] if core.yearless and core.iso and "/" not in core.iso else ""
        words = text[start:end].strip()
        return core, When(iso=iso, precision=precision, words=words, span=span, yearless=told)

    def _words_around(self, text: str, core: _Core) -> tuple[int, int, set[str]]:
        """Where a date begins and ends with the words around it, and what these tell."""
        start, end, kinds = core.start, core.end, set[str]()
        prefix = self._prefix.match(text, core.start, core.end)
        inner = prefix.end() if prefix else core.start
        for name, pattern in self._before:
            match = pattern.search(text[max(0, inner - _REACH) : inner])
            if match is None or not match[0].strip():
                continue
            kinds |= {name, *self._edge_of(match[0])}
            start = min(start, inner - len(match[0]))
            inner = start if name in {"part", ""} else inner
        for name, pattern in self._after:
            if match := pattern.match(text, end):
                kinds.add(name)
                end = match.end()
        if self._no_start.search(text[core.start : core.end].rstrip()):
            kinds.discard("from")
        return start, end, kinds

    def _edge_of(self, words: str) -> list[str]:
        """The bound that the words for a part begin with: до конца 2025 года."""
        head = words.split()[0]
        return [
            name for name, pattern in self._before if name in _EDGES and pattern.fullmatch(head)
        ]

    def _nearer(self, text: str, core: _Core, bound: str, published: date | None) -> _Core:
        """The date with the year, or week, that its clause asks for."""
        if published is None or core.iso is None or not (core.yearless or core.weekday):
            return core
        last = _first_day(core.iso.rpartition("/")[2])
        if last >= published:
            behind = core.yearless and last > published and bound != "until"
            far = bound == "from" and last - published > _SOON
            coming = self._is_coming(text, core.start, core.end)
            if behind and (self._is_past(text, core) or (far and not coming)):
                return replace(core, iso=_other_year(core.iso, -1))
            return core
        coming = self._is_coming(text, core.start, core.end)
        if core.weekday:
            if not (coming or bound == "until"):
                return core
            return replace(core, iso=(last + timedelta(days=_WEEK)).isoformat())
        clause = _clause(text, core.start, core.end)
        lately = published - last <= _LATELY
        if lately and bound != "until" and self._past.search(clause):
            return core
        recent = lately and not coming
        if (
            (bound == "until" and not recent)
            or (coming and bound != "from")
            or (coming and published - last > _LATELY)
        ):
            return replace(core, iso=_other_year(core.iso, 1))
        return core

    def _ranges(
        self, text: str, whens: Sequence[tuple[_Core, When]], published: date | None
    ) -> Iterator[tuple[_Core, When]]:
        """Two dates that are the ends of a range, as one."""
        kept: list[tuple[_Core, When]] = []
        for core, when in whens:
            before = kept[-1] if kept else None
            joined = before and self._joined(text, before, (core, when), published)
            if joined:
                kept[-1] = joined
            else:
                kept.append((core, when))
        return iter(kept)

    def _joined(
        self,
        text: str,
        first: tuple[_Core, When],
        second: tuple[_Core, When],
        published: date | None,
    ) -> tuple[_Core, When] | None:
        (core, when), (other, end) = first, second
        gap = text[core.end : other.start]
        prefix = self._prefix.match(text, other.start, other.end)
        joint = gap + (prefix[0] if prefix else "")
        if not self._joint.fullmatch(joint.rstrip() + " ") and not self._joint.fullmatch(joint):
            return None
        begins = self._begins(text, core)
        among = self._among.match(text, other.end)
        ends = other.bound == "until" or self._language == "en"
        if not (among or (begins == "between") or (begins and ends)):
            return None
        isos = _ends_of(core, other)
        if isos is None or core.precision == "open":
            return None
        stop = among.end() if among else end.span.end
        span = TextSpan(start=when.span.start, end=stop)
        known = published is not None or not (
            core.relative or other.relative or (core.yearless and other.yearless)
        )
        return core, When(
            iso=f"{isos[0]}/{isos[1]}" if known else None,
            precision="range" if known else "open",
            words=text[span.start : span.end],
            span=span,
        )

    def _begins(self, text: str, core: _Core) -> str | None:
        prefix = self._prefix.match(text, core.start, core.end)
        inner = prefix.end() if prefix else core.start
        head = text[max(0, inner - _REACH) : inner]
        if self._between.search(head):
            return "between"
        if endings := self._words.from_endings:
            told = text[core.start : core.end].rstrip()
            return "from" if told.endswith(endings) else None
        before = next(pattern for name, pattern in self._before if name == "from")
        return "from" if before.search(head) else None


def _period_pattern(words: DateWords) -> re.Pattern[str]:
    """One expression for all parts of a year, with the year before or behind them."""
    parts = (*words.seasons, *words.halves, *words.quarters)
    periods = "|".join(f"(?P<period{at}>{part})" for at, part in enumerate(parts))
    return _bounded(rf"{words.year_before}(?:{periods}){words.year_after}")


def _bounded(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, for texts in lower case."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _precision(iso: str) -> str:
    if "/" in iso:
        return "range"
    return {_DAY: "day", _MONTH: "month"}.get(len(iso), "year")


def _iso_week(iso: str) -> tuple[str, str]:
    """A week of seven days as ISO 8601 writes it; another span as it is."""
    first, _, last = iso.partition("/")
    if not (_DIGIT_DATE.fullmatch(first) and _DIGIT_DATE.fullmatch(last)):
        return iso, "range"
    monday = date.fromisoformat(first)
    if date.fromisoformat(last) - monday != timedelta(days=_WEEK - 1) or monday.weekday():
        return iso, "range"
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}", "week"


def _month_of(year: int, month: int) -> int:
    """Months since the year nought; month 0 is the December before."""
    return year * 12 + month - 1


def _month(count: int) -> str:
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _nearest_start(start: int, length: int, day: date, *, coming: bool) -> int:
    """The start of a yearly period without a year: the last one begun, or the next one."""
    now = _month_of(day.year, day.month)
    if coming:
        return start if start + length > now else start + 12
    return start if start <= now else start - 12


def _stepped(day: date, unit: str, step: int) -> str:
    if unit == "year":
        return f"{day.year + step:04d}"
    if unit == "month":
        return _month(_month_of(day.year, day.month) + step)
    year, week, _ = (day + timedelta(weeks=step)).isocalendar()
    return f"{year:04d}-W{week:02d}"


def _edge(iso: str, *, last: bool) -> str:
    """The first or last day of a year, month or week."""
    if "W" in iso:
        return date.fromisocalendar(int(iso[:4]), int(iso[-2:]), 7 if last else 1).isoformat()
    year = int(iso[:_YEAR])
    month = int(iso[5:7]) if len(iso) == _MONTH else (12 if last else 1)
    return date(year, month, monthrange(year, month)[1] if last else 1).isoformat()


def _moved(day: date, unit: str, count: int) -> str | None:
    """The date that many units later: a day, after months a month, after years a year."""
    if unit in {"day", "week"}:
        try:
            return (day + timedelta(days=count * (1 if unit == "day" else _WEEK))).isoformat()
        except OverflowError:
            return None
    if unit == "month":
        return _month(_month_of(day.year, day.month) + count)
    return f"{day.year + count:04d}" if unit == "year" else None


class _Anchors:
    """Dates from which others count, if they stand near before them."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self._ends = [fact.span.end for fact in facts]

    def before(self, start: int) -> Fact | None:
        """The last one that ends near before a place."""
        at = bisect_right(self._ends, start)
        fact = self.facts[at - 1] if at else None
        return fact if fact is not None and start - fact.span.end <= _ANCHOR_REACH else None


def _anchored(start: int, end: int, anchor: Fact | None, iso: str | None, precision: str) -> _Core:
    """A date that counts from another one; open where that is not told."""
    if anchor is None or iso is None:
        return _Core(start, end, None, "open")
    return _Core(start, end, iso, precision, relative=anchor.inferred)


def _first_day(iso: str) -> date:
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _clause(text: str, start: int, end: int) -> str:
    head = _NEXT_CLAUSE.split(text[max(0, start - _CLAUSE) : start])[-1]
    tail = _NEXT_CLAUSE.split(text[end : end + _CLAUSE], maxsplit=1)[0]
    return f"{head} {tail}"


def _other_year(iso: str, step: int) -> str:
    parts = (f"{int(part[:_YEAR]) + step:04d}{part[_YEAR:]}" for part in iso.split("/"))
    return "/".join(
        part if not part.endswith("-02-29") else part[:_YEAR] + "-02-28" for part in parts
    )


def _ends_of(first: _Core, second: _Core) -> tuple[str, str] | None:
    """The ends of a range; an end without a year takes that of the other one."""
    if first.iso is None or second.iso is None or "W" in first.iso + second.iso:
        return None
    low, high = first.iso.partition("/")[0], second.iso.rpartition("/")[2]
    if first.yearless and not second.yearless:
        year = int(high[:_YEAR]) - (low[_YEAR:] > high[_YEAR:])
        low = f"{year:04d}{low[_YEAR:]}"
    elif second.yearless or low > high:
        year = int(low[:_YEAR]) + (high[_YEAR:] < low[_YEAR:])
        high = f"{year:04d}{high[_YEAR:]}"
    return (low, high) if low < high else None


@lru_cache(16)
def date_reader(language: str, lexicon: Lexicon) -> DateReader:
    """The reader of a language, prepared once."""
    return DateReader(language, lexicon)
