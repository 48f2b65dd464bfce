"""Doubts about a value that stands in the evidence but may not be the claim's.

It may count something else, be somebody else's, be the date of another step, or the evidence may
say the very thing of another value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dalel.domain.facts import FactKind
from dalel.steps.check.facts.context import (
    counts_other,
    in_clause,
    moves_against,
    overlap,
    rival,
)
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, Support, found
from dalel.steps.check.facts.owners import is_named_in, owner, same_owner
from dalel.steps.check.facts.reading import CheckedText, Statement
from dalel.steps.check.facts.values import SPANS, agreement

#: A statement and the article it stands in.
Placed = tuple[PreparedArticle, Statement]
_QUANTITIES: Final = (FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY)
#: How sure such a doubt is.
ELSEWHERE: Final = 0.7
#: A value that is so many times larger is none of the same thing.
_SIZE: Final = 30
#: Of a clause's terms, what is next to nothing and what is most.
_LITTLE: Final = 0.1
_MUCH: Final = 0.5
#: Who asks for something has not got it.
_SOUGHT: Final = frozenset({"n:ask", "n:claim"})
#: The length of a day in ISO 8601; months and years have more than one step.
_DAY: Final = 10


def doubted(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence, matches: Sequence[Placed]
) -> CheckedClaim | None:
    """Why a value that stands in the evidence is none of the claim's, if it is none."""
    stated = [statement for _, statement in matches]
    # Words that the evidence has in another language only cannot tell its values apart.
    foreign = reading.language not in evidence.languages
    article, first = matches[0]
    support = article.support(first.fact.span)
    if claim.fact.kind in _QUANTITIES:
        if all(counts_other(claim, each) for each in stated) and _counts_its_own(claim, evidence):
            return _doubted(claim, "another_thing", support)
        if all(moves_against(claim, each) for each in stated):
            return _doubted(claim, "another_thing", support)
    if claim.fact.kind is not FactKind.STATUTE and _belongs_elsewhere(
        claim, reading, evidence, matches
    ):
        return _doubted(claim, "another_owner", support)
    if claim.fact.kind is FactKind.DATE and _dates_other_step(claim, reading, evidence, matches):
        return _doubted(claim, "another_step", support)
    others = list(other_values(claim, reading, evidence, stated))
    other = (
        rival(claim, stated, others)
        or _exchanged(claim, reading, evidence, stated)
        or _sought_only(claim, stated, others)
    )
    if other is None and foreign:
        known = replace(claim, near=claim.near & evidence.terms)
        other = in_clause(known, stated, others)
    if other is not None:
        return found(
            claim.fact,
            ClaimVerdict.UNSUPPORTED,
            "another_value",
            ELSEWHERE,
            support,
            other=other.fact.text,
        )
    return None


def _exchanged(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence, stated: Sequence[Statement]
) -> Statement | None:
    """Another value of the text that the evidence gives where the text gives this one.

    "Удалены четыре страницы, семь работают" where seven were deleted and four are left.
    """
    # Sums of a list share words, and often one unit.
    if claim.fact.kind not in {FactKind.NUMBER, FactKind.PERCENT} or not claim.near:
        return None
    own = max(overlap(claim.near, (), each.near) for each in stated)
    values = {
        other.fact.value
        for other in reading.of_kind(claim.fact.kind)
        if other.sentence == claim.sentence and other.fact.unit == claim.fact.unit
    } - {each.fact.value for each in stated}
    for _, other in evidence.statements(claim.fact.kind) if own <= _LITTLE else ():
        if other.fact.value in values and overlap(claim.near, (), other.near) >= _MUCH:
            return other
    return None


def _sought_only(
    claim: Statement, stated: Sequence[Statement], others: Sequence[Statement]
) -> Statement | None:
    """The value that was given where only another was asked for, or the other way round.

    "Сотталды: он екі жыл" where twelve years is what the prosecutor wanted.
    """
    if claim.fact.kind is not FactKind.MONEY and claim.fact.unit not in SPANS:
        return None
    sought = bool(_SOUGHT & claim.near)
    if any(bool(_SOUGHT & each.near) is sought for each in stated):
        return None
    return next((each for each in others if bool(_SOUGHT & each.near) is sought), None)


