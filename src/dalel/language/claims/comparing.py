"""All comparisons of a text with its evidence, each with its features."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import Comparison, Slot, SlotOutcome, compare
from dalel.language.claims.features import features_of, features_of_value
from dalel.language.claims.placed_values import ValueComparison
from dalel.language.claims.read_texts import ReadEvidence, ReadText
from dalel.language.claims.values import compare_values


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A comparison of a slot or of a value, where it stands in the text, and its features.

    ``kind`` names the model that weighs it: ``claims``, or the kind of value, with ``absent``
    before it where the evidence has the value nowhere. ``against`` says that
    the evidence speaks against it, and is not merely silent.
    """

    kind: str
    span: TextSpan
    features: Mapping[str, float]
    slot: Comparison | None = None
    value: ValueComparison | None = None

    @property
    def against(self) -> bool:
        """Whether the evidence tells something else."""
        if self.slot is not None:
            return self.slot.outcome is not SlotOutcome.NOT_TOLD
        return self.value is not None and self.value.same is not None


def comparisons(
    text: ReadText, evidence: ReadEvidence, lexicon: Lexicon, *, silent_deeds: bool = False
) -> Iterator[Compared]:
    """Everything in a text that can be weighed against its evidence.

    ``silent_deeds``: also deeds that the evidence does not tell. It may tell them in words that no
    table has: that counts only where the evidence is to say the same and no more.
    """
    languages = evidence.languages
    for claim in text.claims:
        for one in compare(claim, evidence.claims, lexicon.deeds):
            silent = one.slot is Slot.DEED and one.outcome is SlotOutcome.NOT_TOLD
            if silent and not (silent_deeds or one.weighty):
                continue
            yield Compared(
                kind=f"slot {one.slot.value}",
                span=one.span,
                features=features_of(one, languages),
                slot=one,
            )
    for value in compare_values(text.values, evidence.values, lexicon, evidence.published):
        kind = value.value.kind.value
        yield Compared(
            kind=f"absent {kind}" if value.is_absent else kind,
            span=value.value.span,
            features=features_of_value(value, languages),
            value=value,
        )
