"""Where two articles surely say different things of one happening.

The claims and values of one article are held against those of the other as a text is held against
its evidence, both ways. They disagree only where each speaks against the other: what one of them
tells too, what follows from it, and what may be another happening or a later step is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Final

from dalel.domain.claim import OTHER, Amount, AmountBound, Claim, Mode, When
from dalel.domain.deeds import DeedTable
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import (
    UNREAL,
    ClaimAlignment,
    Comparison,
    KeyedClaim,
    KeyedClaims,
    Kinship,
    Slot,
    SlotOutcome,
    alignments,
    compare,
    kinship,
    shared_context,
)
from dalel.language.claims.participants import ALIKE, Likeness
from dalel.language.claims.placed_values import PlacedValue, ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.language.claims.values import compare_values
from dalel.language.date_intervals import interval
from dalel.language.numbers.number_reading import COUNT

#: Beside amounts and dates: who did it, how it ended, whether it was so.
_SLOTS: Final = frozenset({Slot.AGENT, Slot.DEED, Slot.POLARITY})
_VALUES: Final = frozenset({ValueKind.AMOUNT, ValueKind.DATE})
#: Dates of one day, also where the year is not told.
_DAYS: Final = frozenset({len("-mm-dd"), len("yyyy-mm-dd")})
_PRECISIONS: Final = frozenset({"day", "open"})
#: Of two sentences that tell of one happening, the least share of like words.
_ALIKE_WORDS: Final = 0.3
_MOST_WORDS: Final = 0.5
#: So many words at least are alike: of a short sentence one is a large share.
_SHARED: Final = 2
#: So many sets of articles are remembered that were lately held against one another.
_KEPT: Final = 16


@dataclass(frozen=True, kw_only=True, eq=False)
class ToldSide:
    """How one article tells it: the claim and its words, and their value where they are one."""

    claim: KeyedClaim
    span: TextSpan
    value: PlacedValue | None = None

    @property
    def source(self) -> str:
        """The article."""
        return self.claim.source


@dataclass(frozen=True, kw_only=True, eq=False)
class Disagreement:
    """What two articles tell differently of one happening."""

    about: Slot | ValueKind
    one: ToldSide
    other: ToldSide


def disagreements(texts: Iterable[ReadText], lexicon: Lexicon) -> tuple[Disagreement, ...]:
    """What each two of the articles disagree on."""
    return _among(tuple(texts), lexicon)


# Remembered as a whole: of many articles there are more pairs than could be remembered.
@lru_cache(_KEPT)
def _among(texts: tuple[ReadText, ...], lexicon: Lexicon) -> tuple[Disagreement, ...]:
    return tuple(
        each
        for one, other in combinations(texts, 2)
        for each in (*_of_claims(one, other, lexicon.deeds), *_of_values(one, other, lexicon))
    )


def _of_claims(one: ReadText, other: ReadText, table: DeedTable) -> Iterator[Disagreement]:
    back = {(slot, mine, theirs) for slot, theirs, mine in _contradicted(other, one, table)}
    for slot, mine, theirs in _contradicted(one, other, table):
        if (slot, mine, theirs) in back:
            yield Disagreement(
                about=slot,
                one=ToldSide(claim=mine, span=_words(slot, mine)),
                other=ToldSide(claim=theirs, span=_words(slot, theirs)),
            )


def _words(slot: Slot, one: KeyedClaim) -> TextSpan:
    """The words of a claim that tell the slot."""
    agent = one.claim.agent
    return agent.span if slot is Slot.AGENT and agent is not None else one.claim.trigger


def _contradicted(
    one: ReadText, other: ReadText, table: DeedTable
) -> Iterator[tuple[Slot, KeyedClaim, KeyedClaim]]:
    told = KeyedClaims(claims=other.claims)
    for claim in one.claims:
        for each in compare(claim, told, table):
            against = each.outcome is SlotOutcome.CONTRADICTED and each.slot in _SLOTS
            if against and each.best is not None and _is_sure(each, each.best, table):
                yield each.slot, claim, each.best.other


def _is_sure(one: Comparison, best: ClaimAlignment, table: DeedTable) -> bool:
    """Whether both claims were surely read, and surely are of one happening."""
    mine, theirs = one.claim, best.other
    guessed = (mine.claim.unsure | theirs.claim.unsure) & {one.slot.value, "patient", "mode"}
    unreal = {mine.claim.mode, theirs.claim.mode} & UNREAL
    if guessed or unreal or not one.weighty or _are_of_two_days(mine.claim, theirs.claim):
        return False
    if one.slot is Slot.POLARITY:
        return best.patient is Likeness.SAME and _is_denial(mine, best)
    if not _is_done_to_one(mine, best):
        return False
    return _are_rivals(mine, best, table) if one.slot is Slot.AGENT else _exclude(mine, best, table)


def _is_done_to_one(mine: KeyedClaim, best: ClaimAlignment) -> bool:
    """Whether two claims are of the same patient, or in like words and of no other one."""
    if best.patient is Likeness.DIFFERENT:
        return False
    return best.patient is Likeness.SAME or _share_words(mine, best.other, _ALIKE_WORDS)


def _is_denial(mine: KeyedClaim, best: ClaimAlignment) -> bool:
    """Whether one of two claims says by words of its own that it was not so."""
    cued = mine.claim.cues or best.other.claim.cues
    return best.kinship is Kinship.SAME and best.agent is not Likeness.DIFFERENT and bool(cued)


def _are_rivals(mine: KeyedClaim, best: ClaimAlignment, table: DeedTable) -> bool:
    """Whether the doers are of one kind that is told apart: the court and the police."""
    if best.kinship is not Kinship.SAME or mine.claim.polarity is not best.other.claim.polarity:
        return False
    first, second = _doer(mine), _doer(best.other)
    rivals = {rival for role in first for rival in table.roles[role].rivals}
    return bool(second) and second <= rivals


def _doer(one: KeyedClaim) -> frozenset[str]:
    """What the clause itself calls the doer; nothing where it only refers to him."""
    named = one.agent is not None and one.claim.agent is not None and one.claim.agent.via is None
    return one.agent.roles if one.agent is not None and named else frozenset()


def _exclude(mine: KeyedClaim, best: ClaimAlignment, table: DeedTable) -> bool:
    """Whether two deeds that exclude each other are of one stage, and neither names the other."""
    theirs = best.other
    stage = table.deeds[mine.claim.deed].stage
    if not stage or stage != table.deeds[theirs.claim.deed].stage:
        return False
    named = (mine.lemma, theirs.terms), (theirs.lemma, mine.terms)
    return not any(words and words <= around for words, around in named)


def _are_of_two_days(one: Claim, other: Claim) -> bool:
    return one.when is not None and other.when is not None and _are_apart(one.when, other.when)


def _are_apart(one: When, other: When) -> bool:
    """Whether two dates have no day in common, as far as both are told."""
    if one.yearless and other.yearless:
        return not (
            one.yearless.startswith(other.yearless) or other.yearless.startswith(one.yearless)
        )
    first, second = (interval(each.iso) if each.iso else None for each in (one, other))
    if first is None or second is None:
        return False
    return first[1] < second[0] or second[1] < first[0]


def _of_values(one: ReadText, other: ReadText, lexicon: Lexicon) -> Iterator[Disagreement]:
    for mine, theirs in product(_alone(one, other, lexicon), _alone(other, one, lexicon)):
        if not _are_of_a_kind(mine, theirs):
            continue
        sole = _is_sole(mine, theirs, one) and _is_sole(theirs, mine, other)
        counted = sole and mine.unit == COUNT
        for first, second in product(_claims_of(mine), _claims_of(theirs)):
            if (counted and _count_one_thing(first, second, lexicon.deeds)) or _are_of_one(
                first, second, lexicon.deeds, sole=sole
            ):
                yield Disagreement(
                    about=mine.kind,
                    one=ToldSide(claim=first, span=mine.span, value=mine),
                    other=ToldSide(claim=second, span=theirs.span, value=theirs),
                )
                break


def _alone(one: ReadText, other: ReadText, lexicon: Lexicon) -> list[PlacedValue]:
    """What one article tells exactly, and does not follow from what the other has."""
    mine, theirs = ([v for v in text.values if v.kind in _VALUES] for text in (one, other))
    amounts = [value.amount for value in theirs if value.amount is not None]
    return [
        each.value
        for each in compare_values(mine, theirs, lexicon)
        if each.is_absent and not each.echoed and _is_exact(each.value)
        if each.value.amount is None or not _adds_up(each.value.amount, amounts)
    ]


def _claims_of(value: PlacedValue) -> list[KeyedClaim]:
    """The claims that have a value; where it counts something, else those of its sentence."""
    told = [claim for claim in value.claims if _tells(claim.claim, value)]
    return told or [claim for claim in value.claims if value.counted]


def _is_exact(value: PlacedValue) -> bool:
    amount, when = value.amount, value.when
    if amount is not None:
        whole = amount.share_of is None and amount.change is None and not amount.each
        return whole and amount.bound is AmountBound.EXACT
    return when is not None and _is_day(when)


def _is_day(when: When) -> bool:
    """Whether it is one day by its number, and not worked out from another day."""
    told = when.yearless or when.iso or ""
    is_day = len(told) in _DAYS and when.precision in _PRECISIONS
    return is_day and any(character.isdigit() for character in when.words)


def _adds_up(amount: Amount, others: Sequence[Amount]) -> bool:
    """Whether it is the sum or the difference of two others, whatever they count."""
    values = [each.value for each in others if each.unit == amount.unit]
    return any(
        amount.value in {first + second, abs(first - second)}
        for first, second in combinations(values, 2)
    )


def _tells(claim: Claim, value: PlacedValue) -> bool:
    """Whether a claim has the value itself, and not only its sentence."""
    spans = [each.span for each in claim.amounts]
    spans += [claim.when.span] if claim.when is not None else []
    return any(span.meets(value.span) for span in spans)


def _are_of_a_kind(one: PlacedValue, other: PlacedValue) -> bool:
    """Whether two values may be told of one thing, and cannot both be true of it."""
    if one.when is not None and other.when is not None:
        return _are_apart(one.when, other.when)
    return _count_alike(one, other)


def _count_alike(one: PlacedValue, other: PlacedValue) -> bool:
    if one.kind is not other.kind or one.unit != other.unit:
        return False
    return one.unit != COUNT or bool(one.counted & other.counted)


def _is_sole(value: PlacedValue, other: PlacedValue, text: ReadText) -> bool:
    """Whether a text has no other value than this one that could be the other's."""
    rivals = (each for each in text.values if each.key != value.key and not each.silent)
    return not any(_count_alike(each, other) and _share_deed(each, other) for each in rivals)


