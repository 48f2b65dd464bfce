"""Holds the claims of a text against those of its evidence, slot by slot.

Each claim looks for the claims of the evidence that could be it: of the same deed or one that tells
it too, of nobody else. What they say is then compared in each slot. Nothing here decides what an
error is: a comparison carries what speaks for one and against it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from dalel.domain.claim import OTHER, WANTING, Claim, Mention, Mode, Polarity
from dalel.domain.deeds import DeedTable
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.compared_terms import about, term_of_name, terms_of
from dalel.language.claims.participants import ALIKE, Keys, Likeness, keys_of, relation

#: Modes in which nothing has come to pass.
UNREAL: Final = frozenset(
    {
        Mode.PLANNED,
        Mode.PROPOSED,
        Mode.ASKED,
        Mode.ORDERED,
        Mode.POSSIBLE,
        Mode.LIMIT,
        Mode.CONDITIONAL,
    }
)


class Kinship(StrEnum):
    """How the deed of one claim stands to that of another."""

    SAME = "same"
    #: The other deed tells this one too.
    IMPLIED = "implied"
    #: This deed says more than the other.
    IMPLYING = "implying"
    NEAR = "near"
    EXCLUDED = "excluded"
    UNLIKE = "unlike"


#: Deeds that may be told of one happening.
KIN: Final = frozenset({Kinship.SAME, Kinship.IMPLIED, Kinship.IMPLYING, Kinship.NEAR})


class Slot(StrEnum):
    """What of a claim is compared."""

    DEED = "deed"
    POLARITY = "polarity"
    MODE = "mode"
    AGENT = "agent"
    PATIENT = "patient"
    VOICE = "voice"


class SlotOutcome(StrEnum):
    """What became of a slot."""

    BORNE_OUT = "borne out"
    CONTRADICTED = "contradicted"
    OF_ANOTHER = "told of another"
    NOT_TOLD = "not told"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True, eq=False)
class KeyedClaim:
    """A claim with the keys of its participants.

    ``source`` names the text it stands in. ``terms`` are those of all its sentence, which compare
    across languages.
    """

    claim: Claim
    source: str
    language: str
    agent: Keys | None
    patient: Keys | None
    voice: Keys | None
    #: Who asks for it, orders it or proposes it.
    wanting: Keys | None
    others: tuple[Keys, ...]
    terms: frozenset[str]
    lemma: frozenset[str]

    @cached_property
    def amounts(self) -> tuple[tuple[Decimal, str], ...]:
        """The amounts that the claim tells, each with its unit."""
        return tuple((each.value, each.unit) for each in self.claim.amounts)


@dataclass(frozen=True, kw_only=True, eq=False)
class KeyedClaims:
    """All claims of a text, and the keys of all that they name."""

    claims: tuple[KeyedClaim, ...]

    @cached_property
    def agents(self) -> tuple[Keys, ...]:
        """Whoever does something."""
        return tuple(each.agent for each in self.claims if each.agent is not None)

    @cached_property
    def wanting(self) -> tuple[Keys, ...]:
        """Whoever wants something."""
        return tuple(each.wanting for each in self.claims if each.wanting is not None)

    @cached_property
    def voices(self) -> tuple[Keys, ...]:
        """Whoever says something."""
        return tuple(each.voice for each in self.claims if each.voice is not None)


def keyed(
    claims: Iterable[Claim], text: str, source: str, language: str, lexicon: Lexicon
) -> tuple[KeyedClaim, ...]:
    """Claims of a text with the keys by which they are compared."""

    def keys(mention: Mention | None) -> Keys | None:
        return keys_of(mention, language, lexicon) if mention is not None else None

    return tuple(
        KeyedClaim(
            claim=claim,
            source=source,
            language=language,
            agent=keys(claim.agent),
            patient=keys(claim.patient),
            voice=keys(claim.voice),
            wanting=keys(wanting_of(claim)),
            others=tuple(keys_of(each.mention, language, lexicon) for each in claim.others),
            terms=_terms(claim, text, language),
            lemma=terms_of(claim.lemma, language),
        )
        for claim in claims
    )


def wanting_of(claim: Claim) -> Mention | None:
    """Who asks for what a claim tells, orders it or proposes it."""
    return next((each.mention for each in claim.others if each.role in WANTING), None)


def _terms(claim: Claim, text: str, language: str) -> frozenset[str]:
    around = about(claim.sentence, claim.trigger)
    return terms_of(text[around.start : around.end], language)


class ClaimAlignment(NamedTuple):
    """A claim of the evidence that could be one of the text; ``weight`` is between 0 and 1.

    A tuple, since one is made for every two claims of alike deeds.
    """

    other: KeyedClaim
    kinship: Kinship
    agent: Likeness
    patient: Likeness
    #: Whether the doer of one is whom the other is done to.
    swapped: bool
    #: The share of the claim's amounts that the other has.
    amounts: float
    #: How alike the words of their sentences are, 0 to 1.
    context: float
    weight: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What became of one slot of one claim, by which claim of the evidence.

    ``span`` is the place in the text that speaks for the slot.
    """

    claim: KeyedClaim
    slot: Slot
    outcome: SlotOutcome
    span: TextSpan
    best: ClaimAlignment | None
    #: Claims of the evidence that could be it, and of them those that speak for the slot.
    matches: int = 0
    #: Whether what the slot holds stands in the evidence in that role.
    elsewhere: bool = False
    #: Whether it stands in the sentence of the best match.
    beside: bool = False
    #: Whether the deed is a step of a case or of an act, or speaks for an event.
    weighty: bool = False


