"""Suggestions of the classifier for an article: relevance and likely codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dalel.domain.reason import Reason


@dataclass(frozen=True, kw_only=True)
class SuggestedCode:
    """A code of the codebook, how likely it is (0 to 1), and why; an editor decides."""

    code: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Classification:
    """Suggestions for one article, each variable with the likeliest code first.

    ``score`` is how likely it is that the article is ours. One that is not ours has no section and
    no suggestion. ``places`` are codes of the gazetteer, ``statutes`` provisions as facts cite
    them, ``severity`` has a level from 1 to 5 as its code. ``model`` names what judged.
    """

    relevant: bool
    score: float
    section: int | None
    event_types: tuple[SuggestedCode, ...] = ()
    rights: tuple[SuggestedCode, ...] = ()
    actors: tuple[SuggestedCode, ...] = ()
    targets: tuple[SuggestedCode, ...] = ()
    means: tuple[SuggestedCode, ...] = ()
    platforms: tuple[SuggestedCode, ...] = ()
    places: tuple[SuggestedCode, ...] = ()
    statutes: tuple[SuggestedCode, ...] = ()
    severity: SuggestedCode | None = None
    verification: SuggestedCode | None = None
    reasons: tuple[Reason, ...] = ()
    model: str


#: A suggestion that is not surer than this is none: it ranks stories and is offered to nobody.
UNSURE: Final = 0.4
#: Reasons for what verifies: the kind of the source bears it out, or one outlet reports it.
BY_SOURCE: Final = "by_source"
ONE_REPORT: Final = "one_report"

_SEVERAL: Final = (
    "event_types",
    "rights",
    "actors",
    "targets",
    "means",
    "platforms",
    "places",
    "statutes",
)


def merged(found: Iterable[Classification]) -> Classification | None:
    """One suggestion of those for several articles about one happening; None of none.

    Of each code the surest word counts; what has one answer is that of the surest article. What
    verifies is that of the firmest source, as far as the kinds of sources alone tell it.
    """
    ordered = sorted(found, key=lambda one: (one.relevant, one.score), reverse=True)
    if not ordered:
        return None
    several: dict[str, Any] = {
        name: _surest(getattr(one, name) for one in ordered) for name in _SEVERAL
    }
    return replace(
        ordered[0],
        **several,
        severity=_level([one.severity for one in ordered if one.severity]),
        verification=_verification(ordered),
    )


def _level(levels: Sequence[SuggestedCode]) -> SuggestedCode | None:
    """The level that is told most surely; None is sure where sure ones differ."""
    best = max(levels, key=lambda one: one.score, default=None)
    if best is None:
        return None
    differ = {one.code for one in levels if one.score == best.score} != {best.code}
    return replace(best, score=min(best.score, UNSURE)) if differ else best


def _verification(found: Sequence[Classification]) -> SuggestedCode | None:
    """What the firmest source bears out; of several reports only a person can tell more.

    Whether they lean on one another is not seen in their kinds.
    """
    borne = [
        (one.verification, why.code)
        for one in found
        if one.verification
        for why in one.verification.reasons
    ]
    firm = [one for one, why in borne if why == BY_SOURCE]
    reports = [one for one, why in borne if why == ONE_REPORT]
    return next(iter(firm), reports[0] if reports and len(found) == 1 else None)


def _surest(lists: Iterable[tuple[SuggestedCode, ...]]) -> tuple[SuggestedCode, ...]:
    best: dict[str, SuggestedCode] = {}
    for one in (one for listed in lists for one in listed):
        if one.code not in best or best[one.code].score < one.score:
            best[one.code] = one
    return tuple(sorted(best.values(), key=lambda one: -one.score))
