"""Which number, sum, date, provision or known name of the evidence bears a statement out?"""

from collections.abc import Iterable, Sequence
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.language.names import spelling
from dalel.steps.check.facts import naming, quoting
from dalel.steps.check.facts.context import counts_other, moves_against, owner, rival
from dalel.steps.check.facts.evidence import Evidence, PreparedArticle
from dalel.steps.check.facts.findings import Finding, Support, Verdict, found
from dalel.steps.check.facts.reading import Reading, Statement
from dalel.steps.check.facts.values import SURENESS, agreement

_QUANTITIES: Final = (FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY)
_COMPARED_WITH: Final = {
    FactKind.NUMBER: (FactKind.NUMBER, FactKind.MONEY, FactKind.DATE),
    FactKind.PERCENT: (FactKind.PERCENT,),
    FactKind.MONEY: (FactKind.MONEY, FactKind.NUMBER),
    FactKind.DATE: (FactKind.DATE, FactKind.NUMBER),
    FactKind.STATUTE: (FactKind.STATUTE,),
}
#: How sure a doubt is: the value stands nowhere, or it stands there of something else.
_NOWHERE: Final = 0.9
#: The length of a day in ISO 8601; months and years have more than one step.
_DAY: Final = 10
_ELSEWHERE: Final = 0.7

_Placed = tuple[PreparedArticle, Statement]


def compare(claim: Statement, reading: Reading, evidence: Evidence) -> Finding:
    """What becomes of a number, percentage, sum, date or provision."""
    matches: list[tuple[str, _Placed]] = []
    for article, stated in evidence.statements(*_COMPARED_WITH[claim.fact.kind]):
        lexicon = article.reading.lexicon
        unitless = stated if stated.fact.unit is None else claim
        bare = not unitless.counted
        code = agreement(claim.fact, stated.fact, lexicon, dated=article.dated, bare=bare)
        if code:
            matches.append((code, (article, stated)))
    if not matches:
        return _unmatched(claim, reading, evidence)
    doubt = _doubt(claim, reading, evidence, [placed for _, placed in matches])
    if doubt is not None:
        return doubt
    code, (article, stated) = max(matches, key=lambda each: _fit(claim, *each))
    support = article.support(stated.fact.span)
    return found(claim.fact, Verdict.SUPPORTED, code, SURENESS[code], support)


def _fit(claim: Statement, code: str, placed: _Placed) -> tuple[float, int]:
    return SURENESS[code], len(claim.near & placed[1].around)


def _unmatched(claim: Statement, reading: Reading, evidence: Evidence) -> Finding:
    fact = claim.fact
    if fact.kind is FactKind.DATE:
        # What was said is often dated only by the article itself.
        spoken = quoting.is_spoken(reading, claim.sentence)
        for article in evidence.articles if spoken else ():
            if article.dated and article.reading.day.isoformat() == fact.value:
                code = "published_then"
                return found(fact, Verdict.SUPPORTED, code, SURENESS[code])
        if _leans_on_day(fact):
            return found(fact, Verdict.UNCLEAR, "nowhere", _ELSEWHERE)
    if fact.kind is FactKind.STATUTE and _is_worded(claim, evidence):
        return found(fact, Verdict.SUPPORTED, "worded", _ELSEWHERE)
    return found(fact, Verdict.UNSUPPORTED, "nowhere", _NOWHERE)


def _leans_on_day(fact: Fact) -> bool:
    """Whether a date is only told from the day of reading: yesterday, last year."""
    exact = len(fact.value) == 7 or fact.value.endswith("-12-31")
    return fact.inferred and not exact and not any(c.isdigit() for c in fact.text)


def _is_worded(claim: Statement, evidence: Evidence) -> bool:
    """Whether a law that is named by its title alone is spoken of in these words."""
    if "-" in claim.fact.value and any(c.isdigit() for c in claim.fact.value):
        return False
    return bool(claim.fact.text) and claim.near <= evidence.terms


def _doubt(
    claim: Statement, reading: Reading, evidence: Evidence, matches: Sequence[_Placed]
) -> Finding | None:
    """Why a value that stands in the evidence is none of the claim's, if it is none."""
    stated = [statement for _, statement in matches]
    article, first = matches[0]
    support = article.support(first.fact.span)
    if claim.fact.kind in _QUANTITIES:
        if all(counts_other(claim, each) for each in stated) and _counts_its_own(claim, evidence):
            return _doubted(claim, "another_thing", support)
        if all(moves_against(claim, each) for each in stated):
            return _doubted(claim, "another_thing", support)
        if _belongs_elsewhere(claim, reading, evidence, matches):
            return _doubted(claim, "another_owner", support)
    if claim.fact.kind is FactKind.DATE and _dates_other_step(claim, reading, evidence, matches):
        return _doubted(claim, "another_step", support)
    other = rival(claim, stated, list(_others(claim, reading, evidence, stated)))
    if other is not None:
        return found(
            claim.fact,
            Verdict.UNSUPPORTED,
            "another_value",
            _ELSEWHERE,
            support,
            other=other.fact.text,
        )
    return None


def _counts_its_own(claim: Statement, evidence: Evidence) -> bool:
    """Whether the evidence counts what the claim counts, and gives another number for it."""
    mine = {term for term in claim.counted if term.startswith("n:")}
    return any(mine & other.counted for _, other in evidence.statements(claim.fact.kind))


