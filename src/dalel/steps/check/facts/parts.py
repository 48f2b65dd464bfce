"""Numbers that the evidence gives in parts: as ends of a span, a share, or one of a unit."""

from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.language.facts.fractions import PART, is_one_of, share
from dalel.steps.check.facts.doubting import ELSEWHERE
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, found
from dalel.steps.check.facts.reading import CheckedText, Statement
from dalel.steps.check.facts.values import SURENESS, one_of

_FALL: Final = "n:fall"


def in_parts(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence
) -> CheckedClaim | None:
    """A span whose ends the evidence gives apart, or one of a unit that is named without a number.

    "От 10 до 15" are 10–15, "через сутки" is after 24 hours, one of four is each fourth, and what
    shrank to a half did so twice.
    """
    fact = claim.fact
    halved = fact.unit == "times" and fact.value.isdigit() and _FALL in claim.near
    if (halved or is_one_of(reading.text, fact)) and any(
        stated.fact.unit == PART and stated.fact.value == share(1, fact.value)
        for _, stated in evidence.statements(FactKind.NUMBER)
    ):
        return found(fact, ClaimVerdict.SUPPORTED, "same_value", SURENESS["rounded"])
    first, _, last = fact.value.partition("/")
    for article in evidence.articles if last else ():
        numbers = [s for s in article.reading.of_kind(FactKind.NUMBER) if s.fact.unit == fact.unit]
        sentences = {s.sentence for s in numbers if s.fact.value == first}
        if any(s.fact.value == last and s.sentence in sentences for s in numbers):
            return found(fact, ClaimVerdict.SUPPORTED, "same_value", SURENESS["rounded"])
    if one_of(fact) & evidence.notions:
        return found(fact, ClaimVerdict.SUPPORTED, "worked_out", ELSEWHERE)
    return None


def is_between(claim: Statement, evidence: PreparedEvidence) -> bool:
    """Whether the evidence gives both ends of a span of days apart: 5 тамыз бен 12 тамыз."""
    first, _, last = claim.fact.value.partition("/")
    days = {stated.fact.value for _, stated in evidence.statements(FactKind.DATE)}
    return bool(last) and {first, last} <= days


def names_parts(fact: Fact, evidence: PreparedEvidence) -> bool:
    """Whether a part of a whole is claimed where the evidence names another one."""
    numbers = evidence.statements(FactKind.NUMBER)
    return fact.unit == PART and any(stated.fact.unit == PART for _, stated in numbers)