KINSHIP_WEIGHTS: Final = {
    Kinship.SAME: 1.0,
    Kinship.IMPLIED: 0.9,
    Kinship.NEAR: 0.6,
    Kinship.IMPLYING: 0.5,
    Kinship.EXCLUDED: 0.4,
    Kinship.UNLIKE: 0.0,
}
_LIKENESS: Final = {
    Likeness.SAME: 1.0,
    Likeness.COMPATIBLE: 0.7,
    Likeness.OPEN: 0.4,
    Likeness.DIFFERENT: 0.0,
}
#: How much deed, patient, doer, amounts and context count.
_WEIGHTS: Final = (0.35, 0.25, 0.15, 0.1, 0.15)
#: A match weighs at least so much, and so much less than the best one.
_LEAST: Final = 0.45
_BEHIND: Final = 0.2
#: Of a sentence that tells the same by another deed: words that both have, and their share.
_SHARED: Final = 3
_ALIKE_WORDS: Final = 0.5


def kinship(one: KeyedClaim, other: KeyedClaim, table: DeedTable) -> Kinship:
    """How the deed of a claim of the text stands to that of one of the evidence."""
    mine, theirs = one.claim.deed, other.claim.deed
    if mine == theirs != OTHER:
        return Kinship.SAME
    if OTHER in {mine, theirs}:
        return Kinship.SAME if one.lemma & other.lemma else Kinship.UNLIKE
    deed, told = table.deeds.get(mine), table.deeds.get(theirs)
    if deed is None or told is None:
        return Kinship.UNLIKE
    if mine in told.implies:
        return Kinship.IMPLIED
    if theirs in deed.implies:
        return Kinship.IMPLYING
    if theirs in deed.near:
        return Kinship.NEAR
    return Kinship.EXCLUDED if theirs in deed.excludes else Kinship.UNLIKE


def alignments(
    one: KeyedClaim, evidence: Sequence[KeyedClaim], table: DeedTable
) -> list[ClaimAlignment]:
    """The claims of the evidence with a deed of the kin, the likeliest first."""
    kins: dict[str, Kinship] = {}
    found = []
    for other in evidence:
        deed = other.claim.deed
        kin = kins.get(deed)
        if kin is None:
            kin = kinship(one, other, table)
            if OTHER not in {one.claim.deed, deed}:
                kins[deed] = kin
        if kin is not Kinship.UNLIKE:
            found.append(_alignment(one, other, kin))
    return sorted(found, key=lambda each: -each.weight)


