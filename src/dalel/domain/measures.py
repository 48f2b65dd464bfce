"""All measures of the record together: levels, reliability, and acceptance of suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dalel.domain.attention import Attention, ThreatMap
from dalel.domain.change import Changes
from dalel.domain.collection import NetworkCount
from dalel.domain.count_board import Board, Cell, Level, Period, Subject
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.official import Doubt, Official
from dalel.domain.scores import Score


@dataclass(frozen=True, kw_only=True)
class Overruled:
    """A level that an editor set in the place of the rule's, and why."""

    level: Level
    why: str
    member: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """How far two coders agree on a variable: Krippendorff's alpha; None: no two answers differ."""

    variable: str
    pairs: int
    alpha: float | None


@dataclass(frozen=True, kw_only=True)
class SuggestionUse:
    """How often people kept what a machine had suggested, in a month."""

    month: Period
    variable: str
    kept: int
    of: int


@dataclass(frozen=True, kw_only=True)
class RightLevels:
    """How every right stands in every period, and what editors say of it.

    ``sentences`` are an editor's, by subject, period and language.
    """

    board: Board
    overruled: Mapping[tuple[Subject, Period], Overruled] = field(default_factory=dict)
    sentences: Mapping[tuple[Subject, Period], Mapping[str, str]] = field(default_factory=dict)

    def level(self, subject: Subject, period: Period) -> Level:
        """The level that stands: an editor's, else the rule's."""
        overruled = self.overruled.get((subject, period))
        return overruled.level if overruled else self.board.cell(subject, period).level


@dataclass(frozen=True, kw_only=True)
class Measures(RightLevels):
    """Everything that is measured.

    ``editions`` has the cells of what each edition prints, by its number, and ``summaries`` tells
    them in sentences, by number and language. ``network`` are OONI's counts for the watched sites,
    which keep a licence of their own. ``names`` gives those who are hit repeatedly in each
    language, by the name under which they were counted.
    """

    changes: Changes
    attention: tuple[Attention, ...]
    threats: ThreatMap
    rules: MeasureRules
    summaries: Mapping[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    editions: Mapping[int, Mapping[Subject, Cell]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    official: tuple[Official, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    suggested: tuple[SuggestionUse, ...] = ()
    scores: tuple[Score, ...] = ()
    network: tuple[NetworkCount, ...] = ()
