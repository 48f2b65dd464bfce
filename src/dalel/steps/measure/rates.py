"""Statistics of rates: intervals, ratios, dispersion, false discoveries and breaks.

Intervals are Jeffreys's (Brown, Cai, DasGupta, "Interval estimation in exponential families", 2003)
and hold on average what they promise, where exact ones promise more. Counts that scatter more than
Poisson's are divided by their dispersion: quasi-Poisson, the variance of a negative binomial. Many
tests: Benjamini and Hochberg, 1995.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

_TAIL: Final = 0.025
#: Draws by which the chance of a break is found.
_DRAWS: Final = 999


def interval(count: float, dispersion: float = 1.0) -> tuple[float, float]:
    """Between which means a count lies, at 95 %."""
    # A quarter of a second to load: only where something is measured.
    from scipy.special import gammaincinv  # noqa: PLC0415

    seen = count / dispersion + 0.5
    low = float(gammaincinv(seen, _TAIL)) if count > 0 else 0.0
    return low * dispersion, float(gammaincinv(seen, 1 - _TAIL)) * dispersion


def ratio_interval(
    recent: float, earlier: float, share: float, dispersion: float = 1.0
) -> tuple[float, float]:
    """Between which values the ratio of two rates lies, at 95 %.

    ``share``: which part of all exposure is recent. Given their sum, the recent count is binomial.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - as above

    one, other = recent / dispersion + 0.5, earlier / dispersion + 0.5
    odds = share / (1 - share)
    low = float(betaincinv(one, other, _TAIL)) if recent > 0 else 0.0
    high = float(betaincinv(one, other, 1 - _TAIL))
    return low / (1 - low) / odds, high / (1 - high) / odds


def chance(recent: float, earlier: float, share: float, dispersion: float = 1.0) -> float:
    """How often chance alone gives such a difference or a greater one, up or down."""
    from scipy.special import betainc  # noqa: PLC0415 - as above

    one, other = recent / dispersion, earlier / dispersion
    more = float(betainc(one, other + 1, share)) if one > 0 else 1.0
    fewer = float(betainc(other, one + 1, 1 - share)) if other > 0 else 1.0
    return min(1.0, 2 * min(more, fewer))


def dispersion(rows: Sequence[Sequence[int]]) -> float:
    """By how much monthly counts scatter more than Poisson's, over all rows; at least 1."""
    surplus, freedom = 0.0, 0
    for row in rows:
        mean = sum(row) / len(row) if row else 0.0
        if mean > 0 and len(row) > 1:
            surplus += sum((count - mean) ** 2 for count in row) / mean
            freedom += len(row) - 1
    return max(1.0, surplus / freedom) if freedom else 1.0


def discoveries(chances: Sequence[float], false: float) -> tuple[bool, ...]:
    """Which of many differences are told, so that at most this part of them is about nothing."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    told = 0
    for rank, place in enumerate(order, 1):
        if chances[place] <= false * rank / len(chances):
            told = rank
    found = frozenset(order[:told])
    return tuple(place in found for place in range(len(chances)))


def break_in(counts: Sequence[int], dispersion: float, seed: int = 0) -> tuple[int, float] | None:
    """The most likely place of a break in a course, and the chance of one as clear without any.

    Places count from 0: the new course begins there. None: there is nothing to break.
    """
    total = sum(counts)
    if total == 0 or len(counts) < 4:
        return None
    seen = _clarity(np.array([counts], dtype=float))
    clearest = _clearest(total, len(counts), seed)
    place = int(seen[0].argmax())
    exceeded = int((clearest >= seen[0, place] / dispersion).sum())
    return place + 1, (1 + exceeded) / (_DRAWS + 1)


@lru_cache(maxsize=256)
def _clearest(total: int, length: int, seed: int) -> Numbers:
    """How clear the clearest break is in each of many courses that have none."""
    drawn = np.random.default_rng(seed).multinomial(total, [1 / length] * length, _DRAWS)
    clearest: Numbers = _clarity(drawn.astype(float)).max(axis=1)
    return clearest


def _clarity(
    rows: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Twice the log of the likelihood ratio of a break after each month but the last."""
    length = rows.shape[1]
    before = rows.cumsum(axis=1)[:, :-1]
    total = rows.sum(axis=1, keepdims=True)
    after = total - before
    months = np.arange(1, length)
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = before * np.log(before * length / (months * total))
        gain_after = after * np.log(after * length / ((length - months) * total))
    clarity: Numbers = 2 * (np.nan_to_num(gain) + np.nan_to_num(gain_after))
    return clarity
