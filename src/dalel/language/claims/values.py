"""Whose a value is: amounts, dates, provisions and places held against those of the evidence.

That a value stands somewhere in the evidence proves nothing: it is borne out beside the deed or the
thing that it is told of. Here the likeliest place of the same value is found, and the likeliest
place of another value of its kind, which rivals it.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from dalel.domain.claim import Amount, AmountBound, When, is_money
from dalel.domain.deeds import DeedTable
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.actors import actors_of, compare_actors
from dalel.language.claims.aligning import KINSHIP_WEIGHTS, KeyedClaim, kinship
from dalel.language.claims.compared_terms import about, terms_of
from dalel.language.claims.participants import steps_in
from dalel.language.claims.placed_values import PlacedValue, ValueComparison, ValueKind
from dalel.language.claims.told_values import ToldValue, told_values
from dalel.language.date_intervals import bears_out, interval
from dalel.language.derived import ROUNDED, Derivation, Way, Worths, follows_from
from dalel.language.elapsed import Interval, lies_between
from dalel.language.facts.clock import CLOCK, HALF_DAY
from dalel.language.facts.extracting import unnamed_provisions
from dalel.language.facts.statutes import UNNAMED, split_statute
from dalel.language.passage import AnnotatedPassage
from dalel.language.spans import SpanIndex

#: Bounds of amounts that nobody counted, and how near these are to one another.
_ROUGH: Final = frozenset({AmountBound.ABOUT, AmountBound.OVER, AmountBound.UNDER})
_NEAR: Final = Decimal("0.03")
#: The length of a day in ISO 8601.
_DAY: Final = 10
#: How many characters of a text stand beside a value.
_BESIDE: Final = 60


def values_of(
    passage: AnnotatedPassage, claims: Sequence[KeyedClaim], source: str
) -> tuple[PlacedValue, ...]:
    """The values of a passage, in order of their place."""
    placer = _Placer(passage, claims, source)
    values = [placer.told(each) for each in told_values(passage)]
    values += [placer.placed((each.value,), each.span, ValueKind.LAW) for each in passage.statutes]
    values += [
        replace(placer.placed((each.value,), each.span, ValueKind.LAW), silent=True)
        for each in unnamed_provisions(passage.text, passage.language, passage.lexicon)
    ]
    values += [
        placer.placed((each.value,), each.span, ValueKind.PLACE)
        for each in passage.names
        if each.kind is FactKind.PLACE and each.known
    ]
    values += [
        replace(placer.placed((step,), span, ValueKind.STEP), unit=kind)
        for kind, step, span in steps_in(passage.text, passage.language, passage.lexicon)
    ]
    values += actors_of(passage, claims, source)
    return tuple(sorted(values, key=lambda each: each.span.start))


class _Placer:
    """Tells what stands around the values of one text."""

    def __init__(
        self, passage: AnnotatedPassage, claims: Sequence[KeyedClaim], source: str
    ) -> None:
        self._passage, self._source = passage, source
        self._triggers = SpanIndex(claims, lambda each: each.claim.trigger)
        self._sentences = SpanIndex(passage.sentences, lambda each: each)

    def told(self, told: ToldValue) -> PlacedValue:
        """An amount or a date with its place."""
        amount, when = told.amount, told.when
        kind = ValueKind.AMOUNT if amount else ValueKind.DATE
        key = _of_amount(amount) if amount else (when.iso or f"-{when.yearless}",) if when else ()
        counted = amount.counted if amount else None
        return replace(
            self.placed(key, told.span, kind),
            unit=amount.unit if amount else "",
            counted=terms_of(counted, self._passage.language) if counted else frozenset(),
            amount=amount,
            when=when,
            step=told.step,
            silent=told.silent,
            elapses=told.elapses,
            published=self._passage.published,
        )

    def placed(self, key: tuple[str, ...], span: TextSpan, kind: ValueKind) -> PlacedValue:
        """A value with its place."""
        text, language = self._passage.text, self._passage.language
        sentence = about(self._sentences.at(span.start) or span, span)
        beside = (
            text[max(sentence.start, span.start - _BESIDE) : span.start]
            + " "
            + text[span.end : min(sentence.end, span.end + _BESIDE)]
        )
        within = self._triggers.meeting(sentence)
        having = [each for each in within if _has(each, span)]
        return PlacedValue(
            kind=kind,
            key=key,
            unit="",
            span=span,
            language=language,
            source=self._source,
            counted=frozenset(),
            near=terms_of(beside, language),
            around=terms_of(
                text[sentence.start : span.start] + " " + text[span.end : sentence.end], language
            ),
            claims=tuple(having or within),
        )


def _has(one: KeyedClaim, span: TextSpan) -> bool:
    claim = one.claim
    spans = [each.span for each in claim.amounts]
    spans += [each.span for each in (claim.when, claim.where, claim.law) if each is not None]
    spans += [each.span for each in (claim.agent, claim.patient) if each is not None]
    return any(each.start < span.end and span.start < each.end for each in spans)


def _of_amount(amount: Amount) -> tuple[str, ...]:
    values = [amount.value] if amount.upper is None else [amount.value, amount.upper]
    return (*(f"{Decimal(each).normalize():f}" for each in values), amount.unit)


def compare_values(
    values: Iterable[PlacedValue],
    evidence: Sequence[PlacedValue],
    lexicon: Lexicon,
    published: Iterable[date] = (),
) -> Iterator[ValueComparison]:
    """For each value where the evidence has it; one that it has nowhere has no ``same``.

    An amount may also follow from several of the evidence; ``derivation`` says from which. On the
    days ``published`` the evidence came out.
    """
    asked, told = tuple(values), tuple(evidence)
    yield from compare_actors(asked, told, lexicon.deeds)
    worths = _worths(lexicon)
    articles = list(_articles(told))
    days = [_told_on(each) for each in published]
    by_kind: dict[ValueKind, list[PlacedValue]] = {}
    for each in told:
        by_kind.setdefault(each.kind, []).append(each)
    likely = _Likely(lexicon.deeds)
    for value in asked:
        if value.keys is not None or value.silent:
            continue
        same: list[PlacedValue] = []
        others: list[PlacedValue] = []
        for each in by_kind.get(value.kind, ()):
            if _equal(value, each, worths):
                same.append(each)
            elif value.unit == each.unit and not each.silent:
                others.append(each)
        best, likeness = likely.best(value, same)
        rival, rivalry = likely.best(value, others)
        derived = None if best is not None else _derived(value, articles, worths)
        is_then = value.when is not None and any(bears_out(day, value.when) for day in days)
        if is_then and best is None and derived is None and not _is_day(value.when):
            derived = Derivation(way=Way.PUBLISHED)
        yield ValueComparison(
            value=value,
            same=best,
            rival=rival,
            likeness=likeness,
            rivalry=rivalry,
            places=len(same),
            derivation=derived,
            published=is_then,
            echoed=best is None and derived is None and _is_echoed(value, articles, worths),
        )


def _is_day(when: When | None) -> bool:
    return when is not None and len(when.iso or "") == _DAY


def _told_on(day: date) -> When:
    """A day as a date that is told."""
    return When(iso=day.isoformat(), precision="day", words="", span=TextSpan(start=0, end=0))


@dataclass(frozen=True, slots=True)
class _Article:
    """The amounts and dates of one article."""

    amounts: Sequence[Amount]
    whens: Sequence[When]
    intervals: Sequence[Interval]


def _articles(told: Iterable[PlacedValue]) -> Iterator[_Article]:
    by_source: dict[str, list[PlacedValue]] = {}
    for value in told:
        by_source.setdefault(value.source, []).append(value)
    for values in by_source.values():
        whens = [each.when for each in values if each.when is not None]
        days = {each.published.isoformat() for each in values if each.published}
        found = (interval(iso) for iso in (*days, *(when.iso for when in whens)) if iso)
        yield _Article(
            amounts=[each.amount for each in values if each.amount is not None],
            whens=whens,
            intervals=[each for each in found if each is not None],
        )


def _derived(value: PlacedValue, articles: Sequence[_Article], worths: Worths) -> Derivation | None:
    """How a value follows from those of one article."""
    length = value.amount or value.step
    for article in articles:
        if length is not None:
            derived = follows_from(length, article.amounts, worths=worths)
            if derived is not None:
                return derived
            if (value.elapses or value.step) and lies_between(length, article.intervals):
                return Derivation(way=Way.ELAPSED)
        if value.when is not None and _are_ends(value.when, article.whens):
            return Derivation(way=Way.LISTED)
    return None


def _is_echoed(value: PlacedValue, articles: Iterable[_Article], worths: Worths) -> bool:
    """Whether an amount of the evidence follows from this one, though not this one from it."""
    return value.amount is not None and any(
        follows_from(told, [value.amount], worths=worths)
        for article in articles
        for told in article.amounts
    )


def _are_ends(asked: When, told: Sequence[When]) -> bool:
    """Whether the ends of a range are each told by themselves."""
    first, _, last = (asked.iso or "").partition("/")
    return bool(last) and all(
        any(bears_out(when, replace(asked, iso=end)) for when in told) for end in (first, last)
    )


def _worths(lexicon: Lexicon) -> Worths:
    return {unit.code: (lexicon.currency, unit.values) for unit in lexicon.units}


def _equal(one: PlacedValue, other: PlacedValue, worths: Worths) -> bool:
    if one.amount is not None and other.amount is not None:
        if _is_far(one.amount, other.amount):
            return False
        return _is_same(one.amount, other.amount) or bool(
            follows_from(one.amount, [other.amount], worths=worths)
        )
    if one.when is not None and other.when is not None:
        return bears_out(other.when, one.when)
    if one.kind is ValueKind.LAW:
        mine, theirs = one.key[0], other.key[0]
        if theirs.startswith(UNNAMED):
            theirs = theirs.replace(UNNAMED, split_statute(mine)[0], 1)
        return mine == theirs or mine.startswith(f"{theirs}.") or theirs.startswith(f"{mine}.")
    return one.key == other.key


def _is_far(one: Amount, other: Amount) -> bool:
    """Whether two exact sums of one currency are too far apart for one to be the other, rounded."""
    return (
        one.unit == other.unit
        and one.bound is other.bound is AmountBound.EXACT
        and abs(one.value - other.value) > ROUNDED * abs(other.value)
        and is_money(one.unit)
    )


def _is_same(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of one number, however bounded; two rough ones may be near."""
    if one.unit == other.unit == CLOCK:
        return one.value % HALF_DAY == other.value % HALF_DAY
    if one.unit != other.unit or one.upper != other.upper:
        return False
    both_rough = {one.bound, other.bound} <= _ROUGH
    return one.value == other.value or (
        both_rough and abs(one.value - other.value) <= _NEAR * max(one.value, other.value)
    )


