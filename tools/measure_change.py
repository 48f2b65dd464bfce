"""How often do trends cry wolf, how often do they miss one, and do intervals hold? By simulation.

python tools/measure_change.py [RUNS] [--only PART]: for docs/quality.md; the seeds are fixed.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
from scipy.special import betainc
from scipy.stats import poisson

from dalel.domain.change import Changes, WatchedSpan
from dalel.domain.count_board import ALL, Counted, Kind, Period, PeriodLength, Subject
from dalel.pack.loading import default_folder, load
from dalel.steps.measure.change import changes
from dalel.steps.measure.rates import (
    Numbers,
    chance,
    discoveries,
    dispersion,
    interval,
    ratio_interval,
)

RULES = load(default_folder()).measures.change
FIRST, MONTHS = date(2030, 1, 1), 14
AS_OF = date(2031, 3, 20)
RIGHTS = 8
#: The rights, five sections, and all together.
ROWS = RIGHTS + 6


def world(
    rng: np.random.Generator,
    *,
    a_month: float,
    scatter: float = 1.0,
    growth: tuple[float, ...] = (),
    doubled_at: int | None = None,
    backlog: bool = False,
) -> tuple[list[Counted], list[WatchedSpan]]:
    """A record of fourteen months: ``a_month`` happenings for each of eight rights.

    ``scatter``: variance by mean of the months' counts. ``growth``: factors of the last months of
    the first right. Ten sources are watched, from the month ``doubled_at`` on twenty; each reports
    a happening in three of ten cases, some days after it. With ``backlog`` the new ones' archives
    are read, too, and with them what they had reported before.
    """
    months = [Period.of(FIRST, PeriodLength.MONTH)]
    while len(months) < MONTHS:
        months.append(months[-1].following)
    new_from = None if doubled_at is None else months[doubled_at].first
    watches = [WatchedSpan(source=f"s{n}", since=FIRST) for n in range(10)]
    if new_from:
        watches += [WatchedSpan(source=f"s{n}", since=new_from) for n in range(10, 20)]
    factors = (1.0,) * (MONTHS - len(growth)) + growth
    happenings = (
        _happening(rng, month, right, new_from, backlog=backlog)
        for month, factor in zip(months, factors, strict=True)
        for right in range(RIGHTS)
        for _ in range(_draw(rng, a_month * (factor if right == 0 else 1.0), scatter))
    )
    entries = [
        replace(entry, number=f"XX-2030-{number:05}")
        for number, entry in enumerate(happenings)
        if entry.reports
    ]
    return entries, watches


def _happening(
    rng: np.random.Generator, month: Period, right: int, new_from: date | None, *, backlog: bool
) -> Counted:
    day = month.first + timedelta(days=int(rng.integers(month.days)))
    reports = {}
    for source in range(20 if new_from else 10):
        said = day + timedelta(days=int(rng.geometric(0.2)) - 1)
        if source >= 10 and new_from and said < new_from:
            # Before it was watched: it is found in the archive later, or never.
            said = new_from + timedelta(days=int(rng.integers(20))) if backlog else date.max
        if rng.random() < 0.3 and said <= AS_OF:
            reports[f"s{source}"] = said
    return Counted(
        number="",
        section=right % 5 + 1,
        period=month,
        day=day,
        event_type="x",
        rights=(f"r{right}",),
        reports=reports,
    )


def alarms(found: Changes) -> int:
    """How many rises are told."""
    return sum(trend.rises for trend in found.trends)


def _run(rng: np.random.Generator, **world_: object) -> Changes:
    entries, watches = world(rng, **world_)  # type: ignore[arg-type]
    return changes(entries, watches, RULES, AS_OF)


def false_alarms(runs: int) -> None:
    """Constant rates: how many runs tell any rise at all."""
    for name, options in (
        ("constant, the list of sources doubles two months ago", {"doubled_at": 12}),
        ("the same, and the new ones' archives are read", {"doubled_at": 12, "backlog": True}),
        ("constant, doubles half a year ago", {"doubled_at": 8, "backlog": True}),
        ("constant, same sources", {}),
        ("constant, doubled, scatter 2 (negative binomial)", {"doubled_at": 12, "scatter": 2.0}),
    ):
        rng = np.random.default_rng(2030)
        wrong = sum(alarms(_run(rng, a_month=6.0, **options)) > 0 for _ in range(runs))
        print(f"{name}: {wrong} of {runs} runs tell a rise ({100 * wrong / runs:.1f} %)")


def found_rises(runs: int) -> None:
    """One right of eight doubles: how many runs tell it, and how many tell another one."""
    doubled = Subject(kind=Kind.RIGHT, code="r0")
    # Its section and the whole record rise with it.
    true = {doubled, Subject(kind=Kind.SECTION, code="1"), ALL}
    for name, growth in (
        ("doubles for two months", (2.0, 2.0)),
        ("climbs to the double over two months", (1.5, 2.0)),
    ):
        for a_month in (3.0, 6.0, 12.0, 20.0):
            rng = np.random.default_rng(2031)
            right, other = 0, 0
            for _ in range(runs):
                found = _run(rng, a_month=a_month, growth=growth)
                told = {trend.subject for trend in found.trends if trend.rises}
                right += doubled in told
                other += bool(told - true)
            print(
                f"{a_month:.0f} a month, {name}: found in {100 * right / runs:.1f} %, "
                f"another one told in {100 * other / runs:.1f} %"
            )


def coverage(runs: int) -> None:
    """In how many runs the intervals hold the true value."""
    for scatter in (1.0, 2.0):
        for mean in (3, 5, 10, 20, 40):
            rng = np.random.default_rng(2032)
            held, ratio_held = 0, 0
            for _ in range(runs):
                rows = [[_draw(rng, mean, scatter) for _ in range(14)] for _ in range(RIGHTS)]
                spread = dispersion([row[:-2] for row in rows])
                low, high = interval(rows[0][-1], spread)
                held += low <= mean <= high
                low, high = ratio_interval(sum(rows[0][-2:]), sum(rows[0][:-2]), 2 / 14, spread)
                ratio_held += low <= 1 <= high
            print(
                f"scatter {scatter:.0f}, mean {mean}: rate {100 * held / runs:.1f} %, "
                f"ratio {100 * ratio_held / runs:.1f} %"
            )


def _draw(rng: np.random.Generator, mean: float, scatter: float) -> int:
    if scatter > 1:
        return int(rng.negative_binomial(mean / (scatter - 1), 1 / scatter))
    return int(rng.poisson(mean))


def mid_p(recent: float, earlier: float, share: float, dispersion: float = 1.0) -> float:
    """The exact test's chance with only half of what was seen itself: less cautious than it."""
    one, other = recent / dispersion, earlier / dispersion
    more = (_at_least(one, one + other, share) + _at_least(one + 1, one + other, share)) / 2
    return min(1.0, 2 * min(more, 1 - more))


