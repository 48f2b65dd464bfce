"""What changed in a case since its last entry: the stage, how it ended, how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.domain.claim import AmountBound, Polarity, is_money
from dalel.domain.deeds import DeedTable
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import KIN, UNREAL, KeyedClaim, alignments
from dalel.language.claims.participants import Likeness
from dalel.language.claims.placed_values import PlacedValue, ValueKind
from dalel.language.claims.read_texts import ReadText
from dalel.language.claims.values import compare_values
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import Support

#: Lengths of time, as penalties have them.
_TERMS: Final = frozenset({"day", "month", "year"})


class CaseChangeKind(StrEnum):
    """What changed."""

    STAGE = "stage"
    OUTCOME = "outcome"
    AMOUNT = "amount"


@dataclass(frozen=True, kw_only=True)
class CaseChange:
    """What the last entry says, in its words, and what an article says now, with its sentence.

    ``was`` and ``is_now`` are ids of deeds; of an amount both are empty.
    """

    kind: CaseChangeKind
    before: str
    now: Support
    sentence: Support
    was: str = ""
    is_now: str = ""


def case_changes(
    before: ReadText, evidence: PreparedEvidence, lexicon: Lexicon
) -> tuple[CaseChange, ...]:
    """What articles tell otherwise than the last entry of a case, each thing once."""
    found: dict[tuple[CaseChangeKind, str, str], CaseChange] = {}
    for text in evidence.read.texts:
        for each in (
            *_stages(before, text, evidence, lexicon.deeds),
            *_outcomes(before, text, evidence, lexicon.deeds),
            *_amounts(before, text, evidence, lexicon),
        ):
            key = (each.kind, each.was or each.before, each.is_now or each.now.text)
            found.setdefault(key, each)
    return tuple(found.values())


def _stages(
    before: ReadText, now: ReadText, evidence: PreparedEvidence, table: DeedTable
) -> Iterator[CaseChange]:
    """The furthest step of an article, where it comes after all of the entry on its track."""
    mine = _steps(before, table)
    reached = [_stage(one, table) for one in mine]
    later = [
        one
        for one in _steps(now, table)
        if any(table.comes_before(stage, _stage(one, table)) for stage in reached)
        and not any(
            table.comes_before(_stage(one, table), stage) or stage == _stage(one, table)
            for stage in reached
        )
    ]
    if later and mine:
        best, last = _furthest(later, table), _furthest(mine, table)
        yield from _change(CaseChangeKind.STAGE, last, best, before, evidence)


def _steps(text: ReadText, table: DeedTable) -> list[KeyedClaim]:
    """The claims that tell a step of a case as taken."""
    return [one for one in text.claims if _stage(one, table) and _is_so(one)]


def _is_so(one: KeyedClaim) -> bool:
    return one.claim.polarity is Polarity.DONE and one.claim.mode not in UNREAL


def _stage(one: KeyedClaim, table: DeedTable) -> str:
    deed = table.deeds.get(one.claim.deed)
    return deed.stage if deed is not None else ""


def _furthest(steps: Sequence[KeyedClaim], table: DeedTable) -> KeyedClaim:
    order = list(table.stages)
    return max(steps, key=lambda one: order.index(_stage(one, table)))


def _outcomes(
    before: ReadText, now: ReadText, evidence: PreparedEvidence, table: DeedTable
) -> Iterator[CaseChange]:
    """Deeds that end what the entry tells, or cannot be true with it."""
    for one in filter(_is_so, now.claims):
        deed = table.deeds.get(one.claim.deed)
        if deed is None:
            continue
        for other in filter(_is_so, before.claims):
            ends = other.claim.deed in deed.undoes or table.exclude(
                one.claim.deed, other.claim.deed
            )
            if ends and _is_of_one(one, other, table):
                yield from _change(CaseChangeKind.OUTCOME, other, one, before, evidence)


def _is_of_one(one: KeyedClaim, other: KeyedClaim, table: DeedTable) -> bool:
    """Whether two deeds may be done to the same one; a deed and what undoes it are no kin."""
    found = alignments(one, [other], table)
    if found:
        return found[0].patient is not Likeness.DIFFERENT
    named = one.patient is not None and other.patient is not None
    return not named or bool(one.terms & other.terms)


def _change(
    kind: CaseChangeKind,
    was: KeyedClaim,
    now: KeyedClaim,
    before: ReadText,
    evidence: PreparedEvidence,
) -> Iterator[CaseChange]:
    words = evidence.support(now.source, now.claim.trigger)
    sentence = evidence.support(now.source, now.claim.sentence)
    at = was.claim.trigger
    if words is not None and sentence is not None:
        yield CaseChange(
            kind=kind,
            before=before.passage.text[at.start : at.end],
            now=words,
            sentence=sentence,
            was=was.claim.deed,
            is_now=now.claim.deed,
        )


def _amounts(
    before: ReadText, now: ReadText, evidence: PreparedEvidence, lexicon: Lexicon
) -> Iterator[CaseChange]:
    """Sums and terms that an article has of a deed of the entry's, and the entry has another of."""
    told = [each for each in before.values if _is_weighty(each)]
    asked = [each for each in now.values if _is_weighty(each)]
    for each in compare_values(asked, told, lexicon):
        if not each.is_absent or each.echoed or each.rival is None:
            continue
        claim = _shared_deed(each.value, each.rival, lexicon.deeds)
        words = evidence.support(now.source, each.value.span)
        sentence = evidence.support(now.source, claim.claim.sentence) if claim else None
        if words is not None and sentence is not None:
            at = each.rival.span
            yield CaseChange(
                kind=CaseChangeKind.AMOUNT,
                before=before.passage.text[at.start : at.end],
                now=words,
                sentence=sentence,
            )


def _is_weighty(value: PlacedValue) -> bool:
    amount = value.amount
    if value.kind is not ValueKind.AMOUNT or amount is None or value.silent or value.elapses:
        return False
    return amount.bound is AmountBound.EXACT and (is_money(amount.unit) or amount.unit in _TERMS)


def _shared_deed(one: PlacedValue, other: PlacedValue, table: DeedTable) -> KeyedClaim | None:
    """The claim of a value whose deed is that of a claim of the other value, or its kin."""
    for claim in one.claims:
        for each in alignments(claim, list(other.claims), table):
            if each.kinship in KIN and _is_so(claim):
                return claim
    return None
