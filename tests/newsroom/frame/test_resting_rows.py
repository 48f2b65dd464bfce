"""Is what does not succeed named, and can it be tried again?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.errors import NotFoundError
from dalel.domain.health import Alarm
from dalel.domain.rendering import RenderWish
from dalel.domain.retry_policy import MOST_ATTEMPTS
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.try_again import try_again
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.evidence.actions import findings
from dalel.newsroom.evidence.models import AskedRenderingRow, ClaimsRow, FindingRow, OutsideCopyRow
from dalel.newsroom.evidence.queries import source_health
from dalel.newsroom.frame import resting, row_claims
from dalel.newsroom.frame.base_models import WorkKind
from dalel.newsroom.incidents.actions.texts import open_incident
from dalel.newsroom.incidents.models import DraftJob, DraftRow, VideoRow
from dalel.newsroom.sources.actions import source_state
from dalel.newsroom.sources.models import AddressRow, SourceRow
from dalel.newsroom.stories.models import JudgingRow
from story_rows import kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def address() -> AddressRow:
    lake = SourceRow.objects.create(key="lake", state="active", last_success=NOW)
    return AddressRow.objects.create(
        source=lake, url="https://lake.test/rss", kind="feed", next_at=NOW
    )


def fail(row: AddressRow, times: int) -> None:
    for _ in range(times):
        row_claims.fail(row, "timeout: no answer", NOW)


def test_what_failed_once_is_nothing_to_look_at_yet(address: AddressRow) -> None:
    fail(address, 1)
    assert resting.worn() == ()


def test_what_fails_repeatedly_and_what_rests_is_named_with_since_when_and_how_often(
    address: AddressRow,
) -> None:
    fail(address, 2)
    (one,) = resting.worn()
    assert (one.work, one.name, one.source) == (WorkKind.LOOK, address.url, "lake")
    assert (one.rests, one.since, one.times, one.error) == (False, NOW, 2, "timeout: no answer")
    fail(address, MOST_ATTEMPTS - 2)
    assert [(one.rests, one.times) for one in resting.worn("lake")] == [(True, MOST_ATTEMPTS)]
    assert resting.worn("hill") == ()
    assert resting.count_resting() == 1


def test_a_source_is_not_said_to_be_well_while_an_address_of_it_rests(address: AddressRow) -> None:
    AddressRow.objects.update(next_at=None, attempts=MOST_ATTEMPTS, error="", failing_since=NOW)
    (one,) = source_health.sources(NOW)
    assert (one.alarm, one.trouble) == (Alarm.FAILING, "it rests")


def test_every_kind_of_work_that_rests_is_named() -> None:
    row = kept_article("one", NOW)
    story = story_of(["two"], NOW)
    worn_out = {"next_at": None, "attempts": MOST_ATTEMPTS, "error": "no", "failing_since": NOW}
    JudgingRow.objects.create(version=row.versions.get(), **worn_out)
    ClaimsRow.objects.create(version=row.versions.get(), reader="one", **worn_out)
    DraftRow.objects.create(story=story, job=DraftJob.DRAFT, asked=NOW, **worn_out)
    OutsideCopyRow.objects.create(canonical="c", url="https://lake.test/c", **worn_out)
    AskedRenderingRow.objects.create(
        canonical="b", url="https://lake.test/b", why=RenderWish.EMPTY, asked=NOW, **worn_out
    )
    FindingRow.objects.create(canonical="f", url="https://lake.test/f", seen=NOW, **worn_out)
    member = Member.objects.create_user("the-asking")
    incident = open_incident(5, "KZ", Act(member=member, time=NOW))
    VideoRow.objects.create(incident=incident, url="v", member=member, time=NOW, **worn_out)
    type(row).objects.filter(pk=row.pk).update(**worn_out)
    assert {one.work for one in resting.worn()} == set(WorkKind) - {WorkKind.LOOK}
    resting.try_all_again(NOW)
    assert resting.worn() == ()


def test_a_person_has_one_piece_tried_again_and_that_is_written_down(address: AddressRow) -> None:
    fail(address, MOST_ATTEMPTS)
    act = Act(member=Member.objects.create(username="aliya"), time=NOW + timedelta(days=1))
    try_again(WorkKind.LOOK, address.pk, act)
    (claimed,) = row_claims.claim(source_state.read_addresses(), "a", act.time, 9)
    assert claimed.attempts == 0
    assert AuditRow.objects.get().subject == address.url
    with pytest.raises(NotFoundError):
        try_again(WorkKind.FETCH, address.pk, act)


def test_a_full_pass_tries_what_failed_again_but_not_what_workers_died_of(
    address: AddressRow,
) -> None:
    fail(address, MOST_ATTEMPTS)
    source_state.make_all_due(NOW)
    (claimed,) = row_claims.claim(source_state.read_addresses(), "a", NOW, 9)
    row_claims.let_go(claimed)
    for _ in range(5):
        row_claims.claim(source_state.read_addresses(), "a", NOW, 9)
        row_claims.take_from_the_dead("a", NOW)
    source_state.make_all_due(NOW)
    assert row_claims.claim(source_state.read_addresses(), "a", NOW, 9) == []
    assert findings.waiting().count() == 0
