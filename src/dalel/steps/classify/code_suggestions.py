"""Suggested codes for an article beside its event type.

These are suggestions for an editor, by the pack's table, never a decision. One that is not sure is
worth less than none: who did it and to whom is taken from claims about the happening itself, its
severity from what befell somebody there, and what verifies it from the kind of its source.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from re import Pattern
from typing import Final

from dalel.domain.claim import ClaimRole, Mention
from dalel.domain.classification import (
    BY_SOURCE,
    ONE_REPORT,
    UNSURE,
    Classification,
    SuggestedCode,
)
from dalel.domain.deeds import Deed, Direction
from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.domain.reason import Reason
from dalel.language.phrases import compile_phrases
from dalel.pack.coding import Coding, Hints, TypeHints
from dalel.steps.classify.article_reader import ClassifiedReading
from dalel.steps.classify.own_claims import OwnClaim, own_claims

_IN_TITLE: Final = 0.9
_IN_LEAD: Final = 0.7
_IN_TEXT: Final = 0.5
_MOST: Final = 5
#: How far a suggestion by the event type alone is trusted, and how likely the type must be for it.
_BY_TYPE: Final = 0.8
_SURE: Final = 0.6
_DEED: Final = "d:"
_KIND: Final = "k:"
#: Where a deed has nobody it is done to, it may name him as the one who gets it: a fine.
_ADDRESSED: Final = frozenset({"fine", "arrest", "sentence", "ban", "refuse"})


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What an article tells of its happening, and of which type that is."""

    reading: ClassifiedReading
    lexicon: Lexicon | None
    event_type: str
    hints: TypeHints

    @cached_property
    def claims(self) -> tuple[OwnClaim, ...]:
        return () if self.lexicon is None else own_claims(self.reading, self.lexicon)

    def deed(self, one: OwnClaim) -> Deed | None:
        return self.lexicon.deeds.deeds.get(one.claim.deed) if self.lexicon else None

    def is_of_type(self, one: OwnClaim) -> bool:
        """Whether a claim's deed is one of those that the event type is about."""
        deed = self.deed(one)
        return deed is not None and (
            self.event_type in deed.event_types or one.claim.deed in self.hints.deeds
        )

    def is_against(self, one: OwnClaim) -> bool:
        deed = self.deed(one)
        return deed is not None and deed.direction is Direction.AGAINST

    def fits(self, one: OwnClaim) -> bool:
        """Whether a claim can be of such an event: a hacker's arrest is none of his attack."""
        deed = self.deed(one)
        return self.is_of_type(one) or (deed is not None and not deed.stage)

    def shown(self, one: OwnClaim, *mentions: Mention | None) -> tuple[Reason, ...]:
        return (_shown(one.words(self.reading.text, *mentions)),)


class Coder:
    """Suggests codes by the pack's hints; without a lexicon no claim is read."""

    def __init__(self, hints: Coding, lexicon: Lexicon | None = None) -> None:
        self._hints = hints
        self._lexicon = lexicon
        self._platforms = _compiled(hints.platforms)
        self._actors, self._targets = _compiled(hints.actors), _compiled(hints.targets)

    def coded(self, found: Classification, reading: ClassifiedReading) -> Classification:
        """The classification with all other codes suggested."""
        hints, likeliest = self._hints, next(iter(found.event_types), None)
        event_type = likeliest.code if likeliest else ""
        by_type = hints.by_event_type.get(event_type, TypeHints())
        is_sure = likeliest is not None and likeliest.score >= _SURE
        rights, means = (by_type.rights, by_type.means) if is_sure else ((), ())
        told = _Told(reading=reading, lexicon=self._lexicon, event_type=event_type, hints=by_type)
        return replace(
            found,
            rights=_likeliest([*_by_type(rights), *_by_marks(hints.rights, told)]),
            actors=_likeliest(_doers(self._actors, told)),
            targets=_likeliest(_done_to(self._targets, told)),
            means=_likeliest([*_by_type(means), *_by_marks(hints.means, told)]),
            platforms=_likeliest(self._named_platforms(reading)),
            places=_facts(reading, FactKind.PLACE),
            statutes=_facts(reading, FactKind.STATUTE),
            severity=self._severity(told, is_sure=is_sure),
            verification=self._verification(reading),
        )

    def _named_platforms(self, reading: ClassifiedReading) -> Iterable[SuggestedCode]:
        title_ends = reading.text.find("\n")
        for code, pattern in self._platforms.items():
            match = pattern.search(reading.text)
            if match is not None:
                score = _IN_TITLE if match.start() < title_ends else _IN_TEXT
                yield SuggestedCode(code=code, score=score, reasons=(_shown(match[0]),))

    def _severity(self, told: _Told, *, is_sure: bool) -> SuggestedCode:
        """The level of what befell somebody, not above what the codebook says of the type."""
        hints = told.hints
        expected = SuggestedCode(
            code=str(hints.severity),
            score=_BY_TYPE if is_sure and hints.holds else UNSURE,
            reasons=(Reason(code=f"severity_{hints.severity}"),),
        )
        own = [one for one in told.claims if told.is_of_type(one)]
        if not is_sure or not hints.at_most or not own or _ends_well(told):
            return expected
        # What raises it has to be told with it: another sentence may be about another man.
        beside = [
            other
            for other in told.claims
            if told.is_against(other) and any(_go_together(other, each) for each in own)
        ]
        levels = [(self._level(one), one) for one in (*own, *beside)]
        fitting = [pair for pair in levels if 0 < pair[0] <= hints.at_most]
        if not fitting:
            return expected
        level, one = max(fitting, key=lambda pair: pair[0])
        reasons = (Reason(code=f"severity_{level}"), *told.shown(one, one.claim.patient))
        return SuggestedCode(code=str(level), score=_BY_TYPE, reasons=reasons)

    def _level(self, one: OwnClaim) -> int:
        mark = f"{_DEED}{one.claim.deed}"
        return max(
            (int(level) for level, marks in self._hints.severity.items() if mark in marks),
            default=0,
        )

    def _verification(self, reading: ClassifiedReading) -> SuggestedCode | None:
        kind = f"{_KIND}{reading.source_kind}"
        for code, kinds in self._hints.verification.items():
            if kind in kinds:
                is_report = code == list(self._hints.verification)[-1]
                why = Reason(code=ONE_REPORT if is_report else BY_SOURCE)
                return SuggestedCode(code=code, score=_BY_TYPE, reasons=(why,))
        return None


