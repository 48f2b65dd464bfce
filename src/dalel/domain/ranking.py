"""Ranking of stories in the inbox, by relevance, expected severity, novelty and age.

What is ours stands before what is not, and what a member brought in before all. Within each a story
is worth

    relevance x expected severity / 3 x novelty

and loses half of that with every ``HALF_LIFE`` of its age. Two stories age alike, so their order
does not depend on when one looks: a rank is worked out once and kept.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

T = TypeVar("T")

HALF_LIFE: Final = timedelta(days=2)
#: What looks like an incident that there is already is half as new as what looks like none.
KNOWN: Final = 0.5
#: What a member brought in stands so many half-lives before all that the machine found.
BROUGHT: Final = 100_000
#: The severity that neither lifts nor lowers a story: the middle of the codebook's five levels.
MIDDLE: Final = 3.0
#: So many incidents weigh as much as what is known of all types together.
_TRUST: Final = 3
_LEAST: Final = 0.001
_START: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Graded:
    """How grave incidents of one kind were: how many of them, and their mean severity."""

    count: int
    mean: float


NOTHING: Final = Graded(count=0, mean=MIDDLE)


def expected_severity(of_type: Graded, of_all: Graded, suggested: int | None = None) -> float:
    """How grave a story will be, from 1 to 5.

    What the machine read in the text counts; without it the newsroom's own codes of such events,
    drawn towards those of all events while they are few.
    """
    if suggested is not None:
        return float(suggested)
    overall = of_all.mean if of_all.count else MIDDLE
    return (of_type.count * of_type.mean + _TRUST * overall) / (of_type.count + _TRUST)


def worth(relevance: float, severity: float, *, is_known: bool) -> float:
    """What a story is worth while it is fresh; 1 is a sure, new one of middle severity."""
    novelty = KNOWN if is_known else 1.0
    return max(_LEAST, relevance) * severity / MIDDLE * novelty


def rank(fresh: float, newest: datetime, *, is_brought: bool = False) -> float:
    """The place of a story of this worth whose newest article came then; the highest is first.

    ``is_brought``: a member brought it in, who outranks the machine.
    """
    return math.log2(fresh) + (newest - _START) / HALF_LIFE + BROUGHT * is_brought


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What the machine thinks of an article, or of a story as a whole."""

    is_relevant: bool
    score: float
    section: int | None = None
    event_type: str = ""
    severity: int | None = None


def together(opinions: Sequence[Opinion]) -> Opinion:
    """What opinions on its articles say of a story.

    It is ours when half of them say so; the score is their mean. Section, type and severity are
    those for which most speaks among the ones that say so.
    """
    if not opinions:
        return Opinion(is_relevant=False, score=0.0)
    ours = [one for one in opinions if one.is_relevant]
    section = _heaviest((one.section, one.score) for one in ours)
    within = [one for one in ours if one.section == section]
    return Opinion(
        is_relevant=2 * len(ours) >= len(opinions),
        score=sum(one.score for one in opinions) / len(opinions),
        section=section,
        event_type=_heaviest((one.event_type or None, one.score) for one in within) or "",
        severity=_heaviest((one.severity, one.score) for one in within),
    )


def _heaviest(weighed: Iterable[tuple[T | None, float]]) -> T | None:
    """The value with the greatest sum of weights, of several the one that came first."""
    sums: dict[T, float] = {}
    for value, weight in weighed:
        if value is not None:
            sums[value] = sums.get(value, 0.0) + weight
    return max(sums, key=lambda value: sums[value], default=None)