def _alignment(one: KeyedClaim, other: KeyedClaim, kin: Kinship) -> ClaimAlignment:
    agent = patient = Likeness.OPEN
    swapped = False
    if one.agent is not None:
        agent = _like(one.agent, other.agent)
        swapped = _like(one.agent, other.patient) is Likeness.SAME
    if one.patient is not None:
        patient = _like(one.patient, other.patient)
        swapped = swapped or _like(one.patient, other.agent) is Likeness.SAME
        # What one language tells as the patient another one tells as a recipient or an owner.
        if patient is not Likeness.SAME and any(
            relation(one.patient, keys) is Likeness.SAME for keys in other.others
        ):
            patient = Likeness.SAME
    amounts = _amounts_shared(one.amounts, other.amounts)
    context = shared_context(one, other)
    of_deed, of_patient, of_agent, of_amounts, of_context = _WEIGHTS
    weight = (
        KINSHIP_WEIGHTS[kin] * of_deed
        + _LIKENESS[patient] * of_patient
        + _LIKENESS[agent] * of_agent
        + amounts * of_amounts
        + context * of_context
    )
    return ClaimAlignment(other, kin, agent, patient, swapped, amounts, context, weight)


def _like(one: Keys | None, other: Keys | None) -> Likeness:
    return Likeness.OPEN if one is None or other is None else relation(one, other)


def shared_context(one: KeyedClaim, other: KeyedClaim) -> float:
    """How alike the words of the sentences of two claims are, 0 to 1."""
    mine, theirs = one.terms, other.terms
    fewest = min(len(mine), len(theirs))
    return len(mine & theirs) / fewest if fewest else 0.0


def _amounts_shared(
    mine: Sequence[tuple[Decimal, str]], theirs: Sequence[tuple[Decimal, str]]
) -> float:
    if not mine:
        return 0.5
    return sum([each in theirs for each in mine]) / len(mine)


def compare(one: KeyedClaim, evidence: KeyedClaims, table: DeedTable) -> Iterator[Comparison]:
    """What becomes of each slot of a claim against all claims of the evidence."""
    found = alignments(one, evidence.claims, table)
    kin = [each for each in found if each.kinship is not Kinship.EXCLUDED]
    matches = _matches(kin, general=_is_general(one, table))
    compared = list(_deed(one, matches, found))
    if matches:
        compared += _polarity(one, matches)
        compared += _mode(one, matches)
        compared += _agent(one, matches, evidence)
        compared += _wanting(one, matches, evidence)
        compared += _patient(one, kin)
        compared += _voice(one, matches, evidence)
    else:
        compared += _beside(one, evidence)
    deed = table.deeds.get(one.claim.deed)
    weighty = deed is not None and bool(deed.stage or deed.event_types or deed.direction)
    yield from (replace(each, weighty=weighty) for each in compared)


def _beside(one: KeyedClaim, evidence: KeyedClaims) -> Iterator[Comparison]:
    """What differs from the claim in like words whose deed is another one: a hint at most."""
    near = [
        _alignment(one, other, Kinship.UNLIKE)
        for other in evidence.claims
        if len(one.terms & other.terms) >= _SHARED and shared_context(one, other) >= _ALIKE_WORDS
    ]
    best = max(near, key=lambda each: (each.context, each.weight), default=None)
    if best is None:
        return
    mine, theirs = one.claim, best.other.claim
    span = mine.cues[0] if mine.cues else None
    if mine.polarity is not theirs.polarity:
        yield _compared(one, Slot.POLARITY, SlotOutcome.UNCLEAR, best, len(near), span=span)
    if (mine.mode in UNREAL) is not (theirs.mode in UNREAL):
        yield _compared(one, Slot.MODE, SlotOutcome.UNCLEAR, best, len(near), span=span)


