"""Do periods fit together, and does a board show every period and each editor's word?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.domain.attention import ThreatMap
from dalel.domain.change import Changes
from dalel.domain.count_board import ALL, Board, Cell, Level, Period, PeriodLength, Uncounted
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.measures import Measures, Overruled

DAYS = st.dates(min_value=date(1999, 1, 1), max_value=date(2199, 12, 31))
Q3, Q4 = Period.named("2025-Q3"), Period.named("2025-Q4")
FIRST, LAST = Period.named("2025-01"), Period.named("2025-04")


@given(day=DAYS, span=st.sampled_from(PeriodLength))
def test_a_day_lies_in_its_period_and_in_no_other(day: date, span: PeriodLength) -> None:
    period = Period.of(day, span)
    assert period.first <= day <= period.last
    assert period.last + timedelta(days=1) == period.following.first
    assert period.days == (period.last - period.first).days + 1
    assert Period.named(period.name) == period


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_name_gives_the_period(name: str, first: date, last: date) -> None:
    assert (Period.named(name).first, Period.named(name).last) == (first, last)


@pytest.mark.parametrize("name", ["", "x", "2025-13", "2025-Q5", "2025-Qx", "2025-1-1"])
def test_what_names_no_period_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.named(name)


def board(*periods: Period) -> Board:
    cells = {(ALL, period): Cell(subject=ALL, period=period, numbers=("a",)) for period in periods}
    return Board(cells=cells, left_out=Uncounted(), as_of=date(2025, 12, 31))


def test_a_board_shows_the_periods_between_two_others() -> None:
    shown = board(LAST, FIRST, Q4).periods(PeriodLength.MONTH)
    assert [period.name for period in shown] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert board(FIRST).periods(PeriodLength.YEAR) == ()


def test_a_cell_without_entries_has_no_level() -> None:
    bare = board(Q4).cell(ALL, Q3)
    assert (bare.total, bare.coded, bare.level) == (0, 0, Level.UNKNOWN)
    assert bare.because.code == "level_without_entries"


def test_an_editors_level_stands_in_the_place_of_the_rules() -> None:
    time = datetime(2026, 1, 1, tzinfo=UTC)
    word = Overruled(level=Level.VIOLATED, why="x", member="e", time=time)
    measures = Measures(
        board=board(Q3, Q4),
        changes=Changes(),
        attention=(),
        threats=ThreatMap(),
        rules=MeasureRules(),
        overruled={(ALL, Q4): word},
    )
    assert measures.level(ALL, Q4) is Level.VIOLATED
    assert measures.level(ALL, Q3) is Level.UNKNOWN
