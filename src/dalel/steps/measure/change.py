"""Changes over time, told apart from changes in how much is seen.

Like is compared with like: only sources count that were watched through all the months compared,
and only what one of them had soon enough for the youngest month to be known as well as the oldest.
So neither a longer list of sources nor a backlog that is caught up can look like a rise. What that
costs: docs/decisions/0090-change.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from math import ceil
from statistics import quantiles
from typing import Final

from dalel.domain.change import Changes, Lag, MonthRate, Trend, WatchedSpan
from dalel.domain.count_board import Counted, Period, PeriodLength, Subject
from dalel.domain.measure_rules import ChangeRules
from dalel.domain.reason import Reason
from dalel.steps.measure import rates
from dalel.steps.measure.board import subjects_of

#: A break is told when chance alone would show one as clear in one of so many courses.
_RARE: Final = 0.01
_UNKNOWN_LAG: Final = 14


class Course:
    """The entries of each month and how late they were told, as a record grows."""

    def __init__(self) -> None:
        self._months: dict[Period, list[Counted]] = defaultdict(list)
        self._lags: list[int] = []

    def add(self, entry: Counted) -> None:
        """Count one more entry."""
        if entry.day is None:
            return
        self._months[Period.of(entry.day, PeriodLength.MONTH)].append(entry)
        if entry.reports and (told := min(entry.reports.values())) >= entry.day:
            self._lags.append((told - entry.day).days)

    def lag(self) -> Lag | None:
        """How long reports take, over the entries whose day and first report are known."""
        # In place: the next time all but what was added since is in order.
        self._lags.sort()
        days = self._lags
        if not days:
            return None
        most = ceil(quantiles(days, n=10)[-1]) if len(days) > 1 else days[0]
        return Lag(known=len(days), median=days[len(days) // 2], most=max(most, 0))

    def changes(
        self,
        watches: Iterable[WatchedSpan],
        rules: ChangeRules,
        as_of: date,
        written: date | None = None,
    ) -> Changes:
        """How each subject's last whole months compare with those before, as of a day.

        ``written``: until when the record is complete, where that is before the day.
        """
        lag, watched = self.lag(), tuple(watches)
        months = _months(watched, rules, _last_whole(lag, rules, as_of, written))
        if len(months) < rules.recent + rules.least_earlier:
            return Changes(lag=lag, why_not=_too_short(months, rules))
        panel = _panel(watched, months)
        wait = min(rules.longest_lag, (as_of - months[-1].last).days)
        seen, unseen, late = self._seen(panel, months, wait)
        rows = _rows(seen, months)
        spread = rates.dispersion(
            [[len(month) for month in row[: -rules.recent]] for row in rows.values()]
        )
        return Changes(
            trends=_trends(rows, months, len(panel), spread, rules),
            panel=tuple(sorted(panel)),
            first=months[0],
            last=months[-1],
            recent=rules.recent,
            lag=lag,
            unseen=unseen,
            late=late,
            dispersion=spread,
        )

    def _seen(
        self, panel: frozenset[str], months: Sequence[Period], wait: int
    ) -> tuple[list[tuple[Counted, Period]], int, int]:
        """What the panel saw in time, how much only others saw, how much came too late."""
        seen: list[tuple[Counted, Period]] = []
        unseen = late = 0
        for month in months:
            for entry in self._months.get(month, ()):
                reports = [day for source, day in entry.reports.items() if source in panel]
                if not reports:
                    unseen += 1
                elif entry.day and (min(reports) - entry.day).days > wait:
                    late += 1
                else:
                    seen.append((entry, month))
        return seen, unseen, late


def changes(
    entries: Iterable[Counted],
    watches: Iterable[WatchedSpan],
    rules: ChangeRules,
    as_of: date,
    written: date | None = None,
) -> Changes:
    """The changes of some entries; see ``Course.changes``."""
    course = Course()
    for entry in entries:
        course.add(entry)
    return course.changes(watches, rules, as_of, written)


def _too_short(months: Sequence[Period], rules: ChangeRules) -> Reason:
    least = rules.recent + rules.least_earlier
    values = {"months": str(len(months)), "least": str(least)}
    return Reason(code="change_too_short", values=values)


def _rows(
    seen: Iterable[tuple[Counted, Period]], months: Sequence[Period]
) -> dict[Subject, list[list[str]]]:
    """Month by month the numbers of each subject's entries."""
    found: dict[Subject, dict[Period, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry, month in seen:
        for subject in subjects_of(entry):
            found[subject][month].append(entry.number)
    return {
        subject: [sorted(found[subject].get(month, ())) for month in months]
        for subject in sorted(found, key=lambda subject: (subject.kind, subject.code))
    }


def _trends(
    rows: Mapping[Subject, Sequence[Sequence[str]]],
    months: Sequence[Period],
    sources: int,
    spread: float,
    rules: ChangeRules,
) -> tuple[Trend, ...]:
    trends = [_trend(subject, row, months, sources, spread, rules) for subject, row in rows.items()]
    told = rates.discoveries([trend.chance for trend in trends], rules.false_alarms)
    return tuple(
        _judged(trend, is_told=is_told, spread=spread, rules=rules)
        for trend, is_told in zip(trends, told, strict=True)
    )


def _last_whole(lag: Lag | None, rules: ChangeRules, as_of: date, written: date | None) -> Period:
    """The last month that is written whole and of which nine in ten entries should be known."""
    wait = timedelta(days=min(lag.most if lag else _UNKNOWN_LAG, rules.longest_lag))
    day_after = timedelta(days=1)
    last = min(as_of - wait, (written or as_of) + day_after)
    return _before(Period.of(last, PeriodLength.MONTH))


def _before(month: Period) -> Period:
    return Period.of(month.first - timedelta(days=1), PeriodLength.MONTH)


def _months(watches: Sequence[WatchedSpan], rules: ChangeRules, last: Period) -> tuple[Period, ...]:
    """The months compared: of all lengths the one with the most months of watching in it.

    It is chosen by who was watched, never by what was found.
    """
    run = [last]
    best: tuple[int, tuple[Period, ...]] = (0, ())
    longest = max(rules.recent + rules.most_earlier, rules.change_point)
    for length in range(1, longest + 1):
        worth = length * len(_panel(watches, run))
        if length >= rules.recent + rules.least_earlier and worth >= best[0] and worth:
            best = worth, tuple(run)
        run.insert(0, _before(run[0]))
    return best[1]


def _panel(watches: Iterable[WatchedSpan], months: Sequence[Period]) -> frozenset[str]:
    """The sources that were watched through all of these months."""
    first, last = months[0].first, months[-1].last
    return frozenset(
        watch.source
        for watch in watches
        if watch.since <= first and (watch.until is None or watch.until >= last)
    )


def _trend(
    subject: Subject,
    row: Sequence[Sequence[str]],
    months: Sequence[Period],
    sources: int,
    spread: float,
    rules: ChangeRules,
) -> Trend:
    # Only the last year counts as "before": what lies further back is there for breaks.
    start = max(0, len(row) - rules.recent - rules.most_earlier)
    counts = [len(month) for month in row]
    compared, days = counts[start:], [month.days for month in months[start:]]
    recent, earlier = sum(compared[-rules.recent :]), sum(compared[: -rules.recent])
    share = sum(days[-rules.recent :]) / sum(days)
    low, high = rates.ratio_interval(recent, earlier, share, spread)
    return Trend(
        subject=subject,
        months=tuple(
            _rate(month, count, sources, spread)
            for month, count in zip(months, counts, strict=True)
        ),
        recent=recent,
        earlier=earlier,
        numbers=tuple(sorted(chain.from_iterable(row[-rules.recent :]))),
        ratio=recent / earlier * (1 - share) / share if earlier else None,
        low=low,
        high=high,
        chance=rates.chance(recent, earlier, share, spread),
        rises=False,
        falls=False,
        is_small=recent + earlier < rules.few,
    )


def _rate(month: Period, count: int, sources: int, spread: float) -> MonthRate:
    low, high = rates.interval(count, spread)
    # A month of thirty days for every source: months differ in length.
    effort = sources * month.days / 30
    return MonthRate(
        period=month, count=count, rate=count / effort, low=low / effort, high=high / effort
    )


def _judged(trend: Trend, *, is_told: bool, spread: float, rules: ChangeRules) -> Trend:
    rises = trend.ratio is None or trend.ratio > 1
    counts = [month.count for month in trend.months]
    found = None
    if len(counts) >= rules.change_point:
        found = rates.break_in(counts, spread)
    return replace(
        trend,
        rises=is_told and rises,
        falls=is_told and not rises,
        break_at=trend.months[found[0]].period if found and found[1] <= _RARE else None,
    )