class _Likely:
    """Finds the likeliest of many values; how alike two sets of deeds are is looked up once."""

    def __init__(self, table: DeedTable) -> None:
        self._table = table
        self._deeds: dict[tuple[Hashable, Hashable], float] = {}

    def best(
        self, value: PlacedValue, others: Iterable[PlacedValue]
    ) -> tuple[PlacedValue | None, float]:
        """The first of the likeliest, and how alike it is."""
        best, most = None, 0.0
        for other in others:
            likeness = self._likeness(value, other)
            if best is None or likeness > most:
                best, most = other, likeness
        return best, most

    def _likeness(self, one: PlacedValue, other: PlacedValue) -> float:
        key = one.deeds, other.deeds
        deed = self._deeds.get(key)
        if deed is None:
            deed = self._deeds[key] = self._deed(one, other)
        parts = deed + _shared(one.near, other.near) + _shared(one.around, other.around)
        if one.counted and other.counted:
            return (parts + (0.0 if one.counted.isdisjoint(other.counted) else 2.0)) / 5
        return parts / 3

    def _deed(self, one: PlacedValue, other: PlacedValue) -> float:
        return max(
            (
                KINSHIP_WEIGHTS[kinship(mine, theirs, self._table)]
                for mine in one.claims
                for theirs in other.claims
            ),
            default=0.0,
        )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 0.0