def _share_deed(one: PlacedValue, other: PlacedValue) -> bool:
    """Whether two dates are of one deed; amounts may be of any."""
    if one.when is None:
        return True
    mine, theirs = (
        {claim.claim.deed for claim in value.claims if _tells(claim.claim, value)}
        for value in (one, other)
    )
    return bool(mine & theirs)


def _count_one_thing(one: KeyedClaim, other: KeyedClaim, table: DeedTable) -> bool:
    """Whether two claims surely count one thing, which each of their articles counts once."""
    if not _are_told_alike(one.claim, other.claim):
        return False
    kin = kinship(one, other, table) is not Kinship.UNLIKE
    return kin or _share_words(one, other, _ALIKE_WORDS)


def _share_words(one: KeyedClaim, other: KeyedClaim, least: float) -> bool:
    """Whether the sentences of two claims have at least this share of like words."""
    return len(one.terms & other.terms) >= _SHARED and shared_context(one, other) >= least


def _are_of_one(one: KeyedClaim, other: KeyedClaim, table: DeedTable, *, sole: bool) -> bool:
    """Whether two claims surely tell of one happening, whatever amounts and dates they give it.

    ``sole``: neither article has another value that could be meant. Otherwise somebody who is
    named must take part in both.
    """
    mine, theirs = one.claim, other.claim
    if not _are_told_alike(mine, theirs) or mine.deed != theirs.deed or mine.deed == OTHER:
        return False
    (best,) = alignments(one, [other], table)
    if Likeness.DIFFERENT in {best.patient, best.agent}:
        return False
    guessed = mine.unsure | theirs.unsure
    likes = (("patient", one.patient, best.patient), ("agent", one.agent, best.agent))
    same = [
        keys
        for name, keys, like in likes
        if keys is not None and like is Likeness.SAME and name not in guessed
    ]
    if not sole:
        return any(keys.is_told_apart for keys in same)
    general = table.deeds[mine.deed].general
    return bool(same) or not general or _share_words(one, other, _MOST_WORDS)


