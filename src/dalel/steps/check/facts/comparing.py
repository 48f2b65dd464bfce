"""Comparison of numbers, sums, dates, provisions and known names with the evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.language.dates import month_forms
from dalel.language.facts.statutes import UNNAMED, split_statute
from dalel.language.names import spelling
from dalel.language.notions import CAPITAL, NATION
from dalel.language.quotes import is_within
from dalel.steps.check.facts import places, quoting
from dalel.steps.check.facts.context import rival
from dalel.steps.check.facts.doubting import ELSEWHERE, Placed, doubted, other_values
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, found
from dalel.steps.check.facts.parts import in_parts, is_between, names_parts
from dalel.steps.check.facts.reading import CheckedText, Statement
from dalel.steps.check.facts.values import (
    NEAR,
    SPANS,
    SURENESS,
    agreement,
    is_plain_sum,
    steps_ago,
)

_COMPARED_WITH: Final = {
    FactKind.NUMBER: (FactKind.NUMBER, FactKind.MONEY, FactKind.DATE),
    FactKind.PERCENT: (FactKind.PERCENT,),
    FactKind.MONEY: (FactKind.MONEY, FactKind.NUMBER),
    FactKind.DATE: (FactKind.DATE, FactKind.NUMBER),
    FactKind.STATUTE: (FactKind.STATUTE,),
}
#: How sure a doubt is where the value stands nowhere.
_NOWHERE: Final = 0.9
#: How the value of a day begins that no calendar has.
_NO_DAY: Final = "--"
#: The lengths of a month, of a span of months and of a day in ISO 8601.
_MONTHS: Final = frozenset({7, 15})
_MONTH, _DAY = 7, 10
#: A sum is looked for so far from it, which is farther than one may be rounded.
_REACH: Final = 2 * NEAR


def compare(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> CheckedClaim:
    """What becomes of a number, percentage, sum, date or provision."""
    matches: list[tuple[str, Placed]] = []
    for article, stated in _comparable(claim.fact, evidence):
        lexicon = article.reading.lexicon
        unitless = stated if stated.fact.unit is None else claim
        bare = not unitless.counted
        code = agreement(claim.fact, stated.fact, lexicon, dated=article.dated, bare=bare)
        if code is None and (
            _leaves_unit_out(claim.fact, stated, article.reading)
            or _leaves_unit_out(stated.fact, claim, reading)
        ):
            code = "same_value"
        if code:
            matches.append((code, (article, stated)))
    found_in = [stated for _, (_, stated) in matches]
    if (
        not matches
        or _in_other_money(claim, evidence, found_in)
        or _in_other_span(claim, evidence, found_in)
    ):
        return _unmatched(claim, reading, evidence)
    doubt = doubted(claim, reading, evidence, [placed for _, placed in matches])
    if doubt is not None:
        return doubt
    code, (article, stated) = max(matches, key=lambda each: _fit(claim, *each))
    support = article.support(stated.fact.span)
    if claim.fact.kind is FactKind.STATUTE and _is_of_other_acts(claim, found_in, evidence):
        return found(claim.fact, ClaimVerdict.UNCLEAR, "of_other_act", ELSEWHERE, support)
    return found(claim.fact, ClaimVerdict.SUPPORTED, code, SURENESS[code], support)


def _comparable(fact: Fact, evidence: PreparedEvidence) -> Iterator[Placed]:
    """What may bear a value out."""
    if is_plain_sum(fact):
        return evidence.sums_near(fact.unit, Decimal(fact.value), _REACH)
    return evidence.statements(*_COMPARED_WITH[fact.kind])


def _is_of_other_acts(
    claim: Statement, stated: Iterable[Statement], evidence: PreparedEvidence
) -> bool:
    """Whether a provision is matched by articles without an act only, and other acts are named."""
    act = split_statute(claim.fact.value)[0]
    if act == UNNAMED or not all(each.fact.value.startswith(UNNAMED) for each in stated):
        return False
    acts = frozenset[str]().union(*(article.reading.acts for article in evidence.articles))
    return bool(acts) and act not in acts


def _leaves_unit_out(claim: Fact, stated: Statement, reading: CheckedText) -> bool:
    """Whether a number is one of a list that has its unit of money at another number.

    "Граждан — на 20 МРП, блогеров — на 30."
    """
    if claim.kind is not FactKind.MONEY or stated.fact.kind is not FactKind.NUMBER:
        return False
    count, _, unit = (claim.worth_of or claim.value).partition(" ")
    return (
        stated.fact.unit is None
        and stated.fact.value == count
        and any(
            (other.fact.worth_of or "").endswith(unit) and other.fact.unit == claim.unit
            for other in reading.of_kind(FactKind.MONEY)
            if other.sentence == stated.sentence
        )
    )


def _in_other_money(
    claim: Statement, evidence: PreparedEvidence, stated: Iterable[Statement]
) -> bool:
    """Whether a sum is matched by bare numbers only, and the evidence has it in other money."""
    if claim.fact.kind is not FactKind.MONEY:
        return False
    if any(each.fact.kind is FactKind.MONEY for each in stated):
        return False
    return any(
        other.fact.value == claim.fact.value and other.fact.unit != claim.fact.unit
        for _, other in evidence.statements(FactKind.MONEY)
    )


def _in_other_span(
    claim: Statement, evidence: PreparedEvidence, stated: Iterable[Statement]
) -> bool:
    """Whether months are matched by bare numbers only, and the evidence has so many years."""
    unit = claim.fact.unit
    if claim.fact.kind is not FactKind.NUMBER or unit not in SPANS:
        return False
    if any(each.fact.unit is not None for each in stated):
        return False
    return any(
        other.fact.value == claim.fact.value and other.fact.unit in SPANS - {unit}
        for _, other in evidence.statements(FactKind.NUMBER)
    )


def _fit(claim: Statement, code: str, placed: Placed) -> tuple[float, int]:
    return SURENESS[code], len(claim.near & placed[1].around)


def _unmatched(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> CheckedClaim:
    fact = claim.fact
    if fact.value.startswith(_NO_DAY):
        return found(fact, ClaimVerdict.UNSUPPORTED, "no_such_day", 1.0)
    if fact.kind is FactKind.DATE and (loose := _loosely_dated(claim, reading, evidence)):
        return loose
    if fact.kind is FactKind.NUMBER and (parts := in_parts(claim, reading, evidence)):
        return parts
    if fact.kind is FactKind.NUMBER and fact.inferred and not names_parts(fact, evidence):
        return found(fact, ClaimVerdict.UNCLEAR, "nowhere", ELSEWHERE)
    if fact.kind is FactKind.STATUTE and _is_worded(claim, evidence):
        return found(fact, ClaimVerdict.SUPPORTED, "worded", ELSEWHERE)
    return found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", _NOWHERE)


def _loosely_dated(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence
) -> CheckedClaim | None:
    """A date that the evidence has in another way, or that cannot be told."""
    fact = claim.fact
    if is_between(claim, evidence):
        return found(fact, ClaimVerdict.SUPPORTED, "same_value", SURENESS["rounded"])
    if published := _as_published(claim, reading, evidence):
        return published
    if _names_month(fact, evidence):
        return found(fact, ClaimVerdict.SUPPORTED, "year_left_out", ELSEWHERE)
    steps = steps_ago(fact)
    counts = {s.fact.unit for _, s in evidence.statements(FactKind.NUMBER)} if steps else ()
    if steps and steps[1] in counts:
        fact = replace(fact, kind=FactKind.NUMBER)
        return found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", ELSEWHERE)
    if _is_other_weekday(claim, reading, evidence):
        return found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", ELSEWHERE)
    if _leans_on_day(fact):
        return found(fact, ClaimVerdict.UNCLEAR, "nowhere", ELSEWHERE)
    return None


def _as_published(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence
) -> CheckedClaim | None:
    """A date that is only the day of publication: of what was said, or of what has no other."""
    fact = claim.fact
    then = [
        article
        for article in evidence.articles
        if article.dated and article.reading.day.isoformat() == fact.value
    ]
    # What was said is often dated only by the article itself.
    if then and quoting.is_spoken(reading, claim.sentence):
        return found(fact, ClaimVerdict.SUPPORTED, "published_then", SURENESS["published_then"])
    # What happened in an article without a date may have happened then; an editor knows.
    if any(not _names_days(article.reading) for article in then):
        return found(fact, ClaimVerdict.UNCLEAR, "nowhere", ELSEWHERE)
    return None


def _names_days(reading: CheckedText) -> bool:
    """Whether an article says of anything on which day it was."""
    return any(len(each.fact.value) >= _DAY for each in reading.of_kind(FactKind.DATE))


def _is_other_weekday(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> bool:
    """Whether a day of the week is named where the evidence names others and no date on it."""
    if not _names_weekday(claim.fact, reading):
        return False
    dates = [
        (stated.fact, article.reading)
        for article, stated in evidence.statements(FactKind.DATE)
        if len(stated.fact.value) == _DAY
    ]
    mine = date.fromisoformat(claim.fact.value).weekday()
    theirs = {date.fromisoformat(fact.value).weekday() for fact, _ in dates}
    return mine not in theirs and any(_names_weekday(*each) for each in dates)


def _names_weekday(fact: Fact, reading: CheckedText) -> bool:
    """Whether a date is told by the day of the week: в среду, сәрсенбіде."""
    if len(fact.value) != _DAY or not fact.inferred:
        return False
    names = reading.lexicon.weekdays.get(reading.language, ())
    return any(name[:-1].lower() in fact.text.lower() for name in names)


def _names_month(fact: Fact, evidence: PreparedEvidence) -> bool:
    """Whether the evidence has the bare name of a claimed month: январские, Қаңтар оқиғасы."""
    if len(fact.value) != _MONTH or not fact.inferred:
        return False
    number = int(fact.value[-2:])
    return any(
        word.text.lower() in _forms_of(number, article.reading)
        for article in evidence.articles
        for word in article.reading.words
    )


def _forms_of(month: int, reading: CheckedText) -> frozenset[str]:
    names = reading.lexicon.months.get(reading.language, {}).get(month, ())
    return _month_words(names, reading.language)


@lru_cache(128)
def _month_words(names: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(form for name in names for form in (name, *month_forms(name, language)))


def _leans_on_day(fact: Fact) -> bool:
    """Whether a date is only told from the day of reading: yesterday, last year."""
    exact = len(fact.value) in _MONTHS or fact.value.endswith("-12-31")
    return fact.inferred and not exact and not any(c.isdigit() for c in fact.text)


def _is_worded(claim: Statement, evidence: PreparedEvidence) -> bool:
    """Whether a law that is named by its title alone is spoken of in these words."""
    if "-" in claim.fact.value and any(c.isdigit() for c in claim.fact.value):
        return False
    return bool(claim.fact.text) and claim.near <= evidence.terms


def compare_place(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence
) -> CheckedClaim:
    """What becomes of a known place: the evidence names it, or a word made of its name."""
    code, lexicon = claim.fact.value, evidence.articles[0].reading.lexicon
    matches = [
        placed for placed in evidence.statements(FactKind.PLACE) if placed[1].fact.value == code
    ]
    if not matches:
        people = f"{NATION}{code}" in evidence.notions
        if people or places.place_is_found(code, evidence, lexicon):
            return found(claim.fact, ClaimVerdict.SUPPORTED, "same_place", 0.8)
        if code == lexicon.capital and CAPITAL in evidence.notions:
            return found(claim.fact, ClaimVerdict.SUPPORTED, "same_place", 0.6)
        if code == lexicon.home:
            return found(claim.fact, ClaimVerdict.SUPPORTED, "home", 0.5)
        return found(claim.fact, ClaimVerdict.UNSUPPORTED, "nowhere", _NOWHERE)
    article, stated = matches[0]
    support = article.support(stated.fact.span)
    waters = {water.code for water in lexicon.waters}
    # A river or a sea beside a town is no other town.
    others = [
        other
        for other in other_values(claim, reading, evidence, [s for _, s in matches])
        if not {code, other.fact.value} & waters
        and not places.share_a_name(code, other.fact.value, lexicon)
    ]
    quoted = is_within(reading.quotations, claim.fact.span.start, claim.fact.span.end)
    # A place in quotation marks is part of what something is called.
    other = None if quoted else rival(claim, [s for _, s in matches], others)
    if other is not None:
        reason = {"other": other.fact.text}
        return found(
            claim.fact, ClaimVerdict.UNSUPPORTED, "another_value", ELSEWHERE, support, **reason
        )
    return found(claim.fact, ClaimVerdict.SUPPORTED, "same_place", 0.95, support)


def compare_known(
    claim: Statement, reading: CheckedText, evidence: PreparedEvidence
) -> CheckedClaim:
    """What becomes of a body that the pack knows, a host or a handle."""
    fact = claim.fact
    for article, stated in evidence.statements(fact.kind):
        if stated.fact.value == fact.value:
            support = article.support(stated.fact.span)
            return found(fact, ClaimVerdict.SUPPORTED, "same_name", 0.95, support)
    if fact.kind is FactKind.ORGANISATION and _is_spelt_out(claim, reading, evidence):
        return found(fact, ClaimVerdict.SUPPORTED, "same_name", 0.7)
    if _is_written(fact, evidence):
        return found(fact, ClaimVerdict.SUPPORTED, "same_name", 0.9)
    return found(fact, ClaimVerdict.UNSUPPORTED, "no_name", _NOWHERE)


def _is_written(fact: Fact, evidence: PreparedEvidence) -> bool:
    if fact.kind is FactKind.ORGANISATION:
        return fact.text.isupper() and spelling(fact.text) in evidence.keys
    if fact.kind is FactKind.HOST and spelling(fact.value.split(".")[0]) in evidence.keys:
        return True
    return any(fact.value in article.reading.low for article in evidence.articles)


def _is_spelt_out(claim: Statement, reading: CheckedText, evidence: PreparedEvidence) -> bool:
    """Whether a sentence of the evidence has all the words of the body's name."""
    terms = [word.terms for word in reading.words_in(claim.fact.span) if word.terms]
    telling = len(terms) > 1 or any(term.startswith("n:") for each in terms for term in each)
    return telling and any(
        all(each & sentence for each in terms)
        for article in evidence.articles
        for sentence in article.reading.sentence_terms
    )
