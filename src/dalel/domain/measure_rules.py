"""Rules for the figures, as read from a pack's ``measures.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dalel.domain.codebook import Labels
from dalel.domain.count_board import Level, PeriodLength

#: By language.
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Strands:
    """Event types that are about rules, and about putting right; the rest is practice."""

    law: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cases:
    """Case statuses under which there is no legal matter, or a settled one.

    ``coming`` are those of rules that are on their way and not in force yet, the nearest last.
    """

    none: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """The level holds with ``count`` entries of the direction and at least the severity.

    ``unless_negative``: not when there is any negative entry of this severity or above.
    """

    level: Level
    direction: str
    severity: int
    count: int
    verified: bool
    unless_negative: int | None = None


@dataclass(frozen=True, kw_only=True)
class LevelRules:
    """How a level is found; the first of ``rules`` that holds counts, none: not enough data."""

    least_entries: int = 5
    least_verified: int = 3
    verified: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    scale: Mapping[PeriodLength, int] = field(default_factory=dict)
    rules: tuple[LevelRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChangeRules:
    """What is compared with what, in months, and from when on a difference is told."""

    recent: int = 2
    least_earlier: int = 4
    most_earlier: int = 12
    longest_lag: int = 45
    few: int = 10
    false_alarms: float = 0.05
    change_point: int = 24


@dataclass(frozen=True, kw_only=True)
class AttentionRules:
    """From when on something needs a closer look."""

    days: int = 60
    severity: int = 4
    people: int = 10_000
    earlier_months: int = 6
    earlier_entries: int = 20
    unresolved_days: int = 180


@dataclass(frozen=True, kw_only=True)
class ThreatRules:
    """Roles of the naming rule whose names do not count as hit."""

    not_hit: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignalRules:
    """When a day's measurements are put before people, and how often a week at most.

    ``sites``: which are watched beside those of the sources. ``event_types``: under which one each
    kind of signal is put before people.
    """

    sites: tuple[str, ...] = ()
    least_tests: int = 10
    anomaly_share: float = 0.5
    least_anomalies: int = 5
    a_week: int = 3
    event_types: Mapping[str, str] = field(default_factory=dict)

    def stands_out(self, measured: int, anomalies: int) -> bool:
        """Whether tests of a site in a network on a day are enough, and most looked blocked."""
        return (
            measured >= self.least_tests
            and anomalies >= self.least_anomalies
            and anomalies / measured >= self.anomaly_share
        )


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What official figures count, as each language calls it.

    Two counts of it belong to one series only where they name the same topic, too, unless the
    thing is known ``by_itself``. ``sums`` says that it is counted in money, ``labels`` what it is
    called in a heading.
    """

    words: Words = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    by_itself: bool = False
    sums: bool = False


@dataclass(frozen=True, kw_only=True)
class OfficialRules:
    """Words of official figures by language, in lower case.

    ``more`` and ``fewer`` say that a figure grew, or fell; ``until`` joins the two months of a
    period; ``spans`` name the first months of a year and count them. ``about`` stands between a
    number and what is counted; ``unnamed`` are words that name no thing. ``same_months`` and
    ``year_before`` point to the same months of another year, and of the year before; ``then`` to
    the year with which the same sentence compares; ``against`` stands before what a figure is
    compared with; ``since`` leaves open when a period ends.
    ``tallies`` are verbs of counting, ``reports`` announce that figures follow. ``things`` are what
    is counted and ``topics`` what it is about, by code: beginnings of the words of each;
    ``topic_labels`` call the topics in a heading.
    ``persons`` are words for people, who are counted in every second piece of news. A "=" ends a
    word of these lists that has no further letters.
    """

    more: Words = field(default_factory=dict)
    fewer: Words = field(default_factory=dict)
    until: Words = field(default_factory=dict)
    spans: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    about: Words = field(default_factory=dict)
    unnamed: Words = field(default_factory=dict)
    same_months: Words = field(default_factory=dict)
    year_before: Words = field(default_factory=dict)
    then: Words = field(default_factory=dict)
    against: Words = field(default_factory=dict)
    since: Words = field(default_factory=dict)
    tallies: Words = field(default_factory=dict)
    reports: Words = field(default_factory=dict)
    things: Mapping[str, Thing] = field(default_factory=dict)
    topics: Mapping[str, Words] = field(default_factory=dict)
    topic_labels: Mapping[str, Labels] = field(default_factory=dict)
    persons: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MeasureRules:
    """All of ``measures.toml``."""

    strands: Strands = field(default_factory=Strands)
    cases: Cases = field(default_factory=Cases)
    level: LevelRules = field(default_factory=LevelRules)
    change: ChangeRules = field(default_factory=ChangeRules)
    attention: AttentionRules = field(default_factory=AttentionRules)
    threats: ThreatRules = field(default_factory=ThreatRules)
    official: OfficialRules = field(default_factory=OfficialRules)
    signals: SignalRules = field(default_factory=SignalRules)
