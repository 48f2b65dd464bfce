"""Differences of fact between two language versions of one entry.

Each version is checked with the other as its evidence; what neither bears out in the other is put
side by side by kind and place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.domain.reason import Reason
from dalel.language.spans import Spans
from dalel.steps.check.facts.checking import LONGEST, raise_doubts
from dalel.steps.check.facts.doubts import TextDoubt
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.check.facts.findings import (
    CheckedClaim,
    ClaimKind,
    ClaimVerdict,
    each_once,
    in_order,
)
from dalel.steps.check.facts.plain import Plain
from dalel.steps.check.facts.weighing import trained, weighed

#: Kinds that may be the two sides of one difference.
_ALIKE: Final = (
    frozenset({ClaimKind.NUMBER, ClaimKind.MONEY, ClaimKind.PERCENT}),
    frozenset({ClaimKind.NAME, ClaimKind.PLACE}),
    frozenset({ClaimKind.OUTCOME, ClaimKind.QUOTE}),
    frozenset({ClaimKind.DATE, ClaimKind.NUMBER}),
)
#: Features that two doubts about one difference share.
_SORT: Final = re.compile("unit=|outcome=|kind=")
_SAME: Final = 2.0
_SIMILAR: Final = 1.0
#: How much it counts that two facts stand at the same share of their texts.
_CLOSE: Final = 0.9


@dataclass(frozen=True, kw_only=True)
class LanguageVersion:
    """One language version of an entry; ``links`` are the addresses it gives."""

    language: str
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mismatch:
    """One difference: where it stands in each version, None where a version has nothing of it.

    One that ``holds`` keeps the versions from being equal; any other asks for a look.
    """

    kind: ClaimKind
    first: TextSpan | None
    second: TextSpan | None
    first_text: str | None
    second_text: str | None
    reason: Reason
    confidence: float
    holds: bool = True


@dataclass(frozen=True, kw_only=True)
class ParityReport:
    """The differences in order of their place, and the links that only one version has.

    ``hints`` are what may be one.
    """

    mismatches: tuple[Mismatch, ...]
    hints: tuple[Mismatch, ...] = ()
    first_links: tuple[str, ...] = ()
    second_links: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether the versions say the same."""
        return not (self.mismatches or self.first_links or self.second_links)


#: When nothing tells the day of an entry, dates of both versions are worked out from the same one.
SOME_DAY: Final = date(2025, 12, 31)


def check_parity(
    first: LanguageVersion, second: LanguageVersion, lexicon: Lexicon, *, day: date = SOME_DAY
) -> ParityReport:
    """Compare two versions of one entry, both read on ``day``."""
    one, other = doubted(first, second, lexicon, day)
    mine = list(each_once(_clauses(one.weighed())))
    theirs = list(each_once(_clauses(other.weighed())))
    pairs = _paired(first, second, mine, theirs)
    found = sorted((_mismatch(*pair) for pair in pairs), key=_place)
    return ParityReport(
        mismatches=tuple(each for each in found if each.holds),
        hints=tuple(each for each in found if not each.holds),
        first_links=tuple(link for link in first.links if link not in second.links),
        second_links=tuple(link for link in second.links if link not in first.links),
    )


@dataclass(frozen=True, kw_only=True)
class DoubtedVersion:
    """A version held against the other one: what is certainly wrong, and what is to be weighed.

    Findings count letters of its plain text.
    """

    plain: Plain
    certain: tuple[CheckedClaim, ...]
    doubts: tuple[TextDoubt, ...]

    def weighed(self) -> tuple[CheckedClaim, ...]:
        """The errors and hints about the version as it was given, in order of their place."""
        told = (*self.certain, *weighed(self.doubts, trained(__package__)))
        doubted = (each for each in told if each.verdict is not ClaimVerdict.SUPPORTED)
        return in_order(replace(each, span=self.plain.given(each.span)) for each in doubted)


def doubted(
    first: LanguageVersion, second: LanguageVersion, lexicon: Lexicon, day: date = SOME_DAY
) -> tuple[DoubtedVersion, DoubtedVersion]:
    """Both versions with what the other one makes doubtful of them.

    What is doubted at the same place of both is likelier a difference than words of one that were
    not understood: each doubt is told which others stand across, and how near, 0 to 1.
    """
    one, other = _prepared(first, lexicon, day), _prepared(second, lexicon, day)
    mine, theirs = _held(one, other, day), _held(other, one, day)
    return _across(mine, theirs), _across(theirs, mine)


@lru_cache(maxsize=32)
def _prepared(version: LanguageVersion, lexicon: Lexicon, day: date) -> PreparedArticle:
    """A version is read once: while one of them is typed the other one stays."""
    language, text = version.language, version.text[:LONGEST]
    return prepare(Article(id=language, language=language, title="", text=text, day=day), lexicon)


