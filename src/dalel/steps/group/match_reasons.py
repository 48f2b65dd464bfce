"""Reasons for putting an article beside another one."""

from collections.abc import Iterable, Mapping
from typing import Final

from dalel.domain.reason import Reason
from dalel.steps.group.pairs import shared_names
from dalel.steps.group.rarity import Weighed

#: A mark that so many others have too (as a share of the rarest) says nothing.
_TELLING: Final = 0.3
#: So many of a kind are named.
_NAMED: Final = 3
#: From so many times the spread of unrelated articles on, two mean nearly the same.
_NEAR: Final = 4.0
_KINDS: Final = (
    ("same_numbers", ("numbers", "sums")),
    ("same_statutes", ("statutes",)),
    ("same_dates", ("dates",)),
    ("same_places", ("places",)),
    ("same_bodies", ("bodies",)),
)


def reasons_for(
    article: Weighed, mate: Weighed, nearness: float, spelled: Mapping[str, str]
) -> tuple[Reason, ...]:
    """Why the two may be about one happening, in the article's own spelling, heaviest first."""
    names = {name: weight for name, (_, weight) in shared_names(article, mate).items()}
    reasons = list(_listed("same_names", names, spelled))
    for code, kinds in _KINDS:
        shared = {
            mark: weight
            for kind in kinds
            for mark, weight in article.weights[kind].items()
            if mark in mate.weights[kind]
        }
        reasons += _listed(code, shared, spelled)
    if nearness >= _NEAR:
        reasons.append(Reason(code="near_meaning", weight=nearness / _NEAR))
    one, other = article.marks.day, mate.marks.day
    if one is not None and other is not None and not reasons:
        reasons.append(Reason(code="near_days", values={"days": str(abs((one - other).days))}))
    return tuple(sorted(reasons, key=lambda reason: -reason.weight))


def _listed(code: str, marks: Mapping[str, float], spelled: Mapping[str, str]) -> Iterable[Reason]:
    telling = sorted(((-w, mark) for mark, w in marks.items() if w >= _TELLING))[:_NAMED]
    if telling:
        words = dict.fromkeys(spelled.get(mark, mark) for _, mark in telling)
        weight = -sum(weight for weight, _ in telling)
        yield Reason(code=code, values={"shared": ", ".join(words)}, weight=weight)
