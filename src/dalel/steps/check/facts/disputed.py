"""Hints about what the articles behind a text tell differently: how many, when, who, how it ended.

A text that tells what one of them tells is borne out, and may be wrong all the same. It is no
error, and none is left to say where the text itself tells both.
"""

from collections.abc import Iterator
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.domain.reason import Reason
from dalel.language.claims.aligning import Slot
from dalel.language.claims.disagreeing import Disagreement, ToldSide, disagreements, place_of
from dalel.language.claims.placed_values import ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.steps.check.facts.doubts import SLOTS, kind_of, shortened
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import (
    CheckedClaim,
    ClaimKind,
    ClaimVerdict,
    Mechanism,
)

#: How sure such a hint is.
_SURE: Final = 0.8


def disputes(
    text: ReadText, evidence: PreparedEvidence, lexicon: Lexicon
) -> Iterator[CheckedClaim]:
    """The places of a text that tell what another article tells differently, each once."""
    told = set[tuple[TextSpan, Slot | ValueKind]]()
    for each in disagreements(evidence.read.texts, lexicon):
        places = [place_of(side, each.about, text, lexicon) for side in (each.one, each.other)]
        match places:
            case [TextSpan() as span, None]:
                mine, theirs = each.one, each.other
            case [None, TextSpan() as span]:
                mine, theirs = each.other, each.one
            case _:
                continue
        if (span, each.about) not in told:
            told.add((span, each.about))
            yield _hint(each, span, text, evidence, mine, theirs)


def _hint(
    one: Disagreement,
    span: TextSpan,
    text: ReadText,
    evidence: PreparedEvidence,
    mine: ToldSide,
    theirs: ToldSide,
) -> CheckedClaim:
    words = text.passage.text[span.start : span.end]
    return CheckedClaim(
        kind=_kind(one),
        verdict=ClaimVerdict.UNCLEAR,
        span=span,
        text=words,
        reason=Reason(
            code="disputed",
            values={
                "claim": words,
                "evidence": _clause(mine, evidence),
                "other": _clause(theirs, evidence),
            },
        ),
        confidence=_SURE,
        support=evidence.support(mine.source, mine.span),
        mechanism=Mechanism.DISPUTED,
        against=evidence.support(theirs.source, theirs.span),
    )


def _kind(one: Disagreement) -> ClaimKind:
    if one.one.value is not None:
        return kind_of(one.one.value)
    kind, _ = SLOTS[Slot(one.about)]
    return kind


def _clause(side: ToldSide, evidence: PreparedEvidence) -> str:
    """An article's words from the deed to what is told of it."""
    deed = side.claim.claim.trigger
    span = TextSpan(start=min(deed.start, side.span.start), end=max(deed.end, side.span.end))
    support = evidence.support(side.source, span)
    return shortened(support.text) if support is not None else ""
