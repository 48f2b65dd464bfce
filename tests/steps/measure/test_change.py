"""Does a trend tell what has grown, and not that we see more?"""

from datetime import date, timedelta
from itertools import count

import pytest

from dalel.domain.change import Changes, Lag, WatchedSpan
from dalel.domain.count_board import ALL, Counted, Kind, Period, PeriodLength, Subject
from dalel.domain.measure_rules import ChangeRules
from dalel.steps.measure import rates
from dalel.steps.measure.change import Course, changes
from steps.measure.entries import entry

RULES = ChangeRules()
FIRST = date(2030, 1, 1)
AS_OF = date(2031, 3, 20)
OLD = [WatchedSpan(source="old", since=FIRST)]


def lag_of(*entries: Counted) -> Lag | None:
    course = Course()
    for one in entries:
        course.add(one)
    return course.lag()


def months(length: int) -> list[Period]:
    run = [Period.of(FIRST, PeriodLength.MONTH)]
    while len(run) < length:
        run.append(run[-1].following)
    return run


def record(counts: list[int], source: str = "old", lag: int = 2, right: str = "r") -> list[Counted]:
    numbers = count()
    return [
        entry(
            f"{right}-{source}-{next(numbers):04}",
            day := month.first + timedelta(days=place % 28),
            rights=(right,),
            reports={source: day + timedelta(days=lag)},
        )
        for month, number in zip(months(len(counts)), counts, strict=True)
        for place in range(number)
    ]


def on(found: Changes, right: str = "r") -> object:
    return next(t for t in found.trends if t.subject == Subject(kind=Kind.RIGHT, code=right))


def test_a_plain_rise_is_told_with_its_entries() -> None:
    found = changes(record([10] * 12 + [30] * 2), OLD, RULES, AS_OF)
    trend = next(t for t in found.trends if t.subject == ALL)
    assert (trend.rises, trend.falls, trend.is_small) == (True, False, False)
    assert (trend.recent, trend.earlier, len(trend.numbers)) == (60, 120, 60)
    assert trend.ratio == pytest.approx(3, abs=0.2)
    assert trend.low < 3 < trend.high
    assert found.last == Period.named("2031-02")


def test_a_plain_fall_is_told() -> None:
    found = changes(record([30] * 12 + [5] * 2), OLD, RULES, AS_OF)
    assert all(trend.falls and not trend.rises for trend in found.trends)


def test_what_only_new_sources_tell_is_left_out_and_counted() -> None:
    new = [WatchedSpan(source="new", since=date(2031, 1, 1))]
    found = changes(
        record([10] * 14) + record([0] * 12 + [40] * 2, "new"), [*OLD, *new], RULES, AS_OF
    )
    assert found.panel == ("old",)
    assert found.unseen == 80
    assert not any(trend.rises for trend in found.trends)


def test_what_is_told_late_is_left_out_and_counted() -> None:
    found = changes(record([10] * 14) + record([40] * 3, lag=300, right="x"), OLD, RULES, AS_OF)
    assert found.late == 120
    assert [t.subject.code for t in found.trends if t.subject.kind is Kind.RIGHT] == ["r"]


def test_a_source_that_was_not_watched_all_the_while_is_not_of_the_panel() -> None:
    gone = WatchedSpan(source="gone", since=FIRST, until=date(2030, 9, 1))
    found = changes(record([10] * 14), [*OLD, gone], RULES, AS_OF)
    assert found.panel == ("old",)


def test_too_short_a_time_of_watching_gives_no_trend() -> None:
    late = [WatchedSpan(source="old", since=date(2030, 11, 5))]
    found = changes(record([10] * 14), late, RULES, AS_OF)
    assert (found.trends, found.why_not and found.why_not.code) == ((), "change_too_short")
    assert changes([], [], RULES, AS_OF).why_not is not None


def test_months_that_are_not_written_yet_are_not_compared() -> None:
    found = changes(record([10] * 14), OLD, RULES, AS_OF, written=date(2030, 12, 31))
    assert found.last == Period.named("2030-12")


def test_few_entries_are_called_few() -> None:
    found = changes(record([0] * 12 + [1, 1]), OLD, RULES, AS_OF)
    trend = found.trends[0]
    assert trend.is_small
    assert trend.ratio is None


def test_a_break_is_looked_for_only_with_two_years() -> None:
    old = [WatchedSpan(source="old", since=FIRST)]
    long, short = record([5] * 12 + [20] * 12), record([5] * 6 + [20] * 6)
    found = changes(long, old, RULES, date(2032, 1, 20))
    assert {trend.break_at for trend in found.trends} == {Period.named("2031-01")}
    found = changes(short, old, RULES, date(2031, 1, 20))
    assert {trend.break_at for trend in found.trends} == {None}


def test_an_even_course_has_no_break() -> None:
    assert rates.break_in([7, 8, 6, 7] * 6, 1.0)[1] > 0.01  # type: ignore[index]
    assert rates.break_in([0] * 24, 1.0) is None
    assert rates.break_in([1, 2, 3], 1.0) is None


def test_the_lag_is_told_where_it_is_known() -> None:
    lag = lag_of(*record([10], lag=3), *record([1], lag=30), entry("x", None), entry("y", FIRST))
    assert lag is not None
    assert (lag.known, lag.median) == (11, 3)
    assert lag.most > 3
    assert lag_of() is None
    single = lag_of(*record([1], lag=4))
    assert single is not None
    assert single.most == 4


def test_rates_are_a_source_and_month_of_thirty_days() -> None:
    two = [*OLD, WatchedSpan(source="other", since=FIRST)]
    month = changes(record([10] * 14), two, RULES, AS_OF).trends[0].months[0]
    assert month.rate == pytest.approx(10 / 2 / 31 * 30)
    assert month.low < month.rate < month.high


def test_intervals_are_those_of_jeffreys() -> None:
    # Brown, Cai, DasGupta (2003): chi-square quantiles of 2x + 1, halved; x = 10.
    low, high = rates.interval(10)
    assert (round(low, 2), round(high, 2)) == (5.14, 17.74)
    assert rates.interval(0)[0] == 0
    assert rates.ratio_interval(0, 10, 0.5)[0] == 0


def test_the_chance_of_a_difference_is_that_of_a_coin() -> None:
    # 9 heads or more of 10, or as few: 2 * 11 / 1024.
    assert rates.chance(9, 1, 0.5) == pytest.approx(22 / 1024)
    assert rates.chance(0, 0, 0.5) == 1


def test_scatter_beyond_poissons_widens_and_is_never_below_one() -> None:
    assert rates.dispersion([[5, 5, 5, 5]]) == 1
    assert rates.dispersion([[0, 10, 0, 10], []]) == pytest.approx(20 / 3)
    assert rates.dispersion([]) == 1
    assert rates.interval(10, 3)[1] > rates.interval(10)[1]


def test_of_many_differences_only_those_that_bear_it_are_told() -> None:
    # Benjamini and Hochberg (1995), the example of section 3.2: four of fifteen at .05.
    chances = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    assert rates.discoveries(chances, 0.05) == (True,) * 4 + (False,) * 11
    assert rates.discoveries([], 0.05) == ()