def _counts_its_own(claim: Statement, evidence: PreparedEvidence) -> bool:
    """Whether the evidence counts what the claim counts, and gives another number for it."""
    mine = {term for term in claim.counted if term.startswith("n:")}
    return any(mine & other.counted for _, other in evidence.statements(claim.fact.kind))


def _doubted(claim: Statement, code: str, support: Support) -> CheckedClaim:
    return found(claim.fact, ClaimVerdict.UNSUPPORTED, code, ELSEWHERE, support)


def other_values(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence, stated: Sequence[Statement]
) -> Iterable[Statement]:
    """Statements of the claim's kind and unit with values that the text does not give."""
    given = reading.values(claim.fact.kind) | {each.fact.value for each in stated}
    for _, other in evidence.statements(claim.fact.kind):
        if other.fact.value in given or not _could_replace(claim, other):
            continue
        quantity = claim.fact.kind in _QUANTITIES
        if not (quantity and agreement(other.fact, claim.fact, reading.lexicon)):
            yield other


def _could_replace(claim: Statement, other: Statement) -> bool:
    """Whether the other value could stand in the claim's place: of its unit, exactness and size."""
    mine, theirs = claim.fact, other.fact
    if mine.kind is FactKind.DATE:
        return len(mine.value) == len(theirs.value)
    if mine.kind not in _QUANTITIES:
        return mine.unit == theirs.unit
    if mine.unit != theirs.unit or counts_other(claim, other):
        return False
    low, high = sorted(float(fact.value.split("/")[0]) for fact in (mine, theirs))
    return high <= _SIZE * max(low, 1)


def _belongs_elsewhere(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence, matches: Sequence[Placed]
) -> bool:
    """Whether the evidence gives this value to others, and another one to whom the text gives it.

    Whose a value is, is told by the place or the name beside it.
    """
    mine = owner(claim, reading)
    if mine is None:
        return False
    for article, statement in matches:
        theirs = owner(statement, article.reading)
        if theirs is None and is_named_in(mine, statement.sentence, article.reading):
            return False
        if theirs is not None and same_owner(mine, theirs):
            return False
    return any(
        same_owner(mine, theirs)
        for article, other in evidence.statements(claim.fact.kind)
        if other.fact.unit == claim.fact.unit
        and (theirs := owner(other, article.reading)) is not None
    )


def _dates_other_step(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence, matches: Sequence[Placed]
) -> bool:
    """Whether each place of the date tells other outcomes than the text, which the evidence has."""
    mine = _dated_outcomes(claim, reading)
    if not mine or len(claim.fact.value) != _DAY:
        return False
    known = {s.fact.value for _, s in evidence.statements(FactKind.OUTCOME)}
    theirs = [_dated_outcomes(statement, article.reading) for article, statement in matches]
    return bool(mine & known) and all(each and not _tied(mine, each, evidence) for each in theirs)


def _tied(mine: set[str], theirs: set[str], evidence: PreparedEvidence) -> bool:
    implied = evidence.articles[0].reading.lexicon.implied_by
    return bool(mine & theirs) or any(
        implied.get(one, frozenset()) & theirs or implied.get(other, frozenset()) & mine
        for one in mine
        for other in theirs
    )


def _dated_outcomes(dated: Statement, reading: CheckedText) -> set[str]:
    """The outcomes of a sentence to which a date is the nearest one."""
    beside = reading.by_sentence.get(dated.sentence, ())
    dates = [each for each in beside if each.fact.kind is FactKind.DATE]
    return {
        outcome.fact.value
        for outcome in beside
        if dates
        and outcome.fact.kind is FactKind.OUTCOME
        and outcome.fact.value not in reading.lexicon.contrasted
        and outcome.clause == dated.clause
        and min(dates, key=lambda each: _apart(each, outcome)).fact.span == dated.fact.span
    }


def _apart(one: Statement, other: Statement) -> int:
    first, second = sorted((one.fact.span, other.fact.span), key=lambda span: span.start)
    return second.start - first.end
