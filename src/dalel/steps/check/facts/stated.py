"""All facts stated in a text, with those that only a comparison can use.

Ordinals, times of the day, articles without an act, measures and dates counted from another date
stand in no text alone, but two texts can be compared by them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Alias, Lexicon
from dalel.language.facts import extract_facts
from dalel.language.facts.anchored import find_anchored, find_year_ends
from dalel.language.facts.clock import find_clock_times
from dalel.language.facts.fractions import find_parts
from dalel.language.facts.gazetteer import Gazetteer
from dalel.language.facts.happenings import OutcomeFinder
from dalel.language.facts.impossible import ImpossibleDayFinder
from dalel.language.facts.lengths import joined_spans
from dalel.language.facts.multiples import find_multiples
from dalel.language.facts.ordinals import OrdinalFinder
from dalel.language.facts.statutes import StatuteFinder
from dalel.language.spans import Spans

#: Kinds that need no recogniser of names.
KINDS: Final = frozenset(FactKind) - {FactKind.PERSON, FactKind.QUOTE, FactKind.OUTCOME}
#: What stands instead of "region" before a court or a department.
_SEATS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "kk": {"облысы": ("облыстық",), "ауданы": ("аудандық",)},
    "ru": {"область": ("областной", "облсуд", "облсуда"), "район": ("районный", "райсуд")},
}
_MONEY_OF: Final = re.compile(r"(?:доллар|рубл|фунт)\w*\s$", re.IGNORECASE)
_EACH_QUARTER: Final = re.compile(r"тоқсан\s+сайын", re.IGNORECASE)
#: Facts within which no outcome is looked for.
_CLOSED: Final = frozenset(
    {
        FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY, FactKind.DATE, FactKind.STATUTE,
        FactKind.HOST, FactKind.HANDLE,
    }
)  # fmt: skip


def stated_facts(text: str, language: str, lexicon: Lexicon, day: date) -> list[Fact]:
    """All that is compared; a text in a language without rules states nothing."""
    finders = _finders(language, lexicon)
    if finders is None:
        return []
    facts = list(extract_facts(text, language, lexicon, day, KINDS))
    seated = finders.seats.find(text)
    seats = Spans(_spans(seated))
    facts = [
        *(
            f
            for f in facts
            if f.kind is not FactKind.PLACE or not seats.meet(f.span.start, f.span.end)
        ),
        *seated,
    ]
    closed = [fact.span for fact in facts if fact.kind in _CLOSED]
    measures = finders.measures.find(text)
    told = list(_told_apart(finders.outcomes.find(text, closed), measures, lexicon))
    outcomes = [*told, *_outside_denials(measures, told)]
    bare = finders.statutes.find_without_act(text)
    clock = [
        *find_clock_times(text),
        *find_multiples(text, language),
        *find_parts(text, language),
        *finders.impossible.find(text),
    ]
    taken = _spans([*bare, *clock])
    facts = _numbers_outside(facts, taken)
    busy = [
        f.span
        for f in facts
        if f.kind in {FactKind.DATE, FactKind.STATUTE, FactKind.HOST, FactKind.MONEY}
    ]
    ordinals = finders.ordinals.find(text, [*busy, *taken])
    dates = [fact for fact in facts if fact.kind is FactKind.DATE]
    counted = find_anchored(text, language, dates, day)
    ends = find_year_ends(text, language, day)
    dated = Spans(busy)
    free = [d for d in (*counted, *ends) if not dated.meet(d.span.start, d.span.end)]
    facts = [*_numbers_outside(facts, _spans(free)), *free]
    facts = _numbers_outside(facts, _spans(ordinals))
    facts = [*joined_spans(facts, text, language), *bare, *clock, *ordinals, *outcomes]
    return [f for f in facts if not (_is_of_money(f, text) or _is_quarter(f, text))]


def _is_of_money(fact: Fact, text: str) -> bool:
    """Whether a country is named only by its money: долларов США."""
    before = text[max(0, fact.span.start - 12) : fact.span.start]
    return fact.kind is FactKind.PLACE and _MONEY_OF.search(before) is not None


def is_loose(outcome: Fact, language: str, lexicon: Lexicon) -> bool:
    """Whether an outcome is told in words that no phrase has which is an outcome by itself."""
    finders = _finders(language, lexicon)
    if finders is None:
        return False
    return all(fact.value != outcome.value for fact in finders.listed.find(outcome.text))


def _is_quarter(fact: Fact, text: str) -> bool:
    """Whether the Kazakh word for ninety is that for a quarter of a year: тоқсан сайын."""
    return fact.kind is FactKind.NUMBER and _EACH_QUARTER.match(text, fact.span.start) is not None


def named_acts(text: str, language: str, lexicon: Lexicon) -> frozenset[str]:
    """The codes of the acts that a text names."""
    finders = _finders(language, lexicon)
    return finders.statutes.acts(text) if finders else frozenset()


def _spans(facts: Iterable[Fact]) -> list[TextSpan]:
    return [fact.span for fact in facts]


@dataclass(frozen=True, eq=False)
class _Finders:
    statutes: StatuteFinder
    ordinals: OrdinalFinder
    impossible: ImpossibleDayFinder
    outcomes: OutcomeFinder
    measures: OutcomeFinder
    listed: OutcomeFinder
    seats: Gazetteer


@lru_cache(16)
def _finders(language: str, lexicon: Lexicon) -> _Finders | None:
    if language not in {"kk", "ru", "en"} or language not in lexicon.months:
        return None
    outcomes, measures = lexicon.outcomes.get(language, {}), lexicon.measures.get(language, {})
    return _Finders(
        StatuteFinder(language, lexicon),
        OrdinalFinder(language),
        ImpossibleDayFinder(language, lexicon),
        _finder(language, lexicon, _told(language, lexicon, outcomes)),
        _finder(language, lexicon, _told(language, lexicon, measures)),
        _finder(language, lexicon, {**measures, **outcomes}),
        Gazetteer(language, FactKind.PLACE, (*_seats(language, lexicon), *lexicon.waters)),
    )


def _seats(language: str, lexicon: Lexicon) -> Iterator[Alias]:
    """Regions as courts and departments name them: "Ақмола облыстық соты"."""
    endings = _SEATS.get(language, {})
    for alias in lexicon.places:
        names = [name.rpartition(" ") for name in alias.names.get(language, ())]
        seats = [
            f"{head} {word}"
            for head, _, last in names
            if head
            for word in endings.get(last.lower(), ())
        ]
        if seats:
            yield replace(alias, names={language: tuple(dict.fromkeys(seats))})


def _finder(
    language: str, lexicon: Lexicon, phrases: Mapping[str, tuple[str, ...]]
) -> OutcomeFinder:
    return OutcomeFinder(language, replace(lexicon, outcomes={language: phrases}))


def _told(
    language: str, lexicon: Lexicon, listed: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The phrases of outcomes or measures with those that only a comparison bears."""
    further = lexicon.tellings.get(language, {})
    return _longest_first(
        {code: (*phrases, *further.get(code, ())) for code, phrases in listed.items()}
    )


