"""Is it known how workers ended?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.newsroom.frame import worker_lives
from dalel.newsroom.frame.models import WorkerRow

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_a_worker_that_ended_as_it_should_is_not_among_the_dead() -> None:
    worker_lives.end(worker_lives.begin("host/a", 7, NOW), later(1))
    worker_lives.begin("host/a", 8, later(2))
    assert worker_lives.deaths(later(3)) is None


def test_who_bears_the_name_of_one_that_did_not_end_knows_that_it_died() -> None:
    worker_lives.begin("host/a", 7, NOW)
    worker_lives.begin("host/b", 8, NOW)
    worker_lives.begin("host/a", 9, later(2))
    found = worker_lives.deaths(later(3))
    assert found is not None
    assert (found.count, found.first, found.last, found.code) == (1, later(2), later(2), None)


def test_a_death_that_was_seen_is_counted_once_with_its_code_and_last_words() -> None:
    for start in (0, 10):
        key = worker_lives.begin("host/a", 7 + start, later(start + 1))
        worker_lives.note_death(
            "host", 7 + start, began=later(start), ended=later(start + 5), code=-9, words="no room"
        )
        worker_lives.end(key, later(start + 6))
    found = worker_lives.deaths(later(20))
    assert found is not None
    assert (found.count, found.first, found.last) == (2, later(5), later(15))
    assert (found.code, found.words) == (-9, "no room")


@pytest.mark.parametrize("pid", [0, 12])
def test_one_that_never_came_to_work_is_counted_too(pid: int) -> None:
    worker_lives.begin("host/a", 12, later(-600))
    worker_lives.note_death("host", pid, began=NOW, ended=later(1), code=1, words="cannot import")
    found = worker_lives.deaths(later(2))
    assert found is not None
    assert (found.count, found.words) == (1, "cannot import")


def test_deaths_of_yesterday_are_not_told_and_those_of_long_ago_forgotten() -> None:
    worker_lives.note_death("host", 7, began=NOW, ended=NOW, code=1, words="")
    assert worker_lives.deaths(NOW + timedelta(days=2)) is None
    worker_lives.begin("host/a", 8, NOW + timedelta(days=200))
    assert WorkerRow.objects.count() == 1