def _held(version: PreparedArticle, other: PreparedArticle, day: date) -> DoubtedVersion:
    evidence = PreparedEvidence(articles=(other,))
    certain, raised = raise_doubts(version.reading, evidence, day, silent_deeds=True)
    return DoubtedVersion(plain=version.plain, certain=tuple(certain), doubts=raised)


def _across(version: DoubtedVersion, other: DoubtedVersion) -> DoubtedVersion:
    mine, theirs = max(1, len(version.plain.text)), max(1, len(other.plain.text))
    places: dict[str, list[float]] = {}
    for one in other.doubts:
        places.setdefault(one.group, []).append(one.finding.span.start / theirs)
    for there in places.values():
        there.sort()
    sorts = {(one.group, _sort(one)) for one in other.doubts}

    def near(doubt: TextDoubt) -> TextDoubt:
        place, features = doubt.finding.span.start / mine, dict(doubt.features)
        for group, there in places.items():
            at = bisect_left(there, place)
            apart = min(abs(place - each) for each in there[max(0, at - 1) : at + 1])
            features[f"across {group}"] = max(0.0, 1 - apart)
        if (doubt.group, _sort(doubt)) in sorts:
            features["across alike"] = 1.0
        return replace(doubt, features=features)

    return replace(version, doubts=tuple(near(each) for each in version.doubts))


def _sort(doubt: TextDoubt) -> frozenset[str]:
    """What sort of value a doubt is about, and what became of a slot."""
    return frozenset(name for name, told in doubt.features.items() if told and _SORT.match(name))


def _clauses(findings: Sequence[CheckedClaim]) -> list[CheckedClaim]:
    """Without doubts that lie within another one."""
    spans = Spans(each.span for each in findings)
    first: dict[TextSpan, CheckedClaim] = {}
    for each in findings:
        first.setdefault(each.span, each)
    return [
        each
        for each in findings
        if first[each.span] == each
        and not any(
            other != each.span and other.start <= each.span.start and each.span.end <= other.end
            for other in spans.meeting(each.span.start, each.span.end)
        )
    ]


_Pair = tuple[CheckedClaim | None, CheckedClaim | None]


def _paired(
    first: LanguageVersion,
    second: LanguageVersion,
    mine: Sequence[CheckedClaim],
    theirs: Sequence[CheckedClaim],
) -> Iterator[_Pair]:
    """Doubts of both versions side by side, the likeliest pairs first."""
    scored = sorted(
        (
            (_likeness(first, second, one, other), i, j)
            for i, one in enumerate(mine)
            for j, other in enumerate(theirs)
        ),
        key=lambda each: -each[0],
    )
    left, right = set(range(len(mine))), set(range(len(theirs)))
    for score, i, j in scored:
        if score >= _SIMILAR and i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield mine[i], theirs[j]
    yield from ((mine[i], None) for i in sorted(left))
    yield from ((None, theirs[j]) for j in sorted(right))


def _likeness(
    first: LanguageVersion, second: LanguageVersion, one: CheckedClaim, other: CheckedClaim
) -> float:
    if one.kind is other.kind:
        kind = _SAME
    elif any({one.kind, other.kind} <= alike for alike in _ALIKE):
        kind = _SIMILAR
    else:
        return 0.0
    places = (one.span.start / len(first.text), other.span.start / len(second.text))
    return kind + _CLOSE * (1 - abs(places[0] - places[1]))


def _mismatch(one: CheckedClaim | None, other: CheckedClaim | None) -> Mismatch:
    told = one or other
    if told is None:
        raise ValueError("a difference needs a side")
    support = told.support
    spans = [each.span if each else None for each in (one, other)]
    texts = [each.text if each else None for each in (one, other)]
    if support is not None and None in spans:
        # What the other version says instead is known.
        at = spans.index(None)
        spans[at], texts[at] = support.span, support.text
    code = "one_side" if None in spans else "differs"
    values = {"first": texts[0] or "", "second": texts[1] or ""}
    return Mismatch(
        kind=told.kind,
        first=spans[0],
        second=spans[1],
        first_text=texts[0],
        second_text=texts[1],
        reason=Reason(code=code, values=values),
        confidence=max(each.confidence for each in (one, other) if each),
        holds=any(each.verdict is ClaimVerdict.UNSUPPORTED for each in (one, other) if each),
    )


def _place(mismatch: Mismatch) -> tuple[int, int]:
    return (
        mismatch.first.start if mismatch.first else 1 << 30,
        mismatch.second.start if mismatch.second else 0,
    )