def _ends_well(told: _Told) -> bool:
    deeds = (told.deed(one) for one in told.claims)
    return any(deed is not None and deed.direction is Direction.FOR for deed in deeds)


def _go_together(one: OwnClaim, other: OwnClaim) -> bool:
    return (one.start, one.claim.sentence) == (other.start, other.claim.sentence)


def _compiled(hints: Hints) -> Mapping[str, Pattern[str]]:
    compiled = ((code, compile_phrases(names)) for code, names in hints.items())
    return {code: pattern for code, pattern in compiled if pattern}


def _doers(patterns: Mapping[str, Pattern[str]], told: _Told) -> Iterator[SuggestedCode]:
    for one in told.claims:
        if told.is_of_type(one):
            yield from _named(patterns, one.claim.agent, "agent", one, told)


def _done_to(patterns: Mapping[str, Pattern[str]], told: _Told) -> Iterator[SuggestedCode]:
    for one in told.claims:
        if not told.is_against(one) or not told.fits(one):
            continue
        others = [each.mention for each in one.claim.others if each.role is ClaimRole.RECIPIENT]
        addressed = others if one.claim.deed in _ADDRESSED else []
        for patient in [one.claim.patient] if one.claim.patient else addressed:
            yield from _named(patterns, patient, "patient", one, told)


def _named(
    patterns: Mapping[str, Pattern[str]],
    mention: Mention | None,
    role: str,
    one: OwnClaim,
    told: _Told,
) -> Iterator[SuggestedCode]:
    """Whom a clause itself names in a role: whom its pronoun means may be misread."""
    if mention is None or mention.via is not None or role in one.claim.unsure:
        return
    for code, pattern in patterns.items():
        if pattern.search(mention.words):
            score = _IN_TITLE if one.in_title else _IN_LEAD
            yield SuggestedCode(code=code, score=score, reasons=told.shown(one, mention))


def _by_type(codes: Iterable[str]) -> Iterable[SuggestedCode]:
    reasons = (Reason(code="by_event_type"),)
    return (SuggestedCode(code=code, score=_BY_TYPE, reasons=reasons) for code in codes)


def _by_marks(hints: Hints, told: _Told) -> Iterator[SuggestedCode]:
    """Codes whose cue stands in the title or the first sentence, or whose deed is told there."""
    reading = told.reading
    for code, marks in hints.items():
        for mark in marks:
            score = _where(mark, reading)
            if score >= _IN_LEAD:
                yield SuggestedCode(code=code, score=score, reasons=(_shown(reading.shown[mark]),))
        for one in told.claims:
            if f"{_DEED}{one.claim.deed}" in marks and (told.is_of_type(one) or _has_parties(one)):
                score = _IN_TITLE if one.in_title else _IN_LEAD
                yield SuggestedCode(code=code, score=score, reasons=told.shown(one))


def _has_parties(one: OwnClaim) -> bool:
    """Whether somebody did it to somebody: a bare noun tells what a law provides for."""
    claim = one.claim
    is_addressed = any(each.role is ClaimRole.RECIPIENT for each in claim.others)
    return claim.agent is not None and (claim.patient is not None or is_addressed)


def _where(mark: str, reading: ClassifiedReading) -> float:
    if mark in reading.marks[0]:
        return _IN_TITLE
    return _IN_LEAD if any(mark in marks for marks in reading.marks[1:2]) else 0.0


def _shown(words: str) -> Reason:
    return Reason(code="shown", values={"words": " ".join(words.split())})


def _likeliest(suggested: Iterable[SuggestedCode]) -> tuple[SuggestedCode, ...]:
    best: dict[str, SuggestedCode] = {}
    for one in suggested:
        if one.code not in best or best[one.code].score < one.score:
            best[one.code] = one
    return tuple(sorted(best.values(), key=lambda one: -one.score))[:_MOST]


def _facts(reading: ClassifiedReading, kind: FactKind) -> tuple[SuggestedCode, ...]:
    """Known places and statutes, the first named first."""
    title_ends = reading.text.find("\n")
    return _likeliest(
        SuggestedCode(
            code=fact.value,
            score=_IN_TITLE if fact.span.start < title_ends else _IN_TEXT,
            reasons=(_shown(fact.text),),
        )
        for fact in reading.of(kind)
        if fact.known
    )