def _doubted(claim: Statement, code: str, support: Support) -> Finding:
    return found(claim.fact, Verdict.UNSUPPORTED, code, _ELSEWHERE, support)


def _others(
    claim: Statement, reading: Reading, evidence: Evidence, stated: Sequence[Statement]
) -> Iterable[Statement]:
    """Statements of the claim's kind and unit with values that the text does not give."""
    given = {s.fact.value for s in reading.statements if s.fact.kind is claim.fact.kind}
    given |= {each.fact.value for each in stated}
    for _, other in evidence.statements(claim.fact.kind):
        if other.fact.value not in given and other.fact.unit == claim.fact.unit:
            yield other


def _belongs_elsewhere(
    claim: Statement, reading: Reading, evidence: Evidence, matches: Sequence[_Placed]
) -> bool:
    """Whether the evidence gives the value of one place and the text of another."""
    mine = owner(claim, reading)
    if mine is None:
        return False
    theirs = {owner(statement, article.reading) for article, statement in matches}
    if mine in theirs or None in theirs:
        return False
    return any(
        owner(other, article.reading) == mine
        for article, other in evidence.statements(claim.fact.kind)
        if other.fact.unit == claim.fact.unit
    )


def _dates_other_step(
    claim: Statement, reading: Reading, evidence: Evidence, matches: Sequence[_Placed]
) -> bool:
    """Whether each place of the date tells other outcomes than the text, which the evidence has."""
    mine = _outcomes(reading, claim, clause=True)
    if not mine or len(claim.fact.value) != _DAY:
        return False
    known = {s.fact.value for _, s in evidence.statements(FactKind.OUTCOME)}
    theirs = [_outcomes(article.reading, statement) for article, statement in matches]
    return bool(mine & known) and all(each and not _tied(mine, each, evidence) for each in theirs)


def _tied(mine: set[str], theirs: set[str], evidence: Evidence) -> bool:
    implied = evidence.articles[0].reading.lexicon.implied_by
    return bool(mine & theirs) or any(
        implied.get(one, frozenset()) & theirs or implied.get(other, frozenset()) & mine
        for one in mine
        for other in theirs
    )


def _outcomes(reading: Reading, statement: Statement, *, clause: bool = False) -> set[str]:
    return {
        other.fact.value
        for other in reading.of_kind(FactKind.OUTCOME)
        if other.sentence == statement.sentence and (not clause or other.clause == statement.clause)
    }


def compare_place(claim: Statement, reading: Reading, evidence: Evidence) -> Finding:
    """What becomes of a known place: the evidence names it, or a word made of its name."""
    code, lexicon = claim.fact.value, evidence.articles[0].reading.lexicon
    matches = [
        placed for placed in evidence.statements(FactKind.PLACE) if placed[1].fact.value == code
    ]
    if not matches:
        if naming.place_is_found(code, evidence, lexicon):
            return found(claim.fact, Verdict.SUPPORTED, "same_place", 0.8)
        if code == lexicon.home:
            return found(claim.fact, Verdict.SUPPORTED, "home", 0.5)
        return found(claim.fact, Verdict.UNSUPPORTED, "nowhere", _NOWHERE)
    article, stated = matches[0]
    support = article.support(stated.fact.span)
    others = [
        other
        for other in _others(claim, reading, evidence, [s for _, s in matches])
        if other.fact.value not in evidence.terms
    ]
    other = rival(claim, [s for _, s in matches], others)
    if other is not None:
        reason = {"other": other.fact.text}
        return found(
            claim.fact, Verdict.UNSUPPORTED, "another_value", _ELSEWHERE, support, **reason
        )
    return found(claim.fact, Verdict.SUPPORTED, "same_place", 0.95, support)


def compare_known(claim: Statement, reading: Reading, evidence: Evidence) -> Finding:
    """What becomes of a body that the pack knows, a host or a handle."""
    fact = claim.fact
    for article, stated in evidence.statements(fact.kind):
        if stated.fact.value == fact.value:
            support = article.support(stated.fact.span)
            return found(fact, Verdict.SUPPORTED, "same_name", 0.95, support)
    if fact.kind is FactKind.ORGANISATION and _is_spelt_out(claim, reading, evidence):
        return found(fact, Verdict.SUPPORTED, "same_name", 0.7)
    if _is_written(fact, evidence):
        return found(fact, Verdict.SUPPORTED, "same_name", 0.9)
    return found(fact, Verdict.UNSUPPORTED, "no_name", _NOWHERE)


def _is_written(fact: Fact, evidence: Evidence) -> bool:
    if fact.kind is FactKind.ORGANISATION:
        return fact.text.isupper() and spelling(fact.text) in evidence.keys
    if fact.kind is FactKind.HOST and spelling(fact.value.split(".")[0]) in evidence.keys:
        return True
    return any(fact.value in article.reading.text.lower() for article in evidence.articles)


def _is_spelt_out(claim: Statement, reading: Reading, evidence: Evidence) -> bool:
    """Whether a sentence of the evidence has all the words of the body's name."""
    terms = [
        word.terms
        for word in reading.words
        if claim.fact.span.start <= word.start < claim.fact.span.end and word.terms
    ]
    telling = len(terms) > 1 or any(term.startswith("n:") for each in terms for term in each)
    return telling and any(
        all(each & sentence for each in terms)
        for article in evidence.articles
        for sentence in article.reading.sentence_terms
    )
