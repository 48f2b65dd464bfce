"""Intercoder agreement: how far two coders of the same entries agree beyond chance.

Krippendorff's alpha: 1 is full agreement, 0 what chance gives; below .667 no conclusion stands on
the variable (Krippendorff, Content Analysis, 4th ed., 2019, ch. 12). Sets of codes are compared by
Jaccard's distance; severity is ordinal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
#: How far apart two values are: by a scale, or as a table of distances says, by the places of the
#: values in their order.
Level = Literal["nominal", "ordinal", "interval"] | Numbers
Answer = str | int | frozenset[str]

#: Variables with one code, whose codes have no order.
NOMINAL: Final = ("event_type", "direction", "case_status", "verification")
#: Variables with one value on a scale.
ORDINAL: Final = ("severity",)
#: Variables with several codes.
SETS: Final = ("rights", "actors", "targets", "means", "platforms")
VARIABLES: Final = (*NOMINAL, *ORDINAL, *SETS)


@dataclass(frozen=True, kw_only=True)
class CodedPair:
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


def agreement(pairs: Sequence[CodedPair]) -> tuple[Agreement, ...]:
    """How far the two agree on each variable."""
    return tuple(_on(variable, pairs) for variable in VARIABLES)


def _on(variable: str, pairs: Sequence[CodedPair]) -> Agreement:
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
    """Krippendorff's alpha: a row a coder, a column an entry; None: not coded by this one.

    By the table of coincidences (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011,
    sections C and D): entries that fewer than two coded say nothing.

    :raises ValueError: when no two values that can be paired differ.
    """
    rows = np.array(coded, dtype=float)
    values = np.unique(rows[~np.isnan(rows)])
    given = (rows[:, :, None] == values).sum(axis=0).astype(float)
    given = given[given.sum(axis=1) > 1]
    others = given.sum(axis=1, keepdims=True) - 1
    observed = given.T @ (given / others) - np.diag((given / others).sum(axis=0))
    totals = observed.sum(axis=0)
    apart = _distances(level, values, totals)
    by_chance = float((np.outer(totals, totals) * apart).sum())
    if not by_chance:
        raise ValueError("no two values that can be paired differ")
    seen = float((observed * apart).sum())
    return 1 - (float(totals.sum()) - 1) * seen / by_chance


def _distances(level: Level, values: Numbers, totals: Numbers) -> Numbers:
    """The squared distance of each value from each (section E); a table is taken as it stands."""
    if not isinstance(level, str):
        return level
    match level:
        case "nominal":
            return 1 - np.eye(len(values))
        case "ordinal":
            # How many ranks lie between two values, half of each of these counted.
            ranks = np.cumsum(totals) - totals / 2
            return np.square(ranks[:, None] - ranks)
        case "interval":
            return np.square(values[:, None] - values)


def _order(value: Answer) -> tuple[int, list[str]]:
    if isinstance(value, int):
        return value, []
    return 0, sorted(value) if isinstance(value, frozenset) else [value]


def _jaccard(sets: Sequence[frozenset[str]]) -> Numbers:
    """The distance of two sets by their places: 0 the same, 1 nothing in common."""
    return np.array([[_distance(one, other) for other in sets] for one in sets])


def _distance(one: frozenset[str], other: frozenset[str]) -> float:
    together = one | other
    return 1 - len(one & other) / len(together) if together else 0.0
