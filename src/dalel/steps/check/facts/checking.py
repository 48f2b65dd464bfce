"""The fact check itself: aligning every claim of a text with its evidence."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.read_texts import ReadText, read_text
from dalel.language.spans import Spans
from dalel.steps.check.facts import denials, moving_days, named, naming, offices, outcomes, quoting
from dalel.steps.check.facts.comparing import compare, compare_known, compare_place
from dalel.steps.check.facts.courts import unknown_courts
from dalel.steps.check.facts.disputed import disputes
from dalel.steps.check.facts.doubts import TextDoubt, doubts
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import (
    CheckedClaim,
    ClaimKind,
    ClaimVerdict,
    FactReport,
    found,
    in_order,
)
from dalel.steps.check.facts.plain import Plain, plain
from dalel.steps.check.facts.rates import unlike_rates
from dalel.steps.check.facts.reading import CheckedText, PlacedWord, Statement, read
from dalel.steps.check.facts.stated import is_loose
from dalel.steps.check.facts.values import agreement
from dalel.steps.check.facts.wanted import only_wanted
from dalel.steps.check.facts.weighing import trained, weighed

#: Whether a model finds that the evidence entails a sentence; None where it cannot tell.
Judge = Callable[[str, PreparedEvidence], bool | None]

_COMPARING: Final = {
    FactKind.NUMBER: compare,
    FactKind.PERCENT: compare,
    FactKind.MONEY: compare,
    FactKind.DATE: compare,
    FactKind.STATUTE: compare,
    FactKind.PLACE: compare_place,
    FactKind.ORGANISATION: compare_known,
    FactKind.HOST: compare_known,
    FactKind.HANDLE: compare_known,
}
_BORNE_OUT: Final = {"same_outcome": 0.9, "implied": 0.75, "worded": 0.6}
#: Kinds that follow from others in many ways, and doubts about one that stands nowhere.
_COUNTED: Final = frozenset({ClaimKind.NUMBER, ClaimKind.PERCENT, ClaimKind.MONEY, ClaimKind.DATE})
_ABSENT: Final = frozenset({"nowhere", "published_then"})
#: No entry is so long; of a text that is, the checks read so many letters.
LONGEST: Final = 8_000
#: What no weighing takes back.
_CERTAIN: Final = frozenset({"no_such_day", "of_other_act", "other_first_name"})
#: Letters of a text within which doubts are held against one another.
_STRETCH: Final = 100
_OUTCOME_DOUBT: Final = 0.7
#: In so many letters before a number such a word stands.
_REACH: Final = 40
_VAGUE: Final = frozenset({"бірнеше", "несколько", "нескольких", "нескольким", "several"})


def check_facts(
    text: str,
    language: str,
    evidence: PreparedEvidence,
    lexicon: Lexicon,
    *,
    day: date | None = None,
    judge: Judge | None = None,
) -> FactReport:
    """Align every claim of a text with its evidence.

    What the reading of values and the reading of claims doubt is weighed together; what the
    articles themselves tell differently is a hint.

    :param day: when the text is read; without it the latest day of the evidence.
    :param judge: a model's opinion of whole sentences; it can add doubt, never take it away.
    """
    seen = plain(text)
    reading = read(seen.text, language, lexicon, day or evidence.day)
    if evidence.articles:
        told = _claims_of(reading, evidence, day)
        findings, raised = _raised(reading, told, evidence, silent_deeds=False)
        findings += [*weighed(raised, trained()), *disputes(told, evidence, lexicon)]
        findings = moving_days.write_out(findings, reading, evidence)
    else:
        findings = list(_unproven(reading))
    if judge is not None:
        findings += _judged(reading, evidence, judge, findings)
    return _report(findings, seen)


def check_values(
    text: str,
    language: str,
    evidence: PreparedEvidence,
    lexicon: Lexicon,
    *,
    day: date | None = None,
) -> FactReport:
    """What the reading of values alone doubts, unweighed: enough for a table of figures.

    :param day: when the text is read; without it the latest day of the evidence.
    """
    seen = plain(text)
    reading = read(seen.text, language, lexicon, day or evidence.day)
    if evidence.articles:
        findings = [*_stated(reading, evidence), *_worded(reading, evidence)]
    else:
        findings = list(_unproven(reading))
    return _report(findings, seen)


def _report(findings: Iterable[CheckedClaim], seen: Plain) -> FactReport:
    """The findings by their place in the text as it was given."""
    apart = list(_apart((*findings, *_mixed(seen))))
    held = Spans(each.span for each in apart if each.verdict is ClaimVerdict.UNSUPPORTED)
    told = (
        each
        for each in apart
        # An error says enough of its words.
        if each.verdict is not ClaimVerdict.UNCLEAR or not held.meet(each.span.start, each.span.end)
    )
    return FactReport(findings=in_order(_given(each, seen) for each in told))


def raise_doubts(
    reading: CheckedText,
    evidence: PreparedEvidence,
    day: date | None = None,
    *,
    silent_deeds: bool = False,
) -> tuple[list[CheckedClaim], tuple[TextDoubt, ...]]:
    """What is borne out of a text, or certainly wrong, and all else as doubts to be weighed.

    :param day: when the text is read; without it relative dates are of the evidence's latest day.
    :param silent_deeds: whether a deed of which the evidence says nothing is a doubt.
    """
    text = _claims_of(reading, evidence, day)
    return _raised(reading, text, evidence, silent_deeds=silent_deeds)


def _claims_of(reading: CheckedText, evidence: PreparedEvidence, day: date | None) -> ReadText:
    told = reading.text[:LONGEST]
    return _read_text(told, reading.language, reading.lexicon, day or evidence.known_day)


#: What is typed is held against articles and against the other language, again and again.
_read_text: Final = lru_cache(maxsize=32)(read_text)


def _raised(
    reading: CheckedText, text: ReadText, evidence: PreparedEvidence, *, silent_deeds: bool
) -> tuple[list[CheckedClaim], tuple[TextDoubt, ...]]:
    stated = (each for each in _stated(reading, evidence) if not _is_left_to_claims(each))
    found = [*stated, *_worded(reading, evidence)]
    certain = [each for each in found if _is_certain(each)]
    doubted = [each for each in found if not _is_certain(each)]
    return certain, doubts(text, evidence, doubted, reading.lexicon, silent_deeds=silent_deeds)


def _is_certain(finding: CheckedClaim) -> bool:
    return finding.verdict is ClaimVerdict.SUPPORTED or finding.reason.code in _CERTAIN


def _is_left_to_claims(finding: CheckedClaim) -> bool:
    """Whether the reading of claims, which reads more numbers and dates, tells a value better."""
    is_read = finding.span.end <= LONGEST
    return is_read and finding.kind in _COUNTED and finding.reason.code in _ABSENT


def _stated(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """What the evidence has, has not, or tells otherwise of each value and outcome of a text."""
    for claim in reading.statements:
        if claim.fact.kind is FactKind.OUTCOME:
            yield _outcome(claim, reading, evidence)
        elif not _is_vague(claim, reading):
            yield _COMPARING[claim.fact.kind](claim, reading, evidence)


def _worded(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """The same of its names, offices, quotations, rates and denials."""
    yield from named.names(reading, evidence)
    yield from named.exchanged(reading, evidence)
    yield from offices.office_findings(reading, evidence)
    yield from offices.occupation_findings(reading, evidence)
    yield from offices.offence_findings(reading, evidence)
    yield from offices.season_findings(reading, evidence)
    yield from offices.portfolio_findings(reading, evidence)
    yield from named.adjectives(reading, evidence)
    yield from named.nations(reading, evidence)
    for span in unknown_courts(reading, evidence):
        fact = _stretch(reading, span, FactKind.ORGANISATION)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "no_name", _OUTCOME_DOUBT)
    for span in unlike_rates(reading, evidence):
        fact = _stretch(reading, span, FactKind.NUMBER)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", _OUTCOME_DOUBT)
    yield from _quoted(reading, evidence)
    for word, article, other in only_wanted(reading, evidence):
        support = article.support(TextSpan(start=other.start, end=other.end))
        yield found(
            _fact(word, FactKind.OUTCOME),
            ClaimVerdict.UNSUPPORTED,
            "only_wanted",
            _OUTCOME_DOUBT,
            support,
        )
    for word, article, other in denials.denials(reading, evidence):
        support = article.support(TextSpan(start=other.start, end=other.end))
        fact = _fact(word, _spoken_kind(reading, word.sentence))
        yield found(fact, ClaimVerdict.UNSUPPORTED, "denied", _OUTCOME_DOUBT, support)


def _is_vague(claim: Statement, reading: CheckedText) -> bool:
    """Whether a number is of those that "several" stands before: several hundred."""
    start = claim.fact.span.start
    before = reading.text[max(0, start - _REACH) : start].split()[-1:]
    return claim.fact.kind is FactKind.NUMBER and bool(_VAGUE & {w.lower() for w in before})


def _outcome(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> CheckedClaim:
    code, article, told = outcomes.judge(claim, reading, evidence)
    if code == "no_outcome" and outcomes.is_worded(claim, reading, evidence):
        code = "worded"
    if code == "no_outcome" and _is_priced(claim, reading, evidence):
        code = "implied"
    support = article.support(told.span) if article and told else None
    if code in _BORNE_OUT:
        return found(claim.fact, ClaimVerdict.SUPPORTED, code, _BORNE_OUT[code], support)
    fact = replace(claim.fact, kind=_spoken_kind(reading, claim.sentence, code, claim.fact.span))
    # What a prosecutor asks for may be told in many words too.
    many = claim.fact.value in reading.lexicon.contrasted or _is_loose_measure(claim, reading)
    # That something was not done is seldom said in so many words.
    if (code == "no_outcome" and (many or claim.fact.negated)) or (
        outcomes.is_only_sought(claim, code) or outcomes.is_partly_allowed(claim, reading)
    ):
        return found(fact, ClaimVerdict.UNCLEAR, code, _OUTCOME_DOUBT)
    # In another language an outcome may be told in words that no list has.
    worded = bool(evidence.terms) and reading.language not in evidence.languages
    plain_spoken = claim.fact.value in reading.lexicon.plain
    if code == "no_outcome" and worded and is_loose(claim.fact, reading.language, reading.lexicon):
        return found(fact, ClaimVerdict.UNCLEAR, code, _OUTCOME_DOUBT)
    if (
        code == "no_outcome"
        and worded
        and not plain_spoken
        and (outcomes.is_noun(claim, reading) or not outcomes.is_told_otherwise(claim, evidence))
    ):
        return found(fact, ClaimVerdict.UNCLEAR, code, _OUTCOME_DOUBT)
    return found(fact, ClaimVerdict.UNSUPPORTED, code, _OUTCOME_DOUBT, support)


def _is_loose_measure(claim: Statement, reading: CheckedText) -> bool:
    """Whether a measure is told in words that mostly tell none: пользователи не могут войти."""
    measures = reading.lexicon.measures.get(reading.language, {})
    return claim.fact.value in measures and is_loose(claim.fact, reading.language, reading.lexicon)


def _is_priced(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> bool:
    """Whether the evidence has the sum of an outcome that a sum by itself may tell."""
    if claim.fact.value not in reading.lexicon.priced or claim.fact.negated:
        return False
    return any(
        agreement(mine.fact, theirs.fact, reading.lexicon)
        for mine in reading.of_kind(FactKind.MONEY)
        if mine.sentence == claim.sentence
        for _, theirs in evidence.statements(FactKind.MONEY)
    )


def _spoken_kind(
    reading: CheckedText, sentence: int, code: str = "denied", but: TextSpan | None = None
) -> FactKind:
    """A denial of what somebody says is one of his words, unless saying it is the outcome."""
    spoken = code == "denied" and quoting.is_spoken(reading, sentence, but)
    return FactKind.QUOTE if spoken else FactKind.OUTCOME


def _quoted(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    for fact in quoting.quotes(reading):
        code = quoting.judge(fact.span, reading, evidence)
        verdict = {
            "quoted": ClaimVerdict.SUPPORTED,
            "translated": ClaimVerdict.SUPPORTED,
            "unread": ClaimVerdict.UNCLEAR,
            "unlike": ClaimVerdict.UNSUPPORTED,
        }[code]
        yield found(fact, verdict, code, 0.9 if code == "quoted" else 0.6)
    for word in quoting.judged(reading, evidence):
        yield found(_fact(word, FactKind.QUOTE), ClaimVerdict.UNSUPPORTED, "not_called", 0.6)


def _stretch(reading: CheckedText, span: TextSpan, kind: FactKind) -> Fact:
    return Fact(kind=kind, span=span, text=reading.text[span.start : span.end], value="")


def _fact(word: PlacedWord, kind: FactKind) -> Fact:
    return Fact(
        kind=kind, span=TextSpan(start=word.start, end=word.end), text=word.text, value=word.key
    )


def _unproven(reading: CheckedText) -> Iterator[CheckedClaim]:
    """Everything that is claimed, where there is nothing to prove it."""
    facts = [statement.fact for statement in reading.statements]
    facts += quoting.quotes(reading)
    recognised = naming.recognised(reading)
    taken = Spans(fact.span for fact in facts)
    facts += [
        Fact(kind=kind, span=span, text=reading.text[span.start : span.end], value="")
        for kind, span in recognised
        if not taken.meet(span.start, span.end)
    ]
    for fact in facts:
        yield found(fact, ClaimVerdict.UNSUPPORTED, "no_evidence", 1.0)


def _mixed(seen: Plain) -> Iterator[CheckedClaim]:
    """Words whose letters are of two alphabets: a name may be hidden in them."""
    for word in seen.mixed:
        fact = Fact(
            kind=FactKind.PERSON,
            span=TextSpan(start=word.start, end=word.end),
            text=word.text,
            value=word.right,
        )
        yield found(fact, ClaimVerdict.UNSUPPORTED, "look_alike", 0.95)


def _judged(
    reading: CheckedText, evidence: PreparedEvidence, judge: Judge, findings: Iterable[CheckedClaim]
) -> Iterator[CheckedClaim]:
    """Sentences that a model finds unproven and in which nothing else was found."""
    doubted = sorted(
        each.span.start for each in findings if each.verdict is ClaimVerdict.UNSUPPORTED
    )
    for span in reading.sentences:
        if bisect_left(doubted, span.start) < bisect_left(doubted, span.end):
            continue
        text = reading.text[span.start : span.end]
        if judge(text, evidence) is False:
            fact = Fact(kind=FactKind.OUTCOME, span=span, text=text, value="")
            yield found(fact, ClaimVerdict.UNCLEAR, "model", 0.5)


def _apart(findings: Iterable[CheckedClaim]) -> Iterator[CheckedClaim]:
    """Without a second doubt about the same words: the gravest and surest one is told."""
    told = list(findings)
    yield from (each for each in told if each.verdict is ClaimVerdict.SUPPORTED)
    raised = [each for each in told if each.verdict is not ClaimVerdict.SUPPORTED]
    # By stretches of the text, so that each is held only against those that stand there.
    doubts: dict[int, list[CheckedClaim]] = {}
    for each in sorted(raised, key=_gravity):
        stretches = range(each.span.start // _STRETCH, each.span.end // _STRETCH + 1)
        if not any(_says(other, each) for at in stretches for other in doubts.get(at, ())):
            for stretch in stretches:
                doubts.setdefault(stretch, []).append(each)
            yield each


def _gravity(finding: CheckedClaim) -> tuple[bool, float]:
    return finding.verdict is not ClaimVerdict.UNSUPPORTED, -finding.confidence


def _says(one: CheckedClaim, other: CheckedClaim) -> bool:
    """Whether a doubt says what a less sure other one does: of the same words, the same."""
    if one.mechanism is other.mechanism and one.mechanism is not None:
        return one.span.meets(other.span)
    if one.verdict is not ClaimVerdict.UNSUPPORTED:
        return False
    if one.kind is other.kind:
        return _covers(one.span, other.span) or _covers(other.span, one.span)
    return one.kind is ClaimKind.NAME and _covers(one.span, other.span)


def _covers(one: TextSpan, other: TextSpan) -> bool:
    return one.start <= other.start and other.end <= one.end


def _given(finding: CheckedClaim, seen: Plain) -> CheckedClaim:
    return replace(finding, span=seen.given(finding.span))
