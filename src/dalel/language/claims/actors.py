"""Whoever a text tells of, held against whomever its evidence tells the same of.

A participant is found where the evidence names it, be it in a claim or beside one. That it is named
proves little: what counts is that it is named where the same is told. Another one who takes part
there is its rival.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from dalel.domain.claim import Claim, Mention
from dalel.domain.deeds import DeedTable
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.language.claims.aligning import KINSHIP_WEIGHTS, KeyedClaim, kinship
from dalel.language.claims.compared_terms import about, terms_of
from dalel.language.claims.participants import (
    ALIKE,
    Keys,
    Likeness,
    keys_of_words,
    named_parts,
    names_meet,
    relation,
)
from dalel.language.claims.placed_values import PlacedValue, ValueComparison, ValueKind
from dalel.language.passage import AnnotatedPassage
from dalel.language.spans import SpanIndex

#: How many characters of a text stand beside what tells a deed.
_BESIDE: Final = 60
#: Roles of whoever acts, and of whoever is acted upon.
_DOERS: Final = frozenset({"agent", "voice", "asker", "orderer", "proposer", "source"})
_DONE_TO: Final = frozenset({"patient", "recipient", "of"})
_PEOPLE: Final = frozenset({FactKind.PERSON, FactKind.ORGANISATION})
#: How much the deed, the words near it, those of its sentence and the role count.
_WEIGHTS: Final = (0.2, 0.25, 0.35, 0.2)
#: What a deed counts that is told beside whoever is found, of nobody or of another one.
_BESIDE_DEED: Final = 0.9
#: What a role counts that is not known.
_UNKNOWN_ROLE: Final = 0.6
#: What a place counts that has the noun alone of one who is told apart, or a noun akin to it.
_BY_NOUN: Final = 0.9
_BY_KIN: Final = 0.8
#: What all places count where none has the title, the code or the place of the one that is sought.
_NOT_MET: Final = 0.6


def actors_of(
    passage: AnnotatedPassage, claims: Sequence[KeyedClaim], source: str
) -> tuple[PlacedValue, ...]:
    """Whoever takes part in a claim or is named, and all that is mentioned besides."""
    reader = _Reader(passage, claims, source)
    return (*reader.participants(), *reader.mentions())


class _Reader:
    """What is around the actors of one text."""

    def __init__(
        self, passage: AnnotatedPassage, claims: Sequence[KeyedClaim], source: str
    ) -> None:
        self._passage = passage
        self._claims = claims
        self._triggers = SpanIndex(claims, lambda each: each.claim.trigger)
        self._sentences = SpanIndex(passage.sentences, lambda each: each)
        self._source = source
        self._taken = set[tuple[int, int]]()
        self._letters = set[int]()

    def participants(self) -> Iterator[PlacedValue]:
        """Whoever takes part in a claim, in its sentence, and whoever else is named."""
        passage = self._passage
        for one in self._claims:
            for role, mention in _roles(one.claim):
                keys = self._keys(mention.words)
                if keys.somebody:
                    self._take(mention.span)
                    yield self._placed(mention.span, one.claim.sentence, keys, (one,), role)
        for fact in passage.names:
            if fact.kind in _PEOPLE and not self._is_taken(fact.span):
                keys = self._keys(fact.text)
                if keys.somebody:
                    self._take(fact.span)
                    yield self._placed(fact.span, self._sentence(fact.span), keys)

    def mentions(self) -> Iterator[PlacedValue]:
        """All stretches that name somebody or something."""
        passage = self._passage
        for sentence in passage.sentences:
            text = passage.text[sentence.start : sentence.end]
            parts = [
                TextSpan(start=sentence.start + start, end=sentence.start + end)
                for start, end in named_parts(text, passage.language, passage.lexicon)
            ]
            keyed = [(span, self._looked_at(span)) for span in parts]
            index = SpanIndex(keyed, lambda each: each[0])
            for span, keys in keyed:
                if (span.start, span.end) not in self._taken:
                    within = self._is_taken(span) or _is_within(span, keys, index.meeting(span))
                    yield self._placed(span, sentence, keys, kind=ValueKind.MENTION, within=within)

    def _looked_at(self, span: TextSpan) -> Keys:
        passage = self._passage
        words = passage.text[span.start : span.end]
        return keys_of_words(words, passage.language, passage.lexicon, recognised=False)

    def _keys(self, words: str) -> Keys:
        return keys_of_words(words, self._passage.language, self._passage.lexicon)

    def _take(self, span: TextSpan) -> None:
        self._taken.add((span.start, span.end))
        self._letters.update(range(span.start, span.end))

    def _is_taken(self, span: TextSpan) -> bool:
        return not self._letters.isdisjoint(range(span.start, span.end))

    def _sentence(self, span: TextSpan) -> TextSpan:
        return self._sentences.at(span.start) or span

    def _placed(
        self,
        span: TextSpan,
        sentence: TextSpan,
        keys: Keys,
        claims: tuple[KeyedClaim, ...] = (),
        role: str = "",
        kind: ValueKind = ValueKind.PARTICIPANT,
        *,
        within: bool = False,
    ) -> PlacedValue:
        text, language = self._passage.text, self._passage.language
        around = about(sentence, span)
        told = tuple(self._triggers.meeting(around))
        center = claims[0].claim.trigger if claims else span
        near = text[
            max(sentence.start, center.start - _BESIDE) : min(sentence.end, center.end + _BESIDE)
        ]
        own = terms_of(text[span.start : span.end], language)
        return PlacedValue(
            kind=kind,
            key=(),
            unit="",
            span=span,
            language=language,
            source=self._source,
            counted=frozenset(),
            near=terms_of(near, language) - own,
            around=terms_of(text[around.start : around.end], language) - own,
            claims=claims,
            keys=keys,
            role="doer" if role in _DOERS else "done to" if role in _DONE_TO else "",
            told=told,
            sentence=sentence.start,
            within=within,
        )


def _is_within(span: TextSpan, keys: Keys, others: Iterable[tuple[TextSpan, Keys]]) -> bool:
    """Whether a mention is part of a longer one of the same noun."""
    return any(
        other != span
        and other.start <= span.start
        and span.end <= other.end
        and keys.roles == longer.roles
        for other, longer in others
    )


def _roles(claim: Claim) -> Iterator[tuple[str, Mention]]:
    slots = (("agent", claim.agent), ("patient", claim.patient), ("voice", claim.voice))
    yield from ((role, mention) for role, mention in slots if mention is not None)
    yield from ((each.role.value, each.mention) for each in claim.others)


@lru_cache(64)
def _by_keys(evidence: tuple[PlacedValue, ...]) -> Mapping[Keys, tuple[PlacedValue, ...]]:
    """The places of all that is mentioned, by what they are compared by."""
    places: dict[Keys, list[PlacedValue]] = {}
    for each in evidence:
        if each.keys is not None:
            places.setdefault(each.keys, []).append(each)
    return {keys: tuple(found) for keys, found in places.items()}


#: How well the deed and the role of a place fit those of a value, each 0 to 1.
_Fit = Callable[[PlacedValue, PlacedValue, DeedTable], tuple[float, float]]


def compare_actors(
    values: Iterable[PlacedValue], evidence: tuple[PlacedValue, ...], table: DeedTable
) -> Iterator[ValueComparison]:
    """For each participant where the evidence names it, and who else takes part in the same."""
    told = _by_keys(evidence)
    for value in values:
        if value.kind is not ValueKind.PARTICIPANT or value.keys is None:
            continue
        found = _places(value.keys, told)
        same, likeness = _likeliest(value, found, table, _beside)
        rival, rivalry = _likeliest(value, _rivals(value.keys, told), table, _taking_part)
        yield ValueComparison(
            value=value,
            same=same,
            rival=rival,
            likeness=likeness,
            rivalry=rivalry,
            places=len(found),
        )


def _places(
    keys: Keys, told: Mapping[Keys, tuple[PlacedValue, ...]]
) -> list[tuple[PlacedValue, float]]:
    """Where the evidence names or calls somebody, and how surely it is he, 0 to 1.

    Somebody with a name is nowhere if his name is nowhere. A noun within a longer mention is of
    that, and a mention beside the same one's part in a claim says nothing of his role.
    """
    found = list[tuple[PlacedValue, float]]()
    is_met = False
    for other, places in told.items():
        if relation(keys, other) not in ALIKE:
            continue
        meets = names_meet(keys, other)
        is_met = is_met or meets
        sure = 1.0 if meets else _BY_NOUN if keys.roles & other.roles else _BY_KIN
        found += [(place, sure) for place in places if meets or not place.within]
    if not is_met:
        found = [] if keys.names else [(place, sure * _NOT_MET) for place, sure in found]
    roled = {(place.source, place.sentence) for place, _ in found if place.role}
    return [
        (place, sure)
        for place, sure in found
        if place.role or (place.source, place.sentence) not in roled
    ]


def _rivals(
    keys: Keys, told: Mapping[Keys, tuple[PlacedValue, ...]]
) -> Iterator[tuple[PlacedValue, float]]:
    """Whoever else takes part in a claim of the evidence."""
    for other, places in told.items():
        if relation(keys, other) is Likeness.DIFFERENT:
            yield from ((place, 1.0) for place in places if place.role)


def _likeliest(
    value: PlacedValue, others: Iterable[tuple[PlacedValue, float]], table: DeedTable, fit: _Fit
) -> tuple[PlacedValue | None, float]:
    best, most = None, 0.0
    for other, sure in others:
        deed, role = fit(value, other, table)
        near, around = _shared(value.near, other.near), _shared(value.around, other.around)
        likeness = sure * sum(map(operator.mul, (deed, near, around, role), _WEIGHTS))
        if best is None or likeness > most:
            best, most = other, likeness
    return best, most


def _beside(one: PlacedValue, other: PlacedValue, table: DeedTable) -> tuple[float, float]:
    """The fit of somebody who is found: a deed that is told beside him may be his."""
    deed, role = _taking_part(one, other, table)
    beside = _BESIDE_DEED * _kin(one.claims or one.told, other.told, table)
    return max(deed, beside), role


def _taking_part(one: PlacedValue, other: PlacedValue, table: DeedTable) -> tuple[float, float]:
    """The fit of somebody else: the deed must be his."""
    known = bool(one.role and other.role)
    role = float(one.role == other.role) if known else _UNKNOWN_ROLE
    return _kin(one.claims or one.told, other.claims, table), role


def _kin(mine: Iterable[KeyedClaim], theirs: Sequence[KeyedClaim], table: DeedTable) -> float:
    """The nearest kinship of any two claims."""
    return max(
        (KINSHIP_WEIGHTS[kinship(one, other, table)] for one in mine for other in theirs),
        default=0.0,
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of terms."""
    return 2 * len(one & other) / max(1, len(one) + len(other))
