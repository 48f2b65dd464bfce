"""Comparison of outcomes told or denied in a text with those in the evidence."""

import re
from collections.abc import Iterable
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.steps.check.facts.context import SAME_MATTER, overlap
from dalel.steps.check.facts.denials import is_limited
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText, Statement

#: Nouns of action.
_NAMED: Final = {
    "kk": re.compile(r"у(?:[ыі]?(?:н|ды|ді|ның|нің|на|не|нда|нде|нан|нен))?$", re.IGNORECASE),
    "ru": re.compile(r"[ея]ни(?:[еяюй]|ем|ях|ями|ям)$", re.IGNORECASE),
}
#: What a prosecutor asks for is no outcome.
_PROSECUTOR: Final = "n:prosecutor"
_ASKING: Final = frozenset({"n:ask", "n:demand"})
#: What a court did in another clause of the sentence is one.
_COURT: Final = "n:court"
_ALLOWED: Final = "permitted"
#: Notions that tell of an outcome by themselves.
_TELLING: Final = frozenset(
    {"convict", "sentence", "fine", "ban", "detain", "suspect", "search", "decision", "acquit"}
)


def judge(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence
) -> tuple[str, PreparedArticle | None, Fact | None]:
    """The code of what was found, with the stretch of evidence that says so.

    ``same_outcome``, ``implied`` and ``worded`` bear the claim out; ``denied``,
    ``other_outcome`` and ``no_outcome`` do not.
    """
    fact = claim.fact
    told = list(evidence.statements(FactKind.OUTCOME))
    same = [(a, s.fact) for a, s in told if s.fact.value == fact.value]
    only_sought = not _is_sought(claim, reading) and all(
        _is_sought(s, a.reading) for a, s in told if s.fact.value == fact.value
    )
    if same and only_sought:
        return "other_outcome", *same[0]
    for article, other in same:
        if other.negated == fact.negated:
            return "same_outcome", article, other
    if same:
        return "denied", *same[0]
    return _told_otherwise(claim, evidence, told)


def _is_sought(statement: Statement, reading: CheckedText) -> bool:
    """Whether a sentence tells what a prosecutor asked for, which is no outcome yet."""
    if _COURT in statement.near and not _asks(statement.near):
        return False
    return _asks(reading.sentence_terms[statement.sentence])


def _asks(terms: frozenset[str]) -> bool:
    return _PROSECUTOR in terms and bool(terms & _ASKING)


def is_only_sought(claim: Statement, code: str) -> bool:
    """Whether a clause only says that a prosecutor asked for what the evidence does not tell."""
    return code in {"no_outcome", "other_outcome"} and _asks(claim.near)


def is_partly_allowed(claim: Statement, reading: CheckedText) -> bool:
    """Whether something is allowed with a limit: разрешено лишь, тек ... рұқсат берілді."""
    return claim.fact.value == _ALLOWED and is_limited(reading, claim.clause)


def _told_otherwise(
    claim: Statement, evidence: PreparedEvidence, told: Iterable[tuple[PreparedArticle, Statement]]
) -> tuple[str, PreparedArticle | None, Fact | None]:
    fact = claim.fact
    lexicon = evidence.articles[0].reading.lexicon
    implying = lexicon.implied_by.get(fact.value, frozenset())
    excluding = lexicon.excludes.get(fact.value, frozenset())
    for code, codes, negated in (
        # What cannot be true with another outcome is denied by it: отказали, қабылдамады.
        ("implied" if fact.negated else "other_outcome", excluding, False),
        ("implied", implying, fact.negated),
        ("implied", excluding if not fact.negated else frozenset(), True),
    ):
        for article, statement in told:
            if statement.fact.value in codes and statement.fact.negated == negated:
                return code, article, statement.fact
    return "no_outcome", None, None


def is_told_otherwise(claim: Statement, evidence: PreparedEvidence) -> bool:
    """Whether a sentence of the evidence that speaks of the same matter tells another outcome."""
    return any(
        overlap(claim.near, claim.around, other.around) >= SAME_MATTER
        for article, other in evidence.statements(FactKind.OUTCOME)
        if other.fact.value not in article.reading.lexicon.contrasted
    )


def is_noun(claim: Statement, reading: CheckedText) -> bool:
    """Whether an action is only named, as what a complaint is about: отключения связи."""
    pattern = _NAMED.get(reading.language)
    return pattern is not None and any(map(pattern.search, claim.fact.text.split()))


def is_worded(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> bool:
    """Whether the evidence has the words of an outcome, in whatever form, or its notion."""
    if claim.fact.negated:
        return False
    words = [word for word in reading.words_in(claim.fact.span) if word.terms]
    if any(word.notions & evidence.notions & _TELLING for word in words):
        return True
    return bool(words) and all(word.terms & evidence.terms for word in words)