def _are_told_alike(one: Claim, other: Claim) -> bool:
    """Whether two deeds are surely both told as done, or both as planned, asked for or denied."""
    if (one.unsure | other.unsure) & {"mode", "polarity"}:
        return False
    modes = [Mode.DONE if each.mode is Mode.ONGOING else each.mode for each in (one, other)]
    return one.polarity is other.polarity and modes[0] is modes[1]


def place_of(
    side: ToldSide, about: Slot | ValueKind, text: ReadText, lexicon: Lexicon
) -> TextSpan | None:
    """Where a text tells what one article tells; None where it does not."""
    if side.value is not None:
        return _place_of_value(side, side.value, text, lexicon)
    for claim in text.claims:
        if isinstance(about, Slot) and _says(claim, side.claim, about, lexicon.deeds):
            return _words(about, claim)
    return None


def _place_of_value(
    side: ToldSide, value: PlacedValue, text: ReadText, lexicon: Lexicon
) -> TextSpan | None:
    mine = [each for each in text.values if each.kind is value.kind]
    for each in compare_values(mine, [value], lexicon):
        if each.same is not None and _is_told_so(each.value, value, side.claim, lexicon.deeds):
            return each.value.span
    return None


def _is_told_so(mine: PlacedValue, value: PlacedValue, claim: KeyedClaim, table: DeedTable) -> bool:
    """Whether a value of a text counts what a claim's does, or is told of a deed of its kin."""
    if mine.unit == value.unit == COUNT:
        return bool(mine.counted & value.counted)
    return any(kinship(each, claim, table) is not Kinship.UNLIKE for each in mine.claims)


def _says(claim: KeyedClaim, told: KeyedClaim, slot: Slot, table: DeedTable) -> bool:
    """Whether a claim of a text says in a slot what a claim of an article says."""
    if claim.claim.polarity is not told.claim.polarity or claim.claim.mode in UNREAL:
        return False
    for best in alignments(claim, [told], table):
        if best.kinship is Kinship.SAME or (slot is Slot.DEED and best.kinship is Kinship.IMPLYING):
            doers = ALIKE if slot is Slot.AGENT else {*ALIKE, Likeness.OPEN}
            return best.agent in doers and _is_done_to_one(claim, best)
    return False
