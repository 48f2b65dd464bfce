"""Where two articles of a story disagree, each with its words and the sentence around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import Slot
from dalel.language.claims.disagreeing import ToldSide, disagreements, place_of
from dalel.language.claims.placed_values import ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import Support


@dataclass(frozen=True, kw_only=True)
class DisputedSide:
    """What one article says: the words and their sentence; whether the text says so too."""

    words: Support
    sentence: Support
    is_told: bool


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """What two articles tell differently of one happening: ``agent``, ``amount``, ``date`` ..."""

    about: str
    one: DisputedSide
    other: DisputedSide


def disputed(
    texts: Sequence[ReadText], evidence: PreparedEvidence, lexicon: Lexicon
) -> tuple[Dispute, ...]:
    """What the articles disagree on, each pair of words once; and which of it the texts tell."""
    found: dict[tuple[str, frozenset[str]], Dispute] = {}
    for each in disagreements(evidence.read.texts, lexicon):
        sides = [
            side
            for told in (each.one, each.other)
            for side in _side(told, each.about, texts, evidence, lexicon)
        ]
        if len(sides) == len(("one", "other")):
            words = frozenset(side.words.text.casefold() for side in sides)
            dispute = Dispute(about=each.about.value, one=sides[0], other=sides[1])
            found.setdefault((dispute.about, words), dispute)
    return tuple(found.values())


def _side(
    told: ToldSide,
    about: Slot | ValueKind,
    texts: Sequence[ReadText],
    evidence: PreparedEvidence,
    lexicon: Lexicon,
) -> Iterator[DisputedSide]:
    words = evidence.support(told.source, told.span)
    sentence = evidence.support(told.source, told.claim.claim.sentence)
    if words is not None and sentence is not None:
        is_told = any(place_of(told, about, text, lexicon) is not None for text in texts)
        yield DisputedSide(words=words, sentence=sentence, is_told=is_told)
