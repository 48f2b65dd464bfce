"""The queue of builds: one of a kind waits, one runs, and what is urgent goes first."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dalel.domain.errors import NotFoundError
from dalel.domain.states import BuildState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame import pending_builds
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.build_queue import DIED
from dalel.newsroom.releases.models import BuildKind, BuildRow
from dalel.newsroom.releases.models.build import LEASE

pytestmark = pytest.mark.django_db
HERE, THERE = "here", "there"
SECOND = timedelta(seconds=1)


@pytest.fixture
def act(now: datetime) -> Act:
    return Act(member=Member.objects.create_user("the-publisher", role=Role.PUBLISHER), time=now)


def taken(now: datetime, place: str = HERE) -> BuildRow:
    build = build_queue.claim(place, now)
    assert build is not None
    return build


def states() -> list[tuple[str, str]]:
    return [*BuildRow.objects.order_by("pk").values_list("kind", "state")]


def test_a_newer_wish_takes_the_place_of_one_that_waits(now: datetime, act: Act) -> None:
    first = build_queue.want(HERE, BuildKind.PREVIEW, now, edition=1)
    assert build_queue.want(HERE, BuildKind.PREVIEW, now + SECOND, act=act, edition=2) == first
    [row] = BuildRow.objects.all()
    assert (row.edition, row.member, row.asked) == (2, act.member, now + SECOND)


def test_a_wish_while_one_of_its_kind_runs_waits_behind_it(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.PREVIEW, now)
    taken(now)
    build_queue.want(HERE, BuildKind.PREVIEW, now)
    build_queue.want(HERE, BuildKind.PREVIEW, now)
    assert states() == [("preview", "running"), ("preview", "wanted")]


def test_homes_that_share_a_database_build_for_themselves(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.SITE, now)
    build_queue.want(THERE, BuildKind.SITE, now)
    ours, theirs = taken(now), taken(now, THERE)
    assert ours.pk != theirs.pk
    with pytest.raises(NotFoundError):
        build_queue.one(THERE, ours.pk)


def test_what_is_urgent_goes_first_and_others_give_way(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.PREVIEW, now)
    preview = taken(now)
    build_queue.want(HERE, BuildKind.SITE, now)
    assert not build_queue.is_overtaken(preview, now)
    urgent = build_queue.want(HERE, BuildKind.READERS, now + SECOND, is_urgent=True)
    assert build_queue.is_overtaken(preview, now)
    build_queue.give_way(preview.pk, now)
    assert taken(now).pk == urgent
    assert not build_queue.is_overtaken(build_queue.one(HERE, urgent), now)
    assert states() == [("preview", "wanted"), ("site", "wanted"), ("readers", "running")]


def test_the_whole_set_waits_for_its_night_and_gives_way_to_all(now: datetime) -> None:
    night = now + timedelta(hours=6)
    build_queue.want_whole_set(HERE, night)
    assert build_queue.claim(HERE, night - SECOND) is None
    # A later wish does not put it off.
    build_queue.want_whole_set(HERE, night + timedelta(days=1))
    whole = taken(night)
    assert whole.kind is BuildKind.WHOLE_SET
    assert not build_queue.is_overtaken(whole, night)
    build_queue.want(HERE, BuildKind.READERS, night)
    assert build_queue.is_overtaken(whole, night)
    build_queue.give_way(whole.pk, night)
    readers = taken(night + SECOND)
    assert readers.kind is BuildKind.READERS
    build_queue.want_whole_set(HERE, night)
    assert not build_queue.is_overtaken(readers, night)
    build_queue.finish(readers.pk, night, pages=1)
    assert taken(night + SECOND).kind is BuildKind.WHOLE_SET


def test_a_whole_set_that_came_to_nothing_is_tried_the_night_after(now: datetime) -> None:
    build_queue.want_whole_set(HERE, now)
    build_queue.fail(taken(now).pk, now, "the disk is full")
    assert build_queue.claim(HERE, now + timedelta(hours=23)) is None
    for minutes in range(3):
        taken(now + timedelta(days=1, minutes=minutes))
    # Its builder dies of it again and again.
    assert build_queue.claim(HERE, now + timedelta(days=1, hours=1)) is None
    assert build_queue.claim(HERE, now + timedelta(days=2, hours=1)) is not None


def test_a_build_that_gives_way_is_served_by_one_of_its_kind_that_waits(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.PREVIEW, now)
    preview = taken(now)
    build_queue.want(HERE, BuildKind.PREVIEW, now)
    build_queue.give_way(preview.pk, now)
    build_queue.give_way(preview.pk, now)
    assert states() == [("preview", "cancelled"), ("preview", "wanted")]


def test_two_builds_never_run_in_one_home(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.SITE, now)
    taken(now)
    with pytest.raises(IntegrityError), transaction.atomic():
        BuildRow.objects.create(
            place=HERE, kind=BuildKind.PREVIEW, state=BuildState.RUNNING, asked=now
        )


def test_what_a_dead_builder_left_is_begun_again_by_the_next(now: datetime, act: Act) -> None:
    build_queue.want(HERE, BuildKind.PREVIEW, now, act=act, edition=2)
    dead = taken(now)
    assert dead.is_answered(now)
    assert not dead.is_answered(now + LEASE)
    again = taken(now + LEASE)
    assert (again.kind, again.edition) == (BuildKind.PREVIEW, 2)
    assert BuildRow.objects.get(pk=again.pk).member == act.member
    assert (build_queue.one(HERE, dead.pk).state, build_queue.one(HERE, dead.pk).error) == (
        BuildState.FAILED,
        DIED,
    )


def test_a_build_of_which_builders_die_again_and_again_is_begun_no_more(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.SITE, now)
    for minutes in range(3):
        taken(now + timedelta(minutes=minutes))
    later = now + timedelta(hours=1)
    assert build_queue.claim(HERE, later) is None
    assert states() == 3 * [("site", "failed")]
    # Somebody who asks for it gets the same patience anew only once it succeeded.
    build_queue.want(HERE, BuildKind.SITE, later)
    build_queue.finish(taken(later).pk, later, pages=1)
    build_queue.want(HERE, BuildKind.SITE, later)
    taken(later)
    assert build_queue.claim(HERE, later + LEASE) is not None


def test_of_a_dead_build_and_a_wish_that_waits_one_serves_for_both(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.READERS, now, is_urgent=True)
    taken(now)
    waiting = build_queue.want(HERE, BuildKind.READERS, now)
    again = taken(now + LEASE)
    assert (again.pk, again.is_urgent) == (waiting, True)


def test_somebody_who_waits_for_long_is_told_that_nothing_builds(now: datetime) -> None:
    key = build_queue.want(HERE, BuildKind.PREVIEW, now)
    waiting = build_queue.one(HERE, key)
    assert waiting.is_answered(now)
    assert not waiting.is_answered(now + LEASE)
    assert waiting.left_to_do(now) is None


def test_the_time_left_follows_from_what_was_done_so_far(now: datetime) -> None:
    key = build_queue.want(HERE, BuildKind.SITE, now)
    taken(now)
    assert build_queue.one(HERE, key).left_to_do(now + SECOND) is None
    assert build_queue.go_on(key, "site", 0.25)
    assert build_queue.hold(key, now)
    assert build_queue.one(HERE, key).left_to_do(now + 10 * SECOND) == 30 * SECOND


def test_a_build_that_was_cancelled_neither_goes_on_nor_ends_otherwise(
    now: datetime, act: Act
) -> None:
    key = build_queue.want(HERE, BuildKind.SITE, now)
    taken(now)
    build_queue.cancel(HERE, key, act)
    assert not build_queue.hold(key, now)
    assert not build_queue.go_on(key, "site", 0.5)
    assert not build_queue.finish(key, now, pages=3)
    assert not build_queue.fail(key, now, "too late")
    build_queue.cancel(HERE, key, act)
    assert states() == [("site", "cancelled")]
    assert [*AuditRow.objects.values_list("action", "subject")] == [("cancelled a build", "site")]


def test_what_takes_something_away_from_readers_is_not_cancelled(now: datetime, act: Act) -> None:
    key = build_queue.want(HERE, BuildKind.READERS, now, is_urgent=True)
    build_queue.cancel(HERE, key, act)
    assert build_queue.one(HERE, key).is_alive
    for place in (HERE, THERE):
        with pytest.raises(NotFoundError):
            build_queue.cancel(place, key + 1, act)


def test_what_readers_are_owed_is_tried_again_after_a_pause_that_grows(now: datetime) -> None:
    assert not build_queue.pay(HERE, now)
    pending_builds.owe(now)
    for pause in (0, 30, 60, 120, 240, 480, 600, 600):
        if pause:
            assert not build_queue.pay(HERE, now + timedelta(seconds=pause - 1))
        now += timedelta(seconds=pause)
        assert build_queue.pay(HERE, now)
        assert not build_queue.pay(HERE, now)
        assert build_queue.fail(taken(now).pk, now, "no room")


def test_what_somebody_cancelled_is_not_begun_again_at_once(now: datetime, act: Act) -> None:
    pending_builds.owe(now)
    build_queue.pay(HERE, now)
    build_queue.cancel(HERE, BuildRow.objects.get().pk, act)
    assert not build_queue.pay(HERE, now + timedelta(minutes=4))
    assert build_queue.pay(HERE, now + timedelta(minutes=5))


def test_a_debt_that_came_during_a_build_is_paid_after_it(now: datetime) -> None:
    pending_builds.owe(now)
    build_queue.pay(HERE, now)
    assert build_queue.finish(taken(now).pk, now, pages=1)
    assert build_queue.pay(HERE, now)


def test_an_urgent_build_that_died_is_urgent_when_it_is_tried_again(now: datetime) -> None:
    pending_builds.owe(now)
    build_queue.want(HERE, BuildKind.READERS, now, is_urgent=True)
    build_queue.fail(taken(now).pk, now, "no room")
    assert build_queue.pay(HERE, now + timedelta(seconds=30))
    assert taken(now).is_urgent


def test_the_newest_build_of_site_and_of_preview_is_told(now: datetime) -> None:
    assert build_queue.latest(HERE) == ()
    build_queue.want(HERE, BuildKind.SITE, now)
    running = taken(now)
    build_queue.want(HERE, BuildKind.READERS, now)
    preview = build_queue.want(HERE, BuildKind.PREVIEW, now)
    assert [one.pk for one in build_queue.latest(HERE)] == [running.pk, preview]
    build_queue.finish(running.pk, now, pages=1)
    assert [one.kind for one in build_queue.latest(HERE)] == ["readers", "preview"]


def test_builds_that_are_over_for_long_are_forgotten(now: datetime) -> None:
    build_queue.want(HERE, BuildKind.SITE, now)
    build_queue.finish(taken(now).pk, now, pages=1)
    build_queue.claim(HERE, now + timedelta(days=29))
    assert BuildRow.objects.exists()
    build_queue.claim(HERE, now + timedelta(days=31))
    assert not BuildRow.objects.exists()
