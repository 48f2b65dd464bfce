"""Do two people who code the same entries agree, beyond what chance would give?

Krippendorff's alpha: 1 is full agreement, 0 what chance gives; below .667 no conclusion stands on
the variable (Krippendorff, Content Analysis, 4th ed., 2019, ch. 12). Sets of codes are compared by
Jaccard's distance; severity is ordinal.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal

import krippendorff
import numpy as np

#: How far apart two values are: by a scale, or as a function says.
Level = Literal["nominal", "ordinal"] | Callable[..., Any]
Answer = str | int | frozenset[str]

#: Variables with one code, whose codes have no order.
NOMINAL: Final = ("event_type", "direction", "case_status", "verification")
#: Variables with one value on a scale.
ORDINAL: Final = ("severity",)
#: Variables with several codes.
SETS: Final = ("rights", "actors", "targets", "means", "platforms")
VARIABLES: Final = (*NOMINAL, *ORDINAL, *SETS)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An entry as two people coded it, by variable."""

    subject: str
    first: Mapping[str, Answer]
    second: Mapping[str, Answer]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """An entry about which the two differ."""

    subject: str
    first: Answer
    second: Answer


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far a variable's codes agree; ``alpha`` None: no answer differs from any other."""

    variable: str
    pairs: int
    alpha: float | None
    differences: tuple[Difference, ...]


def draw(subjects: Iterable[str], seed: str, count: int) -> tuple[str, ...]:
    """Some of the subjects, drawn by a seed: whoever knows it can draw them again."""
    return tuple(
        sorted(subjects, key=lambda subject: sha256(f"{seed}:{subject}".encode()).digest())[:count]
    )


def agreement(pairs: Sequence[Pair]) -> tuple[Agreement, ...]:
    """How far the two agree on each variable."""
    return tuple(_on(variable, pairs) for variable in VARIABLES)


def _on(variable: str, pairs: Sequence[Pair]) -> Agreement:
    answers = [(pair.first[variable], pair.second[variable]) for pair in pairs]
    return Agreement(
        variable=variable,
        pairs=len(pairs),
        alpha=_alpha(variable, answers),
        differences=tuple(
            Difference(subject=pair.subject, first=first, second=second)
            for pair, (first, second) in zip(pairs, answers, strict=True)
            if first != second
        ),
    )


def _alpha(variable: str, answers: Sequence[tuple[Answer, Answer]]) -> float | None:
    values = sorted({value for both in answers for value in both}, key=_order)
    if len(values) < 2:
        return None
    place = {value: float(index) for index, value in enumerate(values)}
    coded = [[place[both[coder]] for both in answers] for coder in (0, 1)]
    if variable in SETS:
        return alpha(coded, _jaccard([value for value in values if isinstance(value, frozenset)]))
    return alpha(coded, "ordinal" if variable in ORDINAL else "nominal")


def alpha(coded: Sequence[Sequence[float | None]], level: Level) -> float:
    """Krippendorff's alpha: a row a coder, a column an entry; None: not coded by this one."""
    rows = np.array(coded, dtype=float)
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement=level))


def _order(value: Answer) -> tuple[int, list[str]]:
    if isinstance(value, int):
        return value, []
    return 0, sorted(value) if isinstance(value, frozenset) else [value]


def _jaccard(sets: Sequence[frozenset[str]]) -> Callable[..., Any]:
    """The distance of two sets by their places: 0 the same, 1 nothing in common."""
    apart = np.array([[_distance(one, other) for other in sets] for one in sets])

    def metric(_first: Any, _second: Any, i1: Any, i2: Any, *_rest: Any, **_more: Any) -> Any:
        return apart[i1, i2]

    return metric


def _distance(one: frozenset[str], other: frozenset[str]) -> float:
    together = one | other
    return 1 - len(one & other) / len(together) if together else 0.0
