"""Days told from the day of reading (today, кеше, вчера), and what becomes of doubts about them.

Such a word is right by the day on which the text is read, or by that of an article from which it
was taken. Where one of them bears it out, or no article dates anything, it is no error: the date
is to be written, as the word says another day to whoever reads it later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.relative import RelativeFinder
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import CheckedClaim, ClaimKind, ClaimVerdict, Support, found
from dalel.steps.check.facts.reading import CheckedText
from dalel.steps.check.facts.values import agreement

MOVING: Final = "moving_day"
#: What is doubted of a date that stands nowhere, or that only the day of publication bears out.
_DATED: Final = frozenset({"nowhere", "another_value", "another_step", "rather", "of_another"})
#: Nothing but the word itself is in doubt.
_SURE: Final = 0.9
#: The length of a day in ISO 8601.
_DAY: Final = 10


@dataclass(frozen=True, slots=True)
class _Moving:
    """A relative word of a text; the days that it means, that of reading first."""

    span: TextSpan
    meant: tuple[str, ...]


def write_out(
    findings: Iterable[CheckedClaim], reading: CheckedText, evidence: PreparedEvidence
) -> list[CheckedClaim]:
    """The findings, with those about relative words that are right as requests for the date."""
    given = list(findings)
    for word in _moving(reading, evidence):
        fact = _fact(word, reading, word.meant[0])
        about = [one for one in given if one.kind is ClaimKind.DATE and one.span.meets(word.span)]
        doubts = [one for one in about if one.verdict is not ClaimVerdict.SUPPORTED]
        if not doubts or any(one.reason.code not in _DATED for one in doubts):
            continue
        is_right, support = _borne_out(word, reading, evidence)
        if not is_right and _dates_anything(evidence):
            # Some article tells days, and this is none of them.
            continue
        given = [one for one in given if one not in about]
        given.append(found(fact, ClaimVerdict.UNCLEAR, MOVING, _SURE, support))
    return given


def _moving(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[_Moving]:
    if not evidence.articles or reading.language not in reading.lexicon.weekdays:
        return
    finder = _finder(reading.language, reading.lexicon)
    days = dict.fromkeys(
        [reading.day, *(one.reading.day for one in evidence.articles if one.dated)]
    )
    meant: dict[tuple[int, int], list[str]] = {}
    for day in days:
        for start, end, moment in finder.find(reading.text, day):
            meant.setdefault((start, end), []).append(moment.iso)
    dates = [each.fact for each in reading.of_kind(FactKind.DATE)]
    for (start, end), values in meant.items():
        # "Last year" and a month beside it are one date, which is none of ours.
        span = TextSpan(start=start, end=end)
        alone = any(fact.span == span for fact in dates)
        if alone and _is_day_without_figures(reading.text[start:end], values):
            yield _Moving(span, tuple(dict.fromkeys(values)))


def _is_day_without_figures(words: str, values: Iterable[str]) -> bool:
    return all(len(value) == _DAY for value in values) and not any(map(str.isdigit, words))


def _borne_out(
    word: _Moving, reading: CheckedText, evidence: PreparedEvidence
) -> tuple[bool, Support | None]:
    """Whether an article has one of the days that a word means, and where it says so in figures."""
    loose = False
    for value in word.meant:
        fact = _fact(word, reading, value)
        for article, stated in evidence.statements(FactKind.DATE):
            if len(stated.fact.value) != _DAY:
                continue
            if agreement(fact, stated.fact, reading.lexicon, dated=article.dated):
                if any(map(str.isdigit, stated.fact.text)):
                    return True, article.support(stated.fact.span)
                loose = True
    return loose, None


def _dates_anything(evidence: PreparedEvidence) -> bool:
    return any(len(stated.fact.value) >= _DAY for _, stated in evidence.statements(FactKind.DATE))


def _fact(word: _Moving, reading: CheckedText, value: str) -> Fact:
    text = reading.text[word.span.start : word.span.end]
    return Fact(kind=FactKind.DATE, span=word.span, text=text, value=value, inferred=True)


@lru_cache(maxsize=16)
def _finder(language: str, lexicon: Lexicon) -> RelativeFinder:
    return RelativeFinder(language, lexicon.weekdays[language])
