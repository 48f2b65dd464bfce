"""Is every moment told on the clocks of the country, even at the ends of time?"""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dalel.domain.dates import local

EAST, WEST = timezone(timedelta(hours=5)), timezone(timedelta(hours=-5))


def test_a_moment_is_told_on_the_clocks_of_a_zone() -> None:
    told = local(datetime(2031, 6, 1, 20, 30, tzinfo=UTC), EAST)
    assert told.isoformat() == "2031-06-02T01:30:00+05:00"


@pytest.mark.parametrize(
    ("end", "zone"),
    [(datetime.max.replace(tzinfo=UTC), EAST), (datetime.min.replace(tzinfo=UTC), WEST)],
)
def test_where_time_ends_a_moment_stays_as_it_is(end: datetime, zone: timezone) -> None:
    assert local(end, zone) is end
