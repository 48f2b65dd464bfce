"""Do readers get what they are owed, when it could not be built at once?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from errno import ENOSPC

import pytest

from dalel.domain.message import Voices
from dalel.domain.states import IncidentState, MessageState
from dalel.newsroom.frame import pending_builds
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.releases.actions import build_site, notice_publication
from dalel.newsroom.releases.actions import release_record as publishing
from dalel.newsroom.releases.actions.release import SiteFollowsError, publish, renew
from dalel.newsroom.releases.queries import release_times
from dalel.newsroom.worker.actions import scheduler
from dalel.newsroom.worker.actions.scheduler import Tended, tend
from dalel.publish.tree.atomic_writes import BuildRunningError, alone
from newsroom.channel_desk import FIRST, Desk, states
from released import announce

pytestmark = pytest.mark.django_db


@contextmanager
def _cannot_build(desk: Desk) -> Iterator[None]:
    """Somebody else is building, and what was done meanwhile does not get to the site."""
    with alone(desk.site), pytest.raises(SiteFollowsError) as caught:
        yield
    assert isinstance(caught.value.why, BuildRunningError)


def _page(desk: Desk) -> str:
    return (desk.site / "en" / "i" / FIRST / "index.html").read_text("utf-8")


def test_what_was_withdrawn_while_the_site_was_being_built_disappears_by_itself(
    desk: Desk,
) -> None:
    renew(desk.pack, desk.site, now=desk.now)
    with _cannot_build(desk):
        notice_publication.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.WITHDRAWN
    assert "The Shore blocked" in _page(desk)
    tend(desk.pack, desk.site, now=desk.clock())
    assert "The Shore blocked" not in _page(desk)
    assert pending_builds.owed() == ()


def test_what_cannot_be_built_is_tried_until_it_can(desk: Desk) -> None:
    with _cannot_build(desk):
        notice_publication.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    with alone(desk.site):
        tend(desk.pack, desk.site, now=desk.clock())
    assert pending_builds.owed()
    assert not desk.site.exists()
    tend(desk.pack, desk.site, now=desk.clock())
    assert desk.site.exists()


def test_a_build_that_began_before_does_not_settle_what_came_after(desk: Desk) -> None:
    before = pending_builds.owed()
    publishing.take_back(FIRST, IncidentState.WITHDRAWN, "a danger", desk.act())
    release_times.note_release(desk.clock(), before)
    assert pending_builds.owed()
    publish(desk.pack, desk.site, now=desk.clock())
    assert pending_builds.owed() == ()


def test_a_build_for_another_folder_settles_nothing(desk: Desk) -> None:
    pending_builds.owe(desk.now)
    publish(desk.pack, desk.site.with_name("copy"), now=desk.clock(), elsewhere=True)
    later = desk.now + timedelta(hours=1)
    assert pending_builds.late_since(later) == desk.now - timedelta(seconds=1)
    assert pending_builds.late_since(desk.now) is None
    tend(desk.pack, desk.site, now=desk.clock())
    assert pending_builds.late_since(later) is None


def test_a_full_disk_is_made_good_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr(build_site, "build", _full)
        with pytest.raises(SiteFollowsError, match="No space left"):
            notice_publication.withdraw(
                FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack
            )
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.WITHDRAWN
    tend(desk.pack, desk.site, now=desk.clock())
    assert pending_builds.owed() == ()


def _full(*_args: object, **_named: object) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_nothing_is_built_by_itself_when_nothing_is_owed(desk: Desk) -> None:
    tend(desk.pack, desk.site, now=desk.clock())
    assert not desk.site.exists()


def test_no_message_leads_to_a_page_that_is_not_there_yet(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    pending_builds.owe(desk.now)
    desk.send()
    assert set(states().values()) == {MessageState.QUEUED}
    tend(desk.pack, desk.site, now=desk.clock())
    desk.send()
    assert set(states().values()) == {MessageState.SENT}
    assert desk.about(FIRST)


def test_what_is_taken_back_in_a_channel_does_not_wait_for_the_site(told: Desk) -> None:
    with _cannot_build(told):
        notice_publication.withdraw(FIRST, "a danger", told.site, act=told.act(), pack=told.pack)
    told.send()
    assert told.about(FIRST) == []


def test_what_stumbles_when_its_time_has_come_keeps_nothing_else_from_its_turn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("odd")

    with _cannot_build(desk):
        notice_publication.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    monkeypatch.setattr(
        "dalel.newsroom.releases.actions.editions.due", lambda _now: [(1, None), (2, None)]
    )
    for name in ("release", "renew"):
        monkeypatch.setattr(scheduler, name, stumble)
    monkeypatch.setattr("dalel.newsroom.releases.actions.flashes.mark_overdue", stumble)
    monkeypatch.setattr(scheduler, "let_go", lambda _now: 7)
    assert tend(desk.pack, desk.site, now=desk.clock()) == Tended(released=(), overdue=0, expired=7)
