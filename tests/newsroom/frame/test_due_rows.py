"""Is every row worked on by one worker at a time, and none for ever?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.retry_policy import LEASE, MOST_ATTEMPTS, MOST_DEATHS, OF_ONE_SOURCE
from dalel.newsroom.evidence.actions import findings
from dalel.newsroom.evidence.models import FindingRow
from dalel.newsroom.frame import row_claims
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.actions import placement

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def rows() -> None:
    FindingRow.objects.bulk_create(
        FindingRow(
            canonical=f"https://lake.test/{number}",
            url=f"https://lake.test/{number}",
            seen=NOW,
            next_at=NOW - timedelta(minutes=number),
        )
        for number in range(3)
    )


def claim(worker: str, now: datetime = NOW, limit: int = 9) -> list[FindingRow]:
    taken: list[FindingRow] = row_claims.claim(findings.waiting(), worker, now, limit)
    return taken


def test_the_longest_waiting_comes_first() -> None:
    assert [row.url[-1] for row in claim("a", limit=2)] == ["2", "1"]


def test_what_one_worker_claimed_no_other_gets() -> None:
    assert len(claim("a", limit=2)) == 2
    assert len(claim("b")) == 1
    assert claim("c") == []


def test_no_source_gets_more_than_its_part_and_what_belongs_to_none_is_free() -> None:
    slow = SourceRow.objects.create(key="slow")
    FindingRow.objects.bulk_create(
        FindingRow(
            canonical=f"https://slow.test/{number}",
            url=f"https://slow.test/{number}",
            source=slow,
            seen=NOW,
            next_at=NOW - timedelta(hours=1),
        )
        for number in range(20)
    )
    first = claim("a", limit=20)
    assert [row.source_id for row in first] == [slow.pk] * OF_ONE_SOURCE + [None] * 3
    opened: dict[int | None, int] = {slow.pk: OF_ONE_SOURCE - 2}
    assert len(row_claims.claim(findings.waiting(), "a", NOW, 20, opened)) == 2
    assert row_claims.claim(findings.waiting(), "a", NOW, 20, {slow.pk: OF_ONE_SOURCE}) == []


def test_a_claim_that_ran_out_is_taken_again_one_by_one_and_the_late_worker_sees_it() -> None:
    late = claim("a")
    now = NOW + LEASE + timedelta(seconds=1)
    for _ in late:
        (again,) = claim("b", now)
        assert row_claims.is_mine(again)
        row_claims.finish(again, None)
    assert not any(row_claims.is_mine(row) for row in late)
    assert claim("b", now) == []


def test_what_a_dead_worker_held_is_free_for_its_heir_but_only_alone() -> None:
    claim("a", limit=2)
    assert row_claims.take_from_the_dead("a", NOW) == 2
    # First what was in nobody's hands, then, with nothing else in work, one of the suspected.
    fresh = claim("a")
    assert [row.deaths for row in fresh] == [0]
    assert row_claims.claim(findings.waiting(), "a", NOW, 9, {None: 1}) == []
    row_claims.finish(fresh[0], None)
    (suspected,) = claim("a")
    assert (suspected.deaths, suspected.alone) == (1, True)


def test_a_success_clears_the_tries() -> None:
    row = claim("a")[0]
    row_claims.finish(row, NOW + timedelta(days=1))
    kept = FindingRow.objects.get(pk=row.pk)
    assert (kept.attempts, kept.error, kept.lease_until) == (0, "", None)
    assert kept.next_at == NOW + timedelta(days=1)


def test_what_fails_too_often_rests_as_stuck_until_a_person_frees_it() -> None:
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        for row in claim("a", now):
            row_claims.fail(row, "no answer", now)
        now += timedelta(days=1)
    assert row_claims.stuck(FindingRow).count() == 3
    assert claim("a", now) == []
    row_claims.try_again(row_claims.stuck(FindingRow), now)
    assert len(claim("a", now)) == 3


def die_over(url: str, deaths: int) -> None:
    """Workers take row after row; each dies when it comes to this one."""
    for _ in range(deaths):
        while rows := claim("a"):
            if url in {row.url for row in rows}:
                break
            for row in rows:
                row_claims.finish(row, None)
        row_claims.take_from_the_dead("a", NOW)


def test_of_what_was_in_work_when_workers_died_only_the_one_that_kills_rests() -> None:
    killer = "https://lake.test/1"
    die_over(killer, MOST_DEATHS)
    (row,) = row_claims.stuck(FindingRow)
    assert (row.url, row.error, row.failing_since) == (killer, row_claims.IN_WORK, NOW)
    assert claim("a") == []
    assert FindingRow.objects.filter(next_at=None).exclude(url=killer).count() == 2


def test_a_death_short_of_that_lets_nothing_rest() -> None:
    die_over("https://lake.test/1", MOST_DEATHS - 1)
    assert not row_claims.stuck(FindingRow)
    assert [row.url for row in claim("a")] == ["https://lake.test/1"]


def test_however_often_workers_are_killed_nothing_rests_as_long_as_they_get_something_done() -> (
    None
):
    FindingRow.objects.bulk_create(
        FindingRow(
            canonical=f"https://pond.test/{number}",
            url=f"https://pond.test/{number}",
            seen=NOW,
            next_at=NOW - timedelta(hours=1),
        )
        for number in range(30)
    )
    for _ in range(23):
        done, *_ = claim("a", limit=8)
        row_claims.finish(done, None)
        claim("a", limit=8)
        row_claims.take_from_the_dead("a", NOW)
    assert not row_claims.stuck(FindingRow)
    assert set(FindingRow.objects.values_list("attempts", flat=True)) == {0}
    while rows := claim("a"):
        for row in rows:
            row_claims.finish(row, None)
    assert not FindingRow.objects.exclude(next_at=None)


@pytest.mark.parametrize(
    "ends", [row_claims.finish, lambda row, at: row_claims.fail(row, "no answer", at)]
)
def test_a_try_that_ends_ends_the_row_of_deaths(
    ends: Callable[[FindingRow, datetime], None],
) -> None:
    die_over("https://lake.test/1", MOST_DEATHS - 1)
    (row,) = claim("a")
    ends(row, NOW)
    kept = FindingRow.objects.get(pk=row.pk)
    assert (kept.deaths, kept.alone) == (0, False)


def test_what_is_set_aside_is_not_what_the_worker_died_of() -> None:
    die_over("https://lake.test/1", MOST_DEATHS - 1)
    (row,) = claim("a")
    row_claims.set_aside(row)
    assert row_claims.is_mine(row)
    row_claims.take_from_the_dead("a", NOW)
    assert not row_claims.stuck(FindingRow)


def test_what_workers_died_of_gets_one_more_try_from_a_person() -> None:
    killer = "https://lake.test/1"
    die_over(killer, MOST_DEATHS)
    row_claims.try_again(row_claims.stuck(FindingRow), NOW)
    assert [row.url for row in claim("a")] == [killer]
    row_claims.take_from_the_dead("a", NOW)
    assert [row.url for row in row_claims.stuck(FindingRow)] == [killer]


def test_a_worker_that_ends_by_an_error_leaves_nothing_suspected() -> None:
    assert len(claim("a")) == 3
    assert row_claims.leave("a") == 3
    assert len(claim("b")) == 3


def test_the_turn_of_judging_never_rests_however_often_its_worker_dies() -> None:
    for _ in range(23):
        assert len(row_claims.claim(placement.turns(NOW), "a", NOW, 1)) == 1
        row_claims.take_from_the_dead("a", NOW)
    assert len(row_claims.claim(placement.turns(NOW), "b", NOW, 1)) == 1
    later = NOW + LEASE + timedelta(seconds=1)
    assert len(row_claims.claim(placement.turns(later), "c", later, 1)) == 1


def test_what_is_let_go_is_as_if_never_claimed() -> None:
    before = list(FindingRow.objects.order_by("pk").values_list())
    for row in claim("a"):
        row_claims.let_go(row)
    assert list(FindingRow.objects.order_by("pk").values_list()) == before
