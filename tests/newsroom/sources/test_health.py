"""Does the record know which source has gone quiet, by its own habit?"""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from dalel.domain.health import Alarm
from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.newsroom.evidence.queries import source_health
from dalel.newsroom.sources.models import SourceRow

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def source(key: str, *, looked: datetime = NOW) -> SourceRow:
    return SourceRow.objects.create(
        key=key, first_look=NOW - 90 * DAY, last_look=looked, last_success=looked
    )


def found(row: SourceRow, times: list[datetime], *, is_backlog: bool = False) -> None:
    FindingRow.objects.bulk_create(
        FindingRow(
            canonical=f"https://{row.key}.test/{time:%Y%m%d%H%M}",
            url="-",
            source=row,
            seen=time,
            is_backlog=is_backlog,
        )
        for time in times
    )


def every(hours: int, *, until: datetime, days: int = 28) -> list[datetime]:
    return [until - timedelta(hours=n) for n in range(0, 24 * days, hours)]


def alarms(now: datetime = NOW) -> dict[str, Alarm]:
    return {one.key: one.alarm for one in source_health.sources(now)}


def test_a_silence_is_measured_by_what_came_before_it() -> None:
    found(source("lively"), every(6, until=NOW - timedelta(hours=5)))
    found(source("silent"), every(6, until=NOW - 3 * DAY))
    found(source("long-silent"), every(6, until=NOW - 60 * DAY))
    found(source("slow"), every(24 * 7, until=NOW - 12 * DAY))
    assert alarms() == {
        "lively": Alarm.NONE,
        "silent": Alarm.QUIET,
        "long-silent": Alarm.QUIET,
        "slow": Alarm.NONE,
    }
    [first, *_] = [one for one in source_health.sources(NOW) if one.key == "silent"]
    assert (round(first.per_day or 0), round(first.expected or 0)) == (4, 12)


def test_posts_count_like_findings() -> None:
    row = source("channel")
    for time in every(6, until=NOW - 3 * DAY):
        ArticleRow.objects.create(
            canonical=f"https://t.me/channel/{time:%Y%m%d%H}",
            url="-",
            source=row,
            is_post=True,
            first_kept=time,
            last_looked=time,
        )
    assert alarms() == {"channel": Alarm.QUIET}


def test_who_only_ever_gave_its_backlog_is_quiet_in_the_end() -> None:
    row = source("backlog")
    found(row, [NOW - 90 * DAY], is_backlog=True)
    assert alarms(NOW - 63 * DAY) == {"backlog": Alarm.NONE}
    assert alarms() == {"backlog": Alarm.QUIET}


def test_while_we_did_not_look_silence_says_nothing() -> None:
    away = NOW - 5 * DAY
    found(source("lively", looked=away), every(6, until=away))
    assert alarms() == {"lively": Alarm.NONE}


def test_a_source_that_was_never_looked_at_has_no_alarm() -> None:
    SourceRow.objects.create(key="new")
    assert alarms() == {"new": Alarm.NONE}


def test_the_number_of_queries_does_not_grow_with_the_sources(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(2):
        found(source(f"s{number}"), [NOW])
    with django_assert_num_queries(9):
        source_health.sources(NOW)
    for number in range(2, 30):
        found(source(f"s{number}"), [NOW])
    with django_assert_num_queries(9):
        source_health.sources(NOW)
