"""Which period has the next issue?"""

from datetime import date

import pytest

from dalel.domain.bulletin_rhythm import Rhythm, next_period

TODAY = date(2031, 5, 14)


@pytest.mark.parametrize(
    ("rhythm", "last_end", "period"),
    [
        (Rhythm.WEEK, None, (date(2031, 5, 12), date(2031, 5, 18))),
        (Rhythm.TWO_WEEKS, None, (date(2031, 5, 12), date(2031, 5, 25))),
        (Rhythm.MONTH, None, (date(2031, 5, 1), date(2031, 5, 31))),
        (Rhythm.QUARTER, None, (date(2031, 4, 1), date(2031, 6, 30))),
        (Rhythm.MONTH, date(2031, 3, 30), (date(2031, 3, 31), date(2031, 4, 29))),
        (Rhythm.MONTH, date(2031, 3, 31), (date(2031, 4, 1), date(2031, 4, 30))),
        (Rhythm.MONTH, date(2031, 2, 28), (date(2031, 5, 1), date(2031, 5, 31))),
        (Rhythm.WEEK, date(2031, 5, 4), (date(2031, 5, 5), date(2031, 5, 11))),
        (Rhythm.WEEK, date(2031, 4, 27), (date(2031, 5, 12), date(2031, 5, 18))),
        (Rhythm.QUARTER, date(2031, 10, 31), (date(2031, 11, 1), date(2032, 1, 31))),
        (Rhythm.WEEK, date(2031, 12, 28), (date(2031, 12, 29), date(2032, 1, 4))),
    ],
)
def test_an_issue_follows_the_last_one_or_holds_today_where_that_is_long_ago(
    rhythm: Rhythm, last_end: date | None, period: tuple[date, date]
) -> None:
    assert next_period(rhythm, last_end, TODAY) == period
