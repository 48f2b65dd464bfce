"""What may be wrong with a text, gathered from two readings of it, before anything is weighed.

The reading of values finds what stands nowhere in the evidence, and words that speak against it;
the reading of claims finds what the evidence tells of another, denies, or only plans. Each doubt
carries what speaks for it, also that another reading doubts the same words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import Mention, is_money
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.domain.reason import Reason
from dalel.language.claims.aligning import Comparison, KeyedClaim, Slot
from dalel.language.claims.comparing import Compared, comparisons
from dalel.language.claims.placed_values import PlacedValue, ValueComparison, ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.language.spans import SpanIndex
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import (
    CheckedClaim,
    ClaimKind,
    ClaimVerdict,
    Mechanism,
    Support,
)

#: How much a doubt of claims counts before it is weighed.
_UNWEIGHED: Final = 0.5
#: So many letters of a clause of the evidence are told in a reason.
_TOLD: Final = 160
#: What a doubt about a slot is about, and how a text goes wrong there.
SLOTS: Final = {
    Slot.DEED: (ClaimKind.OUTCOME, Mechanism.STAGE),
    Slot.POLARITY: (ClaimKind.OUTCOME, Mechanism.POLARITY),
    Slot.MODE: (ClaimKind.OUTCOME, Mechanism.MODE),
    Slot.AGENT: (ClaimKind.NAME, Mechanism.DOER),
    Slot.PATIENT: (ClaimKind.NAME, Mechanism.DOER),
    Slot.VOICE: (ClaimKind.QUOTE, Mechanism.ATTRIBUTION),
}
_VALUES: Final = {
    ValueKind.DATE: ClaimKind.DATE,
    ValueKind.LAW: ClaimKind.STATUTE,
    ValueKind.PLACE: ClaimKind.PLACE,
    ValueKind.PARTICIPANT: ClaimKind.NAME,
    ValueKind.STEP: ClaimKind.OUTCOME,
}
#: Slots that hold somebody who may be told to be somebody else, or to be told nowhere.
_SOMEBODY: Final = frozenset({Slot.AGENT, Slot.VOICE})
#: Features that tell what became of a slot begin so.
_OUTCOME: Final = "outcome="
_PERCENT: Final = "percent"


@dataclass(frozen=True, kw_only=True)
class TextDoubt:
    """Words of a text that may be wrong, as they would be told, and what speaks for it.

    ``group`` names the model that weighs it; features are between 0 and 1.
    """

    group: str
    finding: CheckedClaim
    features: Mapping[str, float]


def doubts(
    text: ReadText,
    evidence: PreparedEvidence,
    findings: Iterable[CheckedClaim],
    lexicon: Lexicon,
    *,
    silent_deeds: bool = False,
) -> tuple[TextDoubt, ...]:
    """All doubts about a text; ``findings`` are those of the reading of values.

    ``silent_deeds``: also deeds of which the evidence says nothing.
    """
    foreign = float(text.passage.language not in evidence.languages)
    raised = [
        TextDoubt(
            group=f"rule {each.reason.code}",
            finding=each,
            features={
                f"kind={each.kind}": 1.0,
                "foreign": foreign,
                "unclear": float(each.verdict is ClaimVerdict.UNCLEAR),
                "supported": float(each.support is not None),
                "words": min(1.0, len(each.text.split()) / 5),
            },
        )
        for each in findings
        if each.verdict is not ClaimVerdict.SUPPORTED
    ]
    compared = comparisons(text, evidence.read, lexicon, silent_deeds=silent_deeds)
    raised += _of_claims(compared, text, evidence)
    return tuple(_together(raised, text))


def _of_claims(
    compared: Iterable[Compared], text: ReadText, evidence: PreparedEvidence
) -> Iterator[TextDoubt]:
    for one in compared:
        if one.slot is not None:
            told = _slot(one, one.slot, evidence, text)
        elif one.value is not None:
            told = _value(one, one.value, evidence, text)
        else:
            continue
        yield TextDoubt(group=one.kind, finding=told, features=one.features)


def _slot(
    one: Compared, slot: Comparison, evidence: PreparedEvidence, text: ReadText
) -> CheckedClaim:
    kind, mechanism = SLOTS[slot.slot]
    mention = _mention(slot.slot, slot.best.other) if slot.best is not None else None
    # Whoever is told to be somebody else must be named.
    silent = not one.against or (slot.slot in _SOMEBODY and mention is None)
    code = f"{slot.slot.value}_{'silent' if silent else 'against'}"
    if slot.best is None:
        return _told(one, kind, mechanism, code, text)
    other = slot.best.other
    at = mention.span if mention is not None else other.claim.trigger
    return _told(
        one,
        kind,
        mechanism,
        code,
        text,
        support=evidence.support(other.source, at),
        around=evidence.support(other.source, other.claim.sentence),
        other=mention.words if mention is not None else "",
    )


def _mention(slot: Slot, other: KeyedClaim) -> Mention | None:
    """What of a claim of the evidence stands in the slot."""
    claim = other.claim
    told = {Slot.AGENT: claim.agent, Slot.PATIENT: claim.patient, Slot.VOICE: claim.voice}
    return told.get(slot)


def _value(
    one: Compared, value: ValueComparison, evidence: PreparedEvidence, text: ReadText
) -> CheckedClaim:
    kind = kind_of(value.value)
    mechanism = Mechanism.ABSENT if value.is_absent else Mechanism.BOUND_ELSEWHERE
    if value.value.kind is ValueKind.STEP:
        mechanism = Mechanism.STAGE
    elif not value.is_absent and kind is ClaimKind.NAME:
        mechanism = Mechanism.DOER
    if value.is_absent:
        told = _told(one, kind, mechanism, "nowhere", text)
        return replace(told, value=" ".join(value.value.key))
    rival, same = value.rival, value.same
    is_rival = rival is not None and value.rivalry > value.likeness
    at = rival if is_rival else same
    code = "rather" if is_rival else "of_another"
    if at is None:
        return _told(one, kind, mechanism, code, text)
    support = evidence.support(at.source, at.span)
    return _told(
        one,
        kind,
        mechanism,
        code,
        text,
        support=support,
        around=evidence.support(at.source, _around(at)),
        other=support.text if support is not None and code == "rather" else "",
    )


def kind_of(value: PlacedValue) -> ClaimKind:
    """What kind of thing a value is, as editors name it."""
    if value.kind in _VALUES:
        return _VALUES[value.kind]
    if value.unit == _PERCENT:
        return ClaimKind.PERCENT
    return ClaimKind.MONEY if is_money(value.unit) else ClaimKind.NUMBER


def _around(value: PlacedValue) -> TextSpan:
    return value.claims[0].claim.sentence if value.claims else value.span


def shortened(text: str) -> str:
    """As much of a clause of the evidence as a reason tells."""
    text = text.strip()
    return text if len(text) <= _TOLD else text[: _TOLD - 1].rstrip() + "…"


def _told(
    one: Compared,
    kind: ClaimKind,
    mechanism: Mechanism,
    code: str,
    text: ReadText,
    *,
    support: Support | None = None,
    around: Support | None = None,
    other: str = "",
) -> CheckedClaim:
    """The finding; ``around`` is the sentence of the evidence in which its support stands."""
    words = text.passage.text[one.span.start : one.span.end]
    evidence = shortened(around.text) if around is not None else ""
    return CheckedClaim(
        kind=kind,
        verdict=ClaimVerdict.UNCLEAR,
        span=one.span,
        text=words,
        reason=Reason(code=code, values={"claim": words, "evidence": evidence, "other": other}),
        confidence=_UNWEIGHED,
        support=support,
        mechanism=mechanism,
    )


def _together(raised: Sequence[TextDoubt], text: ReadText) -> Iterator[TextDoubt]:
    """Each doubt with the kinds of those that meet the same words, or stand in its sentence."""
    sentences = SpanIndex(text.passage.sentences, lambda each: each)
    by_place = SpanIndex(raised, lambda each: each.finding.span)
    for one in raised:
        span = one.finding.span
        sentence = sentences.at(span.start) or span
        features = dict(one.features)
        for other in by_place.meeting(sentence):
            if other is one:
                continue
            name = _name(other)
            features[f"beside {name}"] = 1.0
            if span.meets(other.finding.span):
                features[f"with {name}"] = 1.0
        yield replace(one, features=features)


def _name(one: TextDoubt) -> str:
    """The group of a doubt, of a slot with what became of it."""
    outcome = next((name for name in one.features if name.startswith(_OUTCOME)), _OUTCOME)
    return f"{one.group} {outcome.removeprefix(_OUTCOME)}".strip()