def _is_general(one: KeyedClaim, table: DeedTable) -> bool:
    deed = table.deeds.get(one.claim.deed)
    return deed is not None and deed.general


def _matches(kin: Sequence[ClaimAlignment], *, general: bool) -> list[ClaimAlignment]:
    """Those that could be it: of nobody else, and hardly less likely than the best.

    What is told by a ``general`` deed must also be of the same or in like words.
    """
    able = [each for each in kin if each.patient is not Likeness.DIFFERENT] or list(kin)
    if general:
        able = [
            each
            for each in able
            if {each.patient, each.agent} & ALIKE or each.context >= _ALIKE_WORDS
        ]
    if not able or able[0].weight < _LEAST:
        return []
    return [each for each in able if each.weight >= able[0].weight - _BEHIND]


def _deed(
    one: KeyedClaim, matches: Sequence[ClaimAlignment], found: Sequence[ClaimAlignment]
) -> Iterator[Comparison]:
    against = [
        each
        for each in found
        if each.kinship is Kinship.EXCLUDED
        and each.other.claim.polarity is one.claim.polarity
        and each.patient is not Likeness.DIFFERENT
    ]
    if against and not any(each.other.claim.polarity is one.claim.polarity for each in matches):
        yield _compared(one, Slot.DEED, SlotOutcome.CONTRADICTED, against[0], len(against))
    elif not matches:
        yield _compared(one, Slot.DEED, SlotOutcome.NOT_TOLD, found[0] if found else None, 0)


def _polarity(one: KeyedClaim, matches: Sequence[ClaimAlignment]) -> Iterator[Comparison]:
    mine = one.claim.polarity
    turned = [each for each in matches if each.other.claim.polarity is not mine]
    if turned and len(turned) == len(matches):
        span = one.claim.cues[0] if mine is Polarity.DENIED and one.claim.cues else None
        yield _compared(
            one, Slot.POLARITY, SlotOutcome.CONTRADICTED, turned[0], len(turned), span=span
        )
    elif turned and _is_as_near(turned[0], matches):
        yield _compared(one, Slot.POLARITY, SlotOutcome.UNCLEAR, turned[0], len(turned))


def _is_as_near(match: ClaimAlignment, matches: Sequence[ClaimAlignment]) -> bool:
    """Whether a match is the likeliest, or stands among words at least as alike."""
    return match is matches[0] or match.context >= matches[0].context


def _mode(one: KeyedClaim, matches: Sequence[ClaimAlignment]) -> Iterator[Comparison]:
    unreal = one.claim.mode in UNREAL
    alike = [each for each in matches if (each.other.claim.mode in UNREAL) is unreal]
    apart = [each for each in matches if (each.other.claim.mode in UNREAL) is not unreal]
    if not alike:
        span = one.claim.cues[0] if unreal and one.claim.cues else None
        yield _compared(
            one, Slot.MODE, SlotOutcome.CONTRADICTED, matches[0], len(matches), span=span
        )
    elif unreal and all(each.other.claim.mode is not one.claim.mode for each in alike):
        yield _compared(one, Slot.MODE, SlotOutcome.UNCLEAR, alike[0], len(alike))
    elif apart and _is_as_near(apart[0], matches):
        yield _compared(one, Slot.MODE, SlotOutcome.UNCLEAR, apart[0], len(matches))


def _agent(
    one: KeyedClaim, matches: Sequence[ClaimAlignment], evidence: KeyedClaims
) -> Iterator[Comparison]:
    if one.agent is None or one.claim.agent is None:
        return
    told = [(each, each.agent) for each in matches if each.other.agent is not None]
    yield from _somebody(
        one, Slot.AGENT, one.agent, one.claim.agent, told, matches, evidence.agents
    )


