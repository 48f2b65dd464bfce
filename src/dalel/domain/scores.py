"""Measured scores of the pipeline's steps on gold data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Score:
    """A figure of a step, as a command gave it on a day.

    ``value`` lies between 0 and 1, of ``of`` cases in ``data``. ``studied``: the step was mended
    after its errors on this data had been read, so the figure flatters; otherwise cases are judged
    by what has not learned from them.
    """

    step: str
    figure: str
    value: float
    of: int
    data: str
    studied: bool
    command: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Scores:
    """``scores.json``, which ``tools/score_steps.py`` writes."""

    scores: tuple[Score, ...] = ()
