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
#: A figure or a day in words (үш, бүгін) says nothing where it stands alone.
_FIGURES: Final = frozenset({"same_numbers", "same_dates"})
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
    reasons = list(listed("same_names", names, spelled))
    for code, kinds in _KINDS:
        shared = {
            mark: weight
            for kind in kinds
            for mark, weight in article.weights[kind].items()
            if mark in mate.weights[kind]
        }
        reasons += listed(code, shared, spelled)
    if nearness >= _NEAR:
        reasons.append(Reason(code="near_meaning", weight=nearness / _NEAR))
    one, other = article.marks.day, mate.marks.day
    if one is not None and other is not None and not reasons:
        reasons.append(Reason(code="near_days", values={"days": str(abs((one - other).days))}))
    return tuple(sorted(reasons, key=lambda reason: -reason.weight))


def listed(code: str, marks: Mapping[str, float], spelled: Mapping[str, str]) -> Iterable[Reason]:
    """The reason that both have the telling ones of these marks; none where none can be shown."""
    told = {
        mark: weight
        for mark, weight in marks.items()
        if weight >= _TELLING
        and mark in spelled
        and (code not in _FIGURES or _has_digit(spelled[mark]))
    }
    telling = sorted((-weight, mark) for mark, weight in told.items())[:_NAMED]
    if telling:
        words = dict.fromkeys(spelled[mark] for _, mark in telling)
        weight = -sum(weight for weight, _ in telling)
        yield Reason(code=code, values={"shared": ", ".join(words)}, weight=weight)


def _has_digit(words: str) -> bool:
    return any(letter.isdigit() for letter in words)
