"""Suggested codes for an article beside its event type.

These are suggestions for an editor, by the pack's table of marks: more than may be right, never a
decision. A code that the title shows stands before one that only the text shows.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.facts import FactKind
from dalel.domain.reason import Reason
from dalel.language.phrases import compile_phrases
from dalel.pack.coding import Coding, Hints, TypeHints
from dalel.steps.classify.article_reader import ClassifiedReading

_IN_TITLE: Final = 0.9
_IN_LEAD: Final = 0.7
_IN_TEXT: Final = 0.5
_MOST: Final = 5
#: How far a suggestion by the event type alone is trusted.
_BY_TYPE: Final = 0.8


class Coder:
    """Suggests codes by the pack's hints."""

    def __init__(self, hints: Coding) -> None:
        self._hints = hints
        compiled = ((code, compile_phrases(names)) for code, names in hints.platforms.items())
        self._platforms = [(code, pattern) for code, pattern in compiled if pattern]

    def coded(self, found: Classification, reading: ClassifiedReading) -> Classification:
        """The classification with all other codes suggested."""
        hints = self._hints
        event_type = found.event_types[0].code if found.event_types else ""
        by_type = hints.by_event_type.get(event_type, TypeHints())
        return replace(
            found,
            rights=_likeliest([*_by_type(by_type.rights), *_by_marks(hints.rights, reading)]),
            actors=_likeliest(_by_marks(hints.actors, reading)),
            targets=_likeliest(_by_marks(hints.targets, reading)),
            means=_likeliest([*_by_type(by_type.means), *_by_marks(hints.means, reading)]),
            platforms=_likeliest(self._named_platforms(reading)),
            places=_facts(reading, FactKind.PLACE),
            statutes=_facts(reading, FactKind.STATUTE),
            severity=self._severity(by_type.severity, reading),
            verification=self._verification(reading),
        )

    def _named_platforms(self, reading: ClassifiedReading) -> Iterable[SuggestedCode]:
        title_ends = reading.text.find("\n")
        for code, pattern in self._platforms:
            match = pattern.search(reading.text)
            if match is not None:
                score = _IN_TITLE if match.start() < title_ends else _IN_TEXT
                yield SuggestedCode(code=code, score=score, reasons=(_shown(match[0]),))

    def _severity(self, level: int, reading: ClassifiedReading) -> SuggestedCode:
        reasons = [Reason(code=f"severity_{level}")]
        for higher, marks in sorted(self._hints.severity.items()):
            mark = _first(marks, reading)
            if mark is not None and int(higher) > level:
                level = int(higher)
                reasons = [Reason(code=f"severity_{level}"), _shown(reading.shown[mark])]
        return SuggestedCode(code=str(level), score=_BY_TYPE, reasons=tuple(reasons))

    def _verification(self, reading: ClassifiedReading) -> SuggestedCode | None:
        for code, marks in self._hints.verification.items():
            mark = _first(marks, reading)
            if mark is not None:
                reasons = (_shown(reading.shown[mark]),)
                return SuggestedCode(code=code, score=_where(mark, reading), reasons=reasons)
            if not marks:
                return SuggestedCode(
                    code=code, score=_IN_TEXT, reasons=(Reason(code="one_report"),)
                )
        return None


def _by_type(codes: Iterable[str]) -> Iterable[SuggestedCode]:
    reasons = (Reason(code="by_event_type"),)
    return (SuggestedCode(code=code, score=_BY_TYPE, reasons=reasons) for code in codes)


def _by_marks(hints: Hints, reading: ClassifiedReading) -> Iterable[SuggestedCode]:
    for code, marks in hints.items():
        mark = _first(marks, reading)
        if mark is not None:
            reasons = (_shown(reading.shown[mark]),)
            yield SuggestedCode(code=code, score=_where(mark, reading), reasons=reasons)


def _first(marks: Iterable[str], reading: ClassifiedReading) -> str | None:
    shown = [mark for mark in marks if mark in reading.shown]
    return max(shown, key=lambda mark: _where(mark, reading), default=None)


def _where(mark: str, reading: ClassifiedReading) -> float:
    if mark in reading.marks[0]:
        return _IN_TITLE
    return _IN_LEAD if any(mark in marks for marks in reading.marks[1:2]) else _IN_TEXT


def _shown(words: str) -> Reason:
    return Reason(code="shown", values={"words": words})


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
            reasons=(_shown(" ".join(fact.text.split())),),
        )
        for fact in reading.of(kind)
        if fact.known
    )
