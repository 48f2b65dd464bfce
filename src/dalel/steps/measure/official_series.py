"""Series of official figures: joining them across languages, and doubting misfits."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from dalel.domain.count_board import Period
from dalel.domain.official import Doubt, Official
from dalel.domain.reason import Reason
from dalel.steps.measure.periods import moved

#: Whole numbers can be expected only where not everything is rounded to millions.
_COUNTED: Final = 100_000

#: What makes a series, and figures of one for one period.
Name = tuple[str, ...]
_Series = Mapping[tuple[Name, str], list[Official]]


def joined(figures: Iterable[Official]) -> tuple[Official, ...]:
    """The figures, those of one series in several languages under one name.

    An entry says the same in each language: where it gives a value for a period once in each, both
    count the same, whatever they call it. So do two figures of one thing, one period and the same
    bodies. Then all others that are called so are of the series, too.
    """
    every = tuple(figures)
    leads: dict[Name, Name] = {}
    for one, other in (*_said_twice(every), *_of_one_body(every)):
        first, second = sorted((_lead(one.series, leads), _lead(other.series, leads)))
        if first != second:
            leads[second] = first
    return tuple(replace(figure, series=_lead(figure.series, leads)) for figure in every)


def _lead(series: Name, leads: Mapping[Name, Name]) -> Name:
    while series in leads:
        series = leads[series]
    return series


def _said_twice(figures: Sequence[Official]) -> Iterator[tuple[Official, Official]]:
    """Pairs of figures in which an entry's own texts give one value in two languages."""
    own = [figure for figure in figures if not figure.source and figure.period]
    for same in _by(own, lambda one: (one.entry, one.period, one.value, one.unit, one.growth)):
        yield from _pairs(same)


def _of_one_body(figures: Sequence[Official]) -> Iterator[tuple[Official, Official]]:
    """Pairs in two languages of one thing, counted by the same bodies for the same time."""
    known = [one for one in figures if one.thing and one.body_codes and one.period]
    for same in _by(known, lambda one: (one.thing, one.body_codes, one.period)):
        yield from _pairs(same)


def _by(
    figures: Iterable[Official], key: Callable[[Official], Hashable]
) -> Iterable[list[Official]]:
    groups: dict[Hashable, list[Official]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return groups.values()


def _pairs(same: Sequence[Official]) -> Iterator[tuple[Official, Official]]:
    """The pairs in two languages; none where a language has several series of this description."""
    named: dict[str, set[Name]] = defaultdict(set)
    for figure in same:
        named[figure.language].add(figure.series)
    if all(len(series) == 1 for series in named.values()):
        yield from (
            (one, other) for one, other in combinations(same, 2) if one.language != other.language
        )


def doubts(figures: Iterable[Official], year: int, as_of: date) -> tuple[Doubt, ...]:
    """What does not fit: values of one series and period, a growth and its base, an odd period.

    ``year`` is that of the issue: what ends before the year before it is old.
    """
    every = list(figures)
    series: dict[tuple[Name, str], list[Official]] = defaultdict(list)
    for figure in every:
        if figure.period:
            series[figure.series, figure.period].append(figure)
    return (
        *_contradictions(series),
        *(doubt for figure in every for doubt in _of_period(figure, year, as_of)),
        *(doubt for figure in every for doubt in _of_growth(figure, series)),
    )


def _contradictions(series: _Series) -> Iterator[Doubt]:
    """Each value against the first one before it that it cannot be."""
    for same in series.values():
        for place, other in enumerate(same):
            for first in same[:place]:
                if first.may_be_of(other) and not first.agrees_with(other):
                    yield Doubt(official=other, reason=_against(_contradiction(first), first))
                    break


def _contradiction(first: Official) -> str:
    return "official_contradiction_article" if first.source else "official_contradiction"


def _of_period(figure: Official, year: int, as_of: date) -> Iterator[Doubt]:
    end = figure.period.rpartition("/")[2]
    if end and int(end[:4]) < year - 1:
        values = {"period_year": end[:4], "year": str(year)}
        yield Doubt(official=figure, reason=Reason(code="official_old", values=values))
    # A year that runs may have figures; a month that had not ended when it was written has none.
    if len(end) == len("2025-01") and Period.named(end).last > min(figure.read or as_of, as_of):
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
    low, high = map(Decimal, figure.base)
    earlier = series.get((figure.series, moved(figure.period, -1)), ())
    for before in [one for one in earlier if one.may_be_of(figure)][:1]:
        if not before.can_be(low, high):
            yield Doubt(official=figure, reason=_against("official_base_other", before))


def _against(code: str, other: Official) -> Reason:
    return Reason(code=code, values={"other": str(other.value), "entry": other.entry})
