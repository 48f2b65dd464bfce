"""Offices, occupations, offences and seasons that differ from the evidence."""

from collections.abc import Iterator
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.notions import occupations, offences, offices, portfolios, roles, seasons
from dalel.language.spans import Spans
from dalel.steps.check.facts.context import SAME_MATTER, overlap
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, found
from dalel.steps.check.facts.reading import CheckedText, PlacedWord

#: Where one of these acts the evidence says who does what.
_AUTHORITIES: Final = frozenset(
    {"court", "police", "ministry", "department", "committee", "agency"}
)
_MINISTRY: Final = frozenset({"minister", "ministry"})
_APART: Final = 0.7


def office_findings(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Offices that the text names and the evidence does not."""
    if not (roles() | _AUTHORITIES) & evidence.notions:
        return
    for word in reading.words:
        missing = word.notions & offices()
        if missing and not missing & evidence.notions:
            fact = _fact(reading, FactKind.PERSON, word, word)
            yield found(fact, ClaimVerdict.UNSUPPORTED, "no_office", _APART)


def occupation_findings(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Occupations that the text names where the evidence names another of the same matter."""
    for word in _replaced(occupations(), reading, evidence):
        fact = _fact(reading, FactKind.PERSON, word, word)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "no_office", _APART)


def offence_findings(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Offences that the text names where the evidence names another of the same matter."""
    for word in _replaced(offences(), reading, evidence):
        fact = _fact(reading, FactKind.OUTCOME, word, word)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", _APART)


def season_findings(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Parts of a year that the text names where the evidence names another: зимой, жазда."""
    for word in _replaced(seasons(), reading, evidence):
        fact = _fact(reading, FactKind.DATE, word, word)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", _APART)


def _replaced(
    group: frozenset[str], reading: CheckedText, evidence: PreparedEvidence
) -> Iterator[PlacedWord]:
    """Words for one of a group of notions where the evidence has another one of it instead."""
    theirs = (group & evidence.notions) - reading.notions
    for word in reading.words if theirs else ():
        missing = word.notions & group
        if not missing or missing & evidence.notions:
            continue
        around = reading.sentence_terms[word.sentence] - word.terms
        if any(
            theirs & {term.removeprefix("n:") for term in sentence}
            and overlap(around, (), sentence) >= SAME_MATTER
            for article in evidence.articles
            for sentence in article.reading.sentence_terms
        ):
            yield word


def portfolio_findings(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Ministers and ministries of what the evidence does not speak of: министр обороны."""
    theirs = {s.fact.value for _, s in evidence.statements(FactKind.ORGANISATION)}
    bodies = Spans(
        s.fact.span for s in reading.of_kind(FactKind.ORGANISATION) if s.fact.value in theirs
    )
    for place, word in enumerate(reading.words):
        if not word.notions & _MINISTRY or not _MINISTRY & evidence.notions:
            continue
        if bodies.meet(word.start, word.end):
            continue
        beside = (
            reading.words[place + 1 : place + 2]
            if reading.language == "ru"
            else reading.words[max(0, place - 1) : place]
        )
        missing = [
            each
            for each in beside
            if each.notions & portfolios() and not each.notions & evidence.notions
        ]
        if missing:
            first, last = sorted((word, missing[0]), key=lambda each: each.start)
            fact = _fact(reading, FactKind.PERSON, first, last)
            yield found(fact, ClaimVerdict.UNSUPPORTED, "no_office", _APART)


def _fact(reading: CheckedText, kind: FactKind, first: PlacedWord, last: PlacedWord) -> Fact:
    span = TextSpan(start=first.start, end=last.end)
    return Fact(kind=kind, span=span, text=reading.text[span.start : span.end], value=first.key)
