"""Features of a pair of articles: likenesses and contradictions.

Each feature is a number that does not depend on which of the two comes first. -1 says that a
feature has nothing to go by.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import fsum, sqrt
from typing import Final

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from dalel.steps.group.rarity import Weighed

#: The features, in the order of ``features``; the first one needs vectors.
FEATURES: Final = (
    "near_meaning", "one_language", "words", "title_words", "kin_sum", "kin", "title_kin",
    "names_sum", "best_name", "second_name", "names", "names_cover", "headline", "names_left",
    "numbers_sum", "best_number", "numbers", "numbers_apart", "sums_sum", "sums",
    "sums_apart", "dates_sum", "dates_apart", "statutes_sum", "statutes_apart", "places_sum",
    "places_apart", "bodies_sum", "bodies_apart", "steps", "first_steps", "first_steps_apart",
    "stage_gap", "days", "news_days",
)  # fmt: skip
UNKNOWN: Final = -1.0
#: From this likeness on names of two languages may be one; a little less strict than for a fact,
#: because other marks decide with it.
_SAME_NAME: Final = 0.8
_SHORTEST_NAME: Final = 4
_LEFT: Final = 3
_LONGEST_GAP: Final = 400.0


def features(
    one: Weighed, other: Weighed, nearness: float, stages: Mapping[str, int]
) -> list[float]:
    """The features of a pair; ``stages`` says at which place of a matter's course a step stands."""
    if (other.marks.language, other.marks.names) < (one.marks.language, one.marks.names):
        # Near names are matched from one side, so the sides have an order.
        one, other = other, one
    a, b = one.marks, other.marks
    same = a.language == b.language
    kin = _shared(one, other, "kin")
    numbers = _shared(one, other, "numbers")
    return [
        nearness,
        float(same),
        _cosine(one, other, "words") if same else UNKNOWN,
        _cosine(one, other, "title") if same else UNKNOWN,
        fsum(kin),
        _cosine(one, other, "kin"),
        _cosine(one, other, "title_kin"),
        *_names(one, other),
        fsum(numbers),
        max(numbers, default=0.0),
        _cosine(one, other, "numbers"),
        _apart(a.numbers, b.numbers),
        fsum(_shared(one, other, "sums")),
        _cosine(one, other, "sums"),
        _apart(a.sums, b.sums),
        fsum(_shared(one, other, "dates")),
        _apart(a.dates, b.dates),
        fsum(_shared(one, other, "statutes")),
        _apart(a.statutes, b.statutes),
        fsum(_shared(one, other, "places")),
        _apart(a.places, b.places),
        fsum(_shared(one, other, "bodies")),
        _apart(a.bodies, b.bodies),
        _overlap(a.steps, b.steps),
        _overlap(a.first_steps, b.first_steps),
        _apart(a.first_steps, b.first_steps),
        _stage_gap(a.steps, b.steps, stages),
        _gap(a.day, b.day),
        _gap(_news_day(one), _news_day(other)),
    ]


def shared_names(one: Weighed, other: Weighed) -> dict[str, tuple[str, float]]:
    """Names of both articles: from the first one's to the other's, and their weight.

    Between languages, names that are nearly alike are one.
    """
    a, b = one.weights["names"], other.weights["names"]
    both = {name: (name, weight) for name, weight in a.items() if name in b}
    if one.marks.language == other.marks.language:
        return both
    mine = sorted(name for name in a if name not in both and len(name) >= _SHORTEST_NAME)
    theirs = sorted(name for name in b if name not in both and len(name) >= _SHORTEST_NAME)
    if mine and theirs:
        alike = cdist(
            mine, theirs, scorer=Levenshtein.normalized_similarity, score_cutoff=_SAME_NAME
        )
        for name, row, best in zip(mine, alike, alike.argmax(axis=1), strict=True):
            if row[best] >= _SAME_NAME:
                mate = theirs[best]
                both[name] = (mate, min(a[name], b[mate]))
    return both


def _names(one: Weighed, other: Weighed) -> tuple[float, ...]:
    both = shared_names(one, other)
    weights = sorted((weight for _, weight in both.values()), reverse=True)
    mates = {mate for mate, _ in both.values()}
    squares = fsum(weight * weight for weight in weights)
    masses = one.mass["names"], other.mass["names"]
    titles = one.mass["headline"] + other.mass["headline"]
    in_titles = fsum(w * w for n, w in one.weights["headline"].items() if n in both)
    in_titles += fsum(w * w for n, w in other.weights["headline"].items() if n in mates)
    left = _most(w for n, w in one.weights["names"].items() if n not in both)
    left_there = _most(w for n, w in other.weights["names"].items() if n not in mates)
    return (
        sum(weights),
        weights[0] if weights else 0.0,
        weights[1] if len(weights) > 1 else 0.0,
        squares / sqrt(masses[0] * masses[1]) if squares else 0.0,
        squares / min(masses) if squares else 0.0,
        in_titles / titles if titles else UNKNOWN,
        min(left, left_there),
    )


def _most(weights: Iterable[float]) -> float:
    """What the weightiest few weigh together."""
    return sum(sorted(weights, reverse=True)[:_LEFT])


def _shared(one: Weighed, other: Weighed, kind: str) -> list[float]:
    a, b = one.weights[kind], other.weights[kind]
    return [a[mark] for mark in a.keys() & b.keys()]


def _cosine(one: Weighed, other: Weighed, kind: str) -> float:
    shared = fsum(weight * weight for weight in _shared(one, other, kind))
    return shared / sqrt(one.mass[kind] * other.mass[kind]) if shared else 0.0


def _apart(one: Sequence[str], other: Sequence[str]) -> float:
    """How many each has for itself, where both have some: a contradiction, perhaps."""
    if not one or not other:
        return UNKNOWN
    shared = len(set(one) & set(other))
    return float(min(len(one), len(other)) - shared)


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return UNKNOWN
    a, b = set(one), set(other)
    return len(a & b) / len(a | b)


def _stage_gap(one: Sequence[str], other: Sequence[str], stages: Mapping[str, int]) -> float:
    """How far apart the latest steps of the two are."""
    if not one or not other:
        return UNKNOWN
    latest = [max(stages.get(step, 0) for step in steps) for steps in (one, other)]
    return float(abs(latest[0] - latest[1]))


def _news_day(article: Weighed) -> date | None:
    """The last day that the text states and that is not after its own: what it is news of."""
    own = article.marks.day
    stated = [day for text in article.marks.dates if (day := _full_day(text)) is not None]
    past = [day for day in stated if own is None or day <= own]
    return max(past, default=own)


def _full_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _gap(one: date | None, other: date | None) -> float:
    if one is None or other is None:
        return UNKNOWN
    return min(float(abs((one - other).days)), _LONGEST_GAP)
