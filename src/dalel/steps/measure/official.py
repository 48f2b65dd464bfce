"""Which official figures does a text give, and do they agree with each other and with time?

A sentence with a count and a period, or a count and a growth, gives a figure. Which words say that
something grew or fell is pack data.
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

_KINDS: Final = frozenset({FactKind.NUMBER, FactKind.PERCENT, FactKind.DATE, FactKind.ORGANISATION})
#: The words behind a number, up to three, that no mark parts from it: they say what is counted.
_WHAT: Final = re.compile(r"\s*([^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,2})")
#: Shorter words at the end only lead on.
_SHORT: Final = 3
#: Whole numbers can be expected only where not everything is rounded to millions.
_COUNTED: Final = 100_000


def official_figures(
    text: str, language: str, entry: str, lexicon: Lexicon, rules: OfficialRules, day: date
) -> tuple[Official, ...]:
    """The official figures of a text that is read as on a day."""
    return tuple(
        figure
        for span in sentences(text)
        for figure in _in_sentence(
            text[span.start : span.end], language, entry, lexicon, rules, day
        )
    )


def _in_sentence(
    sentence: str, language: str, entry: str, lexicon: Lexicon, rules: OfficialRules, day: date
) -> Iterator[Official]:
    facts = extract_facts(sentence, language, lexicon, day, _KINDS)
    period = next((fact.value for fact in facts if _is_period(fact)), "")
    growth = _growth(sentence, facts, language, rules)
    if not period and growth is None:
        return
    counts = [fact for fact in facts if fact.kind is FactKind.NUMBER and fact.unit is None]
    for place, fact in enumerate(counts):
        what = _counted_words(sentence[fact.span.end :])
        if not what or "/" in fact.value:
            continue
        value = Decimal(fact.value)
        # A growth belongs to the count that stands before it, the first one if there are several.
        own = growth if place == 0 else None
        yield Official(
            entry=entry,
            language=language,
            value=value,
            what=" ".join(what),
            series=tuple(stem(word, language) for word in what[:2]),
            period=period,
            growth=own,
            base=base_of(value, own) if own is not None else None,
            bodies=tuple(
                dict.fromkeys(f.text for f in facts if f.kind is FactKind.ORGANISATION and f.known)
            ),
            quote=sentence.strip(),
        )


def _counted_words(rest: str) -> list[str]:
    found = _WHAT.match(rest)
    words = found[1].split() if found else []
    while len(words) > 1 and len(words[-1]) < _SHORT:
        words.pop()
    return words


def _is_period(fact: Fact) -> bool:
    return fact.kind is FactKind.DATE and len(fact.value) != len("2025-01-01")


def _growth(
    sentence: str, facts: Iterable[Fact], language: str, rules: OfficialRules
) -> Decimal | None:
    """The first percentage that is said to be a growth or a fall."""
    low = sentence.lower()
    for fact in facts:
        if fact.kind is not FactKind.PERCENT:
            continue
        before = sentence[: fact.span.start].rstrip()[-1:]
        if before in {"+", "−", "-"}:
            return Decimal(fact.value) * (1 if before == "+" else -1)
        for words, sign in ((rules.more, 1), (rules.fewer, -1)):
            if any(word in low for word in words.get(language, ())):
                return Decimal(fact.value) * sign
    return None


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


def doubts(figures: Iterable[Official], year: int, as_of: date) -> tuple[Doubt, ...]:
    """What does not fit: two values of one series, a growth without a base, an odd period.

    ``year`` is that of the issue: what ends before the year before it is old.
    """
    every = list(figures)
    return tuple(
        doubt for look in (_contradictions(every), _each(every, year, as_of)) for doubt in look
    )


def _contradictions(figures: Iterable[Official]) -> Iterator[Doubt]:
    series: Mapping[tuple[str, tuple[str, ...], str], list[Official]] = defaultdict(list)
    for figure in figures:
        if figure.period:
            series[figure.language, figure.series, figure.period].append(figure)
    for listed in series.values():
        for other in listed[1:]:
            if other.value != listed[0].value:
                yield Doubt(
                    official=other,
                    reason=Reason(
                        code="official_contradiction",
                        values={"other": str(listed[0].value), "entry": listed[0].entry},
                    ),
                )


def _each(figures: Iterable[Official], year: int, as_of: date) -> Iterator[Doubt]:
    for figure in figures:
        if figure.period and int(_end(figure.period)[:4]) < year - 1:
            values = {"period_year": _end(figure.period)[:4], "year": str(year)}
            yield Doubt(official=figure, reason=Reason(code="official_old", values=values))
        # A year that runs may have figures; a month that has not ended has none.
        end = _end(figure.period)
        if len(end) == len("2025-01") and Period.named(end).last > as_of:
            yield Doubt(official=figure, reason=Reason(code="official_ahead"))
        if figure.growth is not None and figure.base is None and figure.value < _COUNTED:
            yield Doubt(
                official=figure,
                reason=Reason(code="official_base", values={"growth": str(figure.growth)}),
            )


def _end(period: str) -> str:
    return period.rpartition("/")[2]