def _at_least(count: float, of: float, share: float) -> float:
    if count <= 0:
        return 1.0
    return float(betainc(count, of - count + 1, share)) if count < of + 1 else 0.0


@cache
def unconditional(recent: float, earlier: float, share: float, dispersion: float = 1.0) -> float:
    """Krishnamoorthy and Thomson's test of two Poisson means (2004), of whole numbers only."""
    one, other = round(recent / dispersion), round(earlier / dispersion)
    total = one + other
    recents = np.arange(total * share + 9 * np.sqrt(total * share) + 12)[:, None]
    middle, width = total * (1 - share), 8 * np.sqrt(total) + 8
    earliers = np.arange(max(0, middle - width) // 1, middle + width)[None, :]
    chances = poisson.pmf(recents, total * share) * poisson.pmf(earliers, middle)
    seen = _distance(np.array(one), np.array(other), share)
    distances = _distance(recents, earliers, share)
    more, fewer = chances[distances >= seen].sum(), chances[distances <= seen].sum()
    return float(min(1.0, 2 * min(more, fewer)))


def _distance(recent: Numbers, earlier: Numbers, share: float) -> Numbers:
    """How far two rates are apart, in standard errors."""
    spread = np.sqrt(recent / share**2 + earlier / (1 - share) ** 2)
    distance: Numbers = (recent / share - earlier / (1 - share)) / np.where(spread > 0, spread, 1)
    return distance


def other_tests(runs: int) -> None:
    """Would another test, or one of the rights alone, find more and still keep quiet?"""
    for name, judge, first in (
        ("exact, all rows", _by(chance), 0),
        ("exact, rights only", _by(chance), ROWS - RIGHTS),
        ("mid-p, all rows", _by(mid_p), 0),
        ("mid-p, rights only", _by(mid_p), ROWS - RIGHTS),
        ("unconditional, all rows", _by(unconditional), 0),
        ("exact, rises at four in a hundred and falls at one", _rises_first, 0),
    ):
        wrong = [
            _told(judge, first, runs, a_month, scatter=scatter)[1]
            for scatter in (1.0, 2.0)
            for a_month in (3.0, 6.0, 12.0)
        ]
        shares = [
            f"{100 * _told(judge, first, runs, a_month, growth=growth)[0] / runs:.0f}"
            for growth, before in ((2.0, (3, 6, 8, 10, 12)), (0.5, (6, 12)))
            for a_month in before
        ]
        print(
            f"{name}: tells anything about nothing in at most {100 * max(wrong) / runs:.1f} %; "
            f"finds a doubling from 3, 6, 8, 10, 12 a month in {', '.join(shares[:5])} %, "
            f"a halving from 6, 12 in {', '.join(shares[5:])} %"
        )


def best_possible(_: int) -> None:
    """How often a doubling is found by who knows the rate before it without error.

    No test can do better that keeps the chance of a false rise in any row at five in a hundred and
    treats all rows alike.
    """
    for rows in (ROWS, RIGHTS):
        shares = []
        for a_month in (3, 6, 8, 10, 12):
            least = poisson.isf(RULES.false_alarms / rows, 2 * a_month) + 1
            shares.append(f"{100 * poisson.sf(least - 1, 4 * a_month):.0f}")
        print(f"{rows} rows, from 3, 6, 8, 10, 12 a month: at most {', '.join(shares)} %")


Counts = Sequence[Sequence[int]]


def _by(test: Callable[[float, float, float, float], float]) -> Callable[[Counts], Sequence[bool]]:
    """Which rows are told by a test of both directions."""

    def judge(rows: Counts) -> Sequence[bool]:
        spread = dispersion([row[:-2] for row in rows])
        chances = [test(sum(row[-2:]), sum(row[:-2]), 2 / MONTHS, spread) for row in rows]
        return discoveries(chances, RULES.false_alarms)

    return judge


def _rises_first(rows: Counts) -> Sequence[bool]:
    """Which rows are told where four of five false alarms may be rises."""
    spread = dispersion([row[:-2] for row in rows])
    pairs = [(sum(row[-2:]) / spread, sum(row[:-2]) / spread) for row in rows]
    more = [_at_least(one, one + other, 2 / MONTHS) for one, other in pairs]
    fewer = [_at_least(other, one + other, 1 - 2 / MONTHS) for one, other in pairs]
    told = discoveries(more, 0.8 * RULES.false_alarms), discoveries(fewer, 0.2 * RULES.false_alarms)
    return [any(both) for both in zip(*told, strict=True)]


def _told(
    judge: Callable[[Counts], Sequence[bool]],
    first: int,
    runs: int,
    a_month: float,
    *,
    scatter: float = 1.0,
    growth: float = 1.0,
) -> tuple[int, int]:
    """In how many runs the first right is told, and in how many any row, from row ``first`` on."""
    rng, right, any_row = np.random.default_rng(2033), 0, 0
    for _ in range(runs):
        rights = [
            [
                _draw(rng, a_month * (growth if at == 0 and month >= MONTHS - 2 else 1), scatter)
                for month in range(MONTHS)
            ]
            for at in range(RIGHTS)
        ]
        sections = [_sum(rights[at::5]) for at in range(5)]
        told = judge([_sum(rights), *sections, *rights][first:])
        right += told[ROWS - RIGHTS - first]
        any_row += any(told)
    return right, any_row


def _sum(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(month) for month in zip(*rows, strict=True)]


#: The parts of the simulation, and how many times RUNS each takes.
PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "alarms": (false_alarms, 1),
    "rises": (found_rises, 1),
    "coverage": (coverage, 4),
    "tests": (other_tests, 1),
    "bound": (best_possible, 1),
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="?", type=int, default=1000)
    parser.add_argument("--only", choices=PARTS)
    arguments = parser.parse_args()
    for name, (part, times) in PARTS.items():
        if arguments.only in {None, name}:
            part(times * arguments.runs)
