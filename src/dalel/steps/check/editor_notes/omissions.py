"""What a story's articles tell and a text leaves out: main deeds, amounts and dates.

Each thing is named once, beside the sentence that tells most of what is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from dalel.domain.claim import Mode, When
from dalel.domain.deeds import DeedTable
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import KIN, KeyedClaim, alignments, shared_context
from dalel.language.claims.participants import Likeness
from dalel.language.claims.placed_values import PlacedValue, ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.language.claims.values import compare_values
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import Support

#: So many sentences are named.
MOST: Final = 6
#: What a thing is worth: a deed that is a step of a case, another main deed, an amount, a date,
#: and each further article that tells it.
_STAGE: Final = 2.0
_DEED: Final = 1.5
_AMOUNT: Final = 1.0
_DATE: Final = 0.7
_TOLD_AGAIN: Final = 0.8
#: A deed of nobody who is named, nor of a body or a place, is worth so much less.
_NAMELESS: Final = 0.6
#: A sentence whose things are worth less is not named.
_LEAST: Final = 2.0
#: Of a sentence that tells the same by another deed: words that both have, and their share.
_SHARED: Final = 3
_ALIKE_WORDS: Final = 0.6
#: What a law provides for, and what may come, did not happen.
_NOT_HAPPENED: Final = frozenset({Mode.LIMIT, Mode.CONDITIONAL, Mode.POSSIBLE})
_DAY: Final = len("yyyy-mm-dd")


class OmissionKind(StrEnum):
    """What kind of thing is left out."""

    DEED = "deed"
    AMOUNT = "amount"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class Omission:
    """One thing that is left out, and the words that tell it; a deed by its id."""

    kind: OmissionKind
    words: Support
    deed: str = ""


@dataclass(frozen=True, kw_only=True)
class OmittedSentence:
    """A sentence of an article and what of it is left out; so many ``articles`` tell that."""

    sentence: Support
    things: tuple[Omission, ...]
    articles: int


@dataclass(frozen=True, kw_only=True, eq=False)
class _Thing:
    """Something left out, and every place where an article tells it."""

    kind: OmissionKind
    worth: float
    places: tuple["_Place", ...]
    deed: str = ""

    @property
    def articles(self) -> int:
        return len({place.source for place in self.places})


@dataclass(frozen=True, kw_only=True)
class _Place:
    source: str
    sentence: TextSpan
    span: TextSpan


def omissions(
    texts: Sequence[ReadText], evidence: PreparedEvidence, lexicon: Lexicon
) -> tuple[OmittedSentence, ...]:
    """What none of the texts, in whatever language, tells of the evidence; the weightiest first."""
    told = [claim for text in texts for claim in text.claims]
    things = [*_deeds(evidence.read.texts, told, lexicon.deeds)]
    things += _values(evidence.read.texts, texts, lexicon)
    return tuple(_sentences(things, evidence))


def tells(one: KeyedClaim, others: Sequence[KeyedClaim], table: DeedTable) -> bool:
    """Whether any of the claims tells the deed of this one, of nobody else."""
    kin = [each for each in alignments(one, others, table) if each.kinship in KIN]
    if kin:
        return any(
            each.other.claim.polarity is one.claim.polarity
            and Likeness.DIFFERENT not in {each.patient, each.agent}
            for each in kin
        )
    return any(
        len(one.terms & other.terms) >= _SHARED and shared_context(one, other) >= _ALIKE_WORDS
        for other in others
    )


def is_main(one: KeyedClaim, table: DeedTable) -> bool:
    """Whether a claim tells an event or a step of a case that came to pass, or is to."""
    deed = table.deeds.get(one.claim.deed)
    return (
        deed is not None
        and bool(deed.event_types or deed.stage)
        and one.claim.mode not in _NOT_HAPPENED
    )


def _deeds(
    articles: Iterable[ReadText], told: Sequence[KeyedClaim], table: DeedTable
) -> Iterator[_Thing]:
    groups: list[list[KeyedClaim]] = []
    for claim in (each for article in articles for each in article.claims):
        if not is_main(claim, table) or tells(claim, told, table):
            continue
        group = next((each for each in groups if _is_one(claim, each[0], table)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    for group in groups:
        deed = group[0].claim.deed
        places = tuple(
            _Place(source=one.source, sentence=one.claim.sentence, span=one.claim.trigger)
            for one in group
        )
        worth = _STAGE if table.deeds[deed].stage else _DEED
        worth -= 0.0 if any(map(_is_named, group)) else _NAMELESS
        yield _weighed(_Thing(kind=OmissionKind.DEED, worth=worth, places=places, deed=deed))


def _is_named(one: KeyedClaim) -> bool:
    """Whether somebody who takes part is told apart."""
    return any(keys is not None and keys.is_told_apart for keys in (one.agent, one.patient))


def _is_one(one: KeyedClaim, other: KeyedClaim, table: DeedTable) -> bool:
    """Whether two claims of articles tell one deed."""
    if one.claim.deed != other.claim.deed or one.claim.polarity is not other.claim.polarity:
        return False
    (best,) = alignments(one, [other], table)
    return Likeness.DIFFERENT not in {best.patient, best.agent}


def _values(
    articles: Iterable[ReadText], texts: Sequence[ReadText], lexicon: Lexicon
) -> Iterator[_Thing]:
    told = [value for text in texts for value in text.values]
    found: dict[tuple[str, ...], list[tuple[PlacedValue, _Place]]] = {}
    for article in articles:
        asked = [value for value in article.values if _may_be_missed(value)]
        for each in compare_values(asked, told, lexicon):
            place = _place_of(each.value, lexicon.deeds)
            if each.is_absent and not each.echoed and place is not None:
                key = (each.value.kind, each.value.unit, *each.value.key)
                found.setdefault(key, []).append((each.value, place))
    for group in found.values():
        is_amount = group[0][0].kind is ValueKind.AMOUNT
        yield _weighed(
            _Thing(
                kind=OmissionKind.AMOUNT if is_amount else OmissionKind.DATE,
                worth=_AMOUNT if is_amount else _DATE,
                places=tuple(place for _, place in group),
            )
        )


def _may_be_missed(value: PlacedValue) -> bool:
    if value.silent:
        return False
    if value.kind is ValueKind.AMOUNT:
        return value.amount is not None and not value.elapses
    return value.kind is ValueKind.DATE and value.when is not None and _is_day(value.when)


def _is_day(when: When) -> bool:
    """Whether it is a day by its number, which is not only told from the day of writing."""
    told = when.iso or ""
    return len(told) == _DAY and any(character.isdigit() for character in when.words)


def _place_of(value: PlacedValue, table: DeedTable) -> _Place | None:
    """Where a value stands; None where its sentence tells nothing of weight."""
    held = (*value.claims, *value.told)
    main = next((one for one in held if is_main(one, table)), None)
    if main is None:
        return None
    return _Place(source=value.source, sentence=main.claim.sentence, span=value.span)


def _weighed(thing: _Thing) -> _Thing:
    return replace(thing, worth=thing.worth + _TOLD_AGAIN * (thing.articles - 1))


def _sentences(things: Sequence[_Thing], evidence: PreparedEvidence) -> Iterator[OmittedSentence]:
    """Sentence after sentence, each the one that tells most of what no one before it does."""
    left = list(things)
    for _ in range(MOST):
        worth: dict[tuple[str, TextSpan], float] = {}
        for thing in left:
            for at in {(place.source, place.sentence) for place in thing.places}:
                worth[at] = worth.get(at, 0.0) + thing.worth
        best = max(worth, key=lambda at: (worth[at], -at[1].start), default=None)
        if best is None or worth[best] < _LEAST:
            return
        here = [(thing, place) for thing in left if (place := _at(thing, *best)) is not None]
        yield from _told(here, best, evidence)
        left = [thing for thing in left if _at(thing, *best) is None]


def _at(thing: _Thing, source: str, sentence: TextSpan) -> _Place | None:
    return next(
        (one for one in thing.places if one.source == source and one.sentence == sentence), None
    )


def _told(
    here: Sequence[tuple[_Thing, _Place]], at: tuple[str, TextSpan], evidence: PreparedEvidence
) -> Iterator[OmittedSentence]:
    sentence = evidence.support(*at)
    things = tuple(
        Omission(kind=thing.kind, words=words, deed=thing.deed)
        for thing, place in sorted(here, key=lambda one: one[1].span.start)
        if (words := evidence.support(place.source, place.span)) is not None
    )
    if sentence is not None:
        articles = max(thing.articles for thing, _ in here)
        yield OmittedSentence(sentence=sentence, things=things, articles=articles)
