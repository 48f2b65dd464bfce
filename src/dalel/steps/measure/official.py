"""Which official figures does a text give, and do they agree with each other and with time?

A sentence with a count and a period, or a count and a growth, gives a figure. An article tells of
many other counts, so of its sentences only those that name a body or a growth count. Which words
say that something grew or fell, and which say nothing of what is counted, is pack data.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.domain.measure_rules import OfficialRules
from dalel.domain.measuring import Period
from dalel.domain.official import Doubt, Official
from dalel.domain.reason import Reason
from dalel.language.facts.extracting import extract_facts
from dalel.language.sentences import sentences
from dalel.language.stems import stem

_KINDS: Final = frozenset({FactKind.NUMBER, FactKind.PERCENT, FactKind.DATE})
_BODIES: Final = frozenset({FactKind.ORGANISATION})
#: The words behind a number, up to three, that no mark parts from it: they say what is counted.
_WHAT: Final = re.compile(r"\s*([^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,2})")
#: Shorter words at the end only lead on.
_SHORT: Final = 3
#: Whole numbers can be expected only where not everything is rounded to millions.
_COUNTED: Final = 100_000
_YEAR: Final = 12
_YEARS: Final = re.compile(r"\b\d{4}\b")
#: What ends a clause, and how far from a percentage the word stands that says where it goes.
_CLAUSE: Final = re.compile(r"[.;:!?](?=\s|$)")
_NEAR: Final = 50


def official_figures(
    text: str,
    language: str,
    entry: str,
    lexicon: Lexicon,
    rules: OfficialRules,
    day: date,
    source: str = "",
) -> tuple[Official, ...]:
    """The official figures of a text that is read as on a day.

    ``source`` is the address of the article that it is, empty where it is the entry itself.
    """
    return tuple(
        figure
        for span in sentences(text)
        for figure in _in_sentence(
            text[span.start : span.end], language, entry, lexicon, rules, day, source
        )
    )


def _in_sentence(
    sentence: str,
    language: str,
    entry: str,
    lexicon: Lexicon,
    rules: OfficialRules,
    day: date,
    source: str,
) -> Iterator[Official]:
    facts = extract_facts(sentence, language, lexicon, day, _KINDS)
    period = _period(sentence, facts, language, rules)
    growth = _growth(sentence, facts, language, rules)
    counts = [fact for fact in facts if fact.kind is FactKind.NUMBER and fact.unit is None]
    if not counts or (not period and growth is None):
        return
    bodies = _bodies(sentence, language, lexicon, day)
    if source and not bodies and growth is None:
        return
    for place, fact in enumerate(counts):
        what = _counted_words(sentence[fact.span.end :], language, rules)
        if not what or "/" in fact.value:
            continue
        value = Decimal(fact.value)
        # A growth belongs to the count that stands before it, the first one if there are several.
        own = growth if place == 0 else None
        yield Official(
            entry=entry,
            source=source,
            language=language,
            value=value,
            what=" ".join(what),
            series=tuple(stem(word, language) for word in what[:2]),
            period=period,
            growth=own,
            base=base_of(value, own) if own is not None else None,
            bodies=bodies,
            quote=sentence.strip(),
        )


def _bodies(sentence: str, language: str, lexicon: Lexicon, day: date) -> tuple[str, ...]:
    found = extract_facts(sentence, language, lexicon, day, _BODIES)
    return tuple(dict.fromkeys(fact.text for fact in found if fact.known))


def _counted_words(rest: str, language: str, rules: OfficialRules) -> list[str]:
    """What is counted; nothing where the number is followed by words that name no thing."""
    found = _WHAT.match(rest)
    words = found[1].split() if found else []
    while words and words[0].lower() in rules.about.get(language, ()):
        words = words[1:]
    if not words or words[0].lower() in rules.unnamed.get(language, ()):
        return []
    while len(words) > 1 and (
        len(words[-1]) < _SHORT or words[-1].lower() in rules.unnamed.get(language, ())
    ):
        words.pop()
    return words if len(words[0]) >= _SHORT else []


def _period(sentence: str, facts: Iterable[Fact], language: str, rules: OfficialRules) -> str:
    """The first period that a sentence names: from a month to a month, some months, a year."""
    every = list(facts)
    dates = [fact for fact in every if _is_period(fact)]
    if not dates:
        return ""
    first = dates[0]
    if len(dates) > 1 and (ends := _through(sentence, first, dates[1], language, rules)):
        return ends
    months = _months(sentence, every, language, rules)
    is_year = len(first.value) == len("2025")
    return f"{first.value}-01/{first.value}-{months:02}" if is_year and months else first.value


def _through(
    sentence: str, first: Fact, last: Fact, language: str, rules: OfficialRules
) -> str | None:
    """``2025-01/2025-10`` where two months follow each other, or a word like "to" joins them."""
    between = sentence[first.span.end : last.span.start].strip(" \u00a0–—-").lower()
    if between and between not in rules.until.get(language, ()):
        return None
    if not len(first.value) == len(last.value) == len("2025-01"):
        return None
    month, (year, end) = first.value[5:], last.value.split("-")
    if any(char.isdigit() for char in first.text):
        start = first.value
    else:
        start = f"{int(year) - (month > end)}-{month}"
    return f"{start}/{last.value}" if start < last.value else None


def _months(
    sentence: str, facts: Iterable[Fact], language: str, rules: OfficialRules
) -> int | None:
    """So many months from the beginning of the year on, where the sentence names or counts them."""
    low = sentence.lower()
    for words, months in rules.spans.get(language, {}).items():
        if words in low:
            return months
    for fact in facts:
        if fact.kind is FactKind.NUMBER and fact.unit == "month" and fact.value.isdigit():
            return int(fact.value) if 1 < int(fact.value) < _YEAR else None
    return None


def _is_period(fact: Fact) -> bool:
    return fact.kind is FactKind.DATE and len(fact.value) != len("2025-01-01")


def _growth(
    sentence: str, facts: Iterable[Fact], language: str, rules: OfficialRules
) -> Decimal | None:
    """The first percentage that is said to be a growth or a fall."""
    for fact in facts:
        if fact.kind is not FactKind.PERCENT:
            continue
        before = sentence[: fact.span.start].rstrip()[-1:]
        if before in {"+", "−", "-"}:
            return Decimal(fact.value) * (1 if before == "+" else -1)
        beside = _beside(sentence, fact)
        for words, sign in ((rules.more, 1), (rules.fewer, -1)):
            if any(word in beside for word in words.get(language, ())):
                return Decimal(fact.value) * sign
    return None


def _beside(sentence: str, fact: Fact) -> str:
    """The words of the same clause around a fact, in lower case."""
    before = _CLAUSE.split(sentence[: fact.span.start])[-1][-_NEAR:]
    after = _CLAUSE.split(sentence[fact.span.end :])[0][:_NEAR]
    return f"{before} {after} ".lower()


@lru_cache(maxsize=256)
def base_of(value: Decimal, growth: Decimal) -> tuple[int, int] | None:
    """From which whole numbers a growth, rounded as it is stated, leads to the value.

    58 and +18.4 % give 49. None: there is no such number, so the two do not fit together.
    """
    exponent = growth.normalize().as_tuple().exponent
    half = Decimal(1).scaleb(min(int(exponent), 0)) / 2
    factors = (1 + (growth + half) / 100, 1 + (growth - half) / 100)
    if min(factors) <= 0:
        return None
    low, high = ceil(value / factors[0]), floor(value / factors[1])
    return (low, high) if low <= high else None


#: Figures of the same things, in one language, for one period.
_Series = Mapping[tuple[str, tuple[str, ...], str], list[Official]]


def doubts(figures: Iterable[Official], year: int, as_of: date) -> tuple[Doubt, ...]:
    """What does not fit: values of one series and period, a growth and its base, an odd period.

    ``year`` is that of the issue: what ends before the year before it is old.
    """
    every = list(figures)
    series: dict[tuple[str, tuple[str, ...], str], list[Official]] = defaultdict(list)
    for figure in every:
        if figure.period:
            series[figure.language, figure.series, figure.period].append(figure)
    return (
        *_contradictions(series),
        *(doubt for figure in every for doubt in _of_period(figure, year, as_of)),
        *(doubt for figure in every for doubt in _of_growth(figure, series)),
    )


def _contradictions(series: _Series) -> Iterator[Doubt]:
    for first, *others in series.values():
        for other in others:
            if other.value != first.value:
                code = (
                    "official_contradiction_article" if first.source else "official_contradiction"
                )
                yield Doubt(official=other, reason=_against(code, first))


def _of_period(figure: Official, year: int, as_of: date) -> Iterator[Doubt]:
    end = _end(figure.period)
    if end and int(end[:4]) < year - 1:
        values = {"period_year": end[:4], "year": str(year)}
        yield Doubt(official=figure, reason=Reason(code="official_old", values=values))
    # A year that runs may have figures; a month that has not ended has none.
    if len(end) == len("2025-01") and Period.named(end).last > as_of:
        yield Doubt(official=figure, reason=Reason(code="official_ahead"))


def _of_growth(figure: Official, series: _Series) -> Iterator[Doubt]:
    """A growth without a base, or with another one than the record has for the year before."""
    if figure.growth is None:
        return
    if figure.base is None:
        if figure.value < _COUNTED:
            values = {"growth": str(figure.growth)}
            yield Doubt(official=figure, reason=Reason(code="official_base", values=values))
        return
    before = _YEARS.sub(lambda year: str(int(year[0]) - 1), figure.period)
    low, high = figure.base
    for earlier in series.get((figure.language, figure.series, before), ())[:1]:
        if not low <= earlier.value <= high:
            yield Doubt(official=figure, reason=_against("official_base_other", earlier))


def _against(code: str, other: Official) -> Reason:
    return Reason(code=code, values={"other": str(other.value), "entry": other.entry})


def _end(period: str) -> str:
    return period.rpartition("/")[2]
