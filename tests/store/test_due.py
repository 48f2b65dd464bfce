"""Is every row worked on by one worker at a time, and none for ever?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.due import LEASE, MOST_ATTEMPTS, OF_ONE_SOURCE
from dalel.store.models import FindingRow, SourceRow
from dalel.store.watch import due, findings

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
    taken: list[FindingRow] = due.claim(findings.waiting(), worker, now, limit)
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
    assert len(due.claim(findings.waiting(), "a", NOW, 20, opened)) == 2
    assert due.claim(findings.waiting(), "a", NOW, 20, {slow.pk: OF_ONE_SOURCE}) == []


def test_a_claim_that_ran_out_is_taken_again_and_the_late_worker_sees_it() -> None:
    late = claim("a")
    again = claim("b", NOW + LEASE + timedelta(seconds=1))
    assert len(again) == 3
    assert not any(due.is_mine(row) for row in late)
    assert all(due.is_mine(row) for row in again)


def test_what_a_dead_worker_held_is_free_for_its_heir() -> None:
    claim("a")
    assert due.take_from_the_dead("a") == 3
    assert len(claim("a")) == 3


def test_a_success_clears_the_tries() -> None:
    row = claim("a")[0]
    due.finish(row, NOW + timedelta(days=1))
    kept = FindingRow.objects.get(pk=row.pk)
    assert (kept.attempts, kept.error, kept.lease_until) == (0, "", None)
    assert kept.next_at == NOW + timedelta(days=1)


def test_what_fails_too_often_rests_as_stuck_until_a_person_frees_it() -> None:
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        for row in claim("a", now):
            due.fail(row, "no answer", now)
        now += timedelta(days=1)
    assert due.stuck(FindingRow).count() == 3
    assert claim("a", now) == []
    due.try_again(due.stuck(FindingRow), now)
    assert len(claim("a", now)) == 3


def test_a_worker_that_dies_over_a_row_again_and_again_leaves_it_stuck() -> None:
    for _ in range(MOST_ATTEMPTS):
        assert len(claim("a")) == 3
        due.take_from_the_dead("a")
    assert claim("a") == []
    assert due.stuck(FindingRow).count() == 3


def test_what_is_let_go_is_as_if_never_claimed() -> None:
    before = list(FindingRow.objects.order_by("pk").values_list())
    for row in claim("a"):
        due.let_go(row)
    assert list(FindingRow.objects.order_by("pk").values_list()) == before
