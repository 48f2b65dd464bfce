from datetime import UTC, date, datetime

from dalel.domain.extraction import Published


def test_a_moment_is_told_as_exactly_as_it_is_known() -> None:
    day = date(2025, 11, 17)
    assert Published(day=day).iso == "2025-11-17"
    assert (
        Published(day=day, time=datetime(2025, 11, 17, 5, 45, tzinfo=UTC)).iso
        == "2025-11-17T05:45:00+00:00"
    )