def _wanting(
    one: KeyedClaim, matches: Sequence[ClaimAlignment], evidence: KeyedClaims
) -> Iterator[Comparison]:
    """Who wants it, held against who does, or against who says so where nobody does."""
    mention = wanting_of(one.claim)
    if one.wanting is None or mention is None:
        return
    told = [
        (each, _like(one.wanting, keys))
        for each in matches
        if (keys := each.other.wanting or each.other.voice or each.other.agent) is not None
    ]
    others = (*evidence.wanting, *evidence.agents, *evidence.voices)
    yield from _somebody(one, Slot.AGENT, one.wanting, mention, told, matches, others)


def _patient(one: KeyedClaim, kin: Sequence[ClaimAlignment]) -> Iterator[Comparison]:
    if one.patient is None or one.claim.patient is None or not kin:
        return
    if any(each.patient is not Likeness.DIFFERENT for each in kin):
        return
    yield _compared(
        one,
        Slot.PATIENT,
        SlotOutcome.CONTRADICTED,
        kin[0],
        len(kin),
        span=one.claim.patient.span,
        beside=_is_beside(one.patient, kin[0].other),
    )


def _voice(
    one: KeyedClaim, matches: Sequence[ClaimAlignment], evidence: KeyedClaims
) -> Iterator[Comparison]:
    told = [each for each in matches if each.other.voice is not None]
    if one.voice is None or one.claim.voice is None:
        if told and len(told) == len(matches):
            yield _compared(one, Slot.VOICE, SlotOutcome.UNCLEAR, told[0], len(told))
        return
    likes = [(each, _like(one.voice, each.other.voice)) for each in told]
    yield from _somebody(
        one, Slot.VOICE, one.voice, one.claim.voice, likes, matches, evidence.voices
    )


def _somebody(
    one: KeyedClaim,
    slot: Slot,
    keys: Keys,
    mention: Mention,
    told: Sequence[tuple[ClaimAlignment, Likeness]],
    matches: Sequence[ClaimAlignment],
    others: Iterable[Keys],
) -> Iterator[Comparison]:
    """What becomes of a doer or a speaker: nothing to compare where a match has the same one.

    ``told`` are the matches that have one, with how like it is; ``others`` all of the evidence.
    """
    if any(like in ALIKE for _, like in told):
        return
    different = [each for each, like in told if like is Likeness.DIFFERENT]
    best = (different or [each for each, _ in told] or list(matches))[0]
    if different:
        outcome = SlotOutcome.CONTRADICTED
    else:
        outcome = SlotOutcome.UNCLEAR if told else SlotOutcome.NOT_TOLD
    yield _compared(
        one,
        slot,
        outcome,
        best,
        len(different),
        span=mention.span,
        elsewhere=_named_in(keys, others),
        beside=_is_beside(keys, best.other),
    )


def _named_in(keys: Keys, others: Iterable[Keys]) -> bool:
    return any(relation(keys, other) is Likeness.SAME for other in others)


def _is_beside(keys: Keys, other: KeyedClaim) -> bool:
    """Whether the sentence of a claim names what the keys stand for."""
    named = [each for each in (other.agent, other.patient, other.voice) if each is not None]
    if any(relation(keys, each) is Likeness.SAME for each in (*named, *other.others)):
        return True
    terms = {f"n:{notion}" for notion in keys.notions} | {term_of_name(name) for name in keys.names}
    return bool(terms & other.terms)


def _compared(
    one: KeyedClaim,
    slot: Slot,
    outcome: SlotOutcome,
    best: ClaimAlignment | None,
    matches: int,
    *,
    span: TextSpan | None = None,
    elsewhere: bool = False,
    beside: bool = False,
) -> Comparison:
    return Comparison(
        claim=one,
        slot=slot,
        outcome=outcome,
        span=span or one.claim.trigger,
        best=best,
        matches=matches,
        elsewhere=elsewhere,
        beside=beside,
    )