def _longest_first(phrases: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Phrases in the order in which they are tried, so that a longer one is not cut short."""
    return {
        code: tuple(sorted(each, key=lambda phrase: -len(phrase.split())))
        for code, each in phrases.items()
    }


def _outside_denials(measures: Iterable[Fact], outcomes: Sequence[Fact]) -> Iterator[Fact]:
    """Without measures by whose words an outcome is denied: қамауға алуды қабылдамады."""
    for measure in measures:
        if not any(
            fact.negated
            and fact.span != measure.span
            and fact.span.start <= measure.span.start
            and measure.span.end <= fact.span.end
            for fact in outcomes
        ):
            yield measure


def _told_apart(
    outcomes: Iterable[Fact], measures: Sequence[Fact], lexicon: Lexicon
) -> Iterator[Fact]:
    """Without outcomes that are part of a measure which does not tell them, but something else.

    "Шешім қабылдады" adopts no law, and "под домашний арест" is no arrest.
    """
    for fact in outcomes:
        telling = lexicon.implied_by.get(fact.value, frozenset())
        if not any(
            each.span.start <= fact.span.start
            and fact.span.end <= each.span.end
            and (each.span != fact.span or each.value in lexicon.excludes.get(fact.value, ()))
            and each.value not in telling
            for each in measures
        ):
            yield fact


def _numbers_outside(facts: Iterable[Fact], taken: Iterable[TextSpan]) -> list[Fact]:
    """The facts without numbers that are part of something else."""
    spans = Spans(taken)
    return [
        fact
        for fact in facts
        if fact.kind is not FactKind.NUMBER or not spans.meet(fact.span.start, fact.span.end)
    ]
