"""Do readers get what they are owed, when it could not be built at once?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from errno import ENOSPC

import pytest

from dalel.domain.message import Voices
from dalel.domain.states import IncidentState, MessageState
from dalel.flow.public import noticing, pressing
from dalel.flow.public.releasing import SiteFollowsError, publish, renew
from dalel.flow.tending import tend
from dalel.publish.tree.writing import BuildRunningError, alone
from dalel.store import releases
from dalel.store.models import IncidentRow
from dalel.store.public import publishing
from flow.saying import FIRST, Desk, states
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
        noticing.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.WITHDRAWN
    assert "The Shore blocked" in _page(desk)
    tend(desk.pack, desk.site, now=desk.clock())
    assert "The Shore blocked" not in _page(desk)
    assert releases.owed() == ()


def test_what_cannot_be_built_is_tried_until_it_can(desk: Desk) -> None:
    with _cannot_build(desk):
        noticing.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    with alone(desk.site):
        tend(desk.pack, desk.site, now=desk.clock())
    assert releases.owed()
    assert not desk.site.exists()
    tend(desk.pack, desk.site, now=desk.clock())
    assert desk.site.exists()


def test_a_build_that_began_before_does_not_settle_what_came_after(desk: Desk) -> None:
    before = releases.owed()
    publishing.take_back(FIRST, IncidentState.WITHDRAWN, "a danger", desk.act())
    releases.note_release(desk.clock(), before)
    assert releases.owed()
    publish(desk.pack, desk.site, now=desk.clock())
    assert releases.owed() == ()


def test_a_build_for_another_folder_settles_nothing(desk: Desk) -> None:
    releases.owe(desk.now)
    publish(desk.pack, desk.site.with_name("copy"), now=desk.clock(), elsewhere=True)
    later = desk.now + timedelta(hours=1)
    assert releases.late_since(later) == desk.now - timedelta(seconds=1)
    assert releases.late_since(desk.now) is None
    tend(desk.pack, desk.site, now=desk.clock())
    assert releases.late_since(later) is None


def test_a_full_disk_is_made_good_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr(pressing, "build", _full)
        with pytest.raises(SiteFollowsError, match="No space left"):
            noticing.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.WITHDRAWN
    tend(desk.pack, desk.site, now=desk.clock())
    assert releases.owed() == ()


def _full(*_args: object, **_named: object) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_nothing_is_built_by_itself_when_nothing_is_owed(desk: Desk) -> None:
    tend(desk.pack, desk.site, now=desk.clock())
    assert not desk.site.exists()


def test_no_message_leads_to_a_page_that_is_not_there_yet(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    releases.owe(desk.now)
    desk.send()
    assert set(states().values()) == {MessageState.QUEUED}
    tend(desk.pack, desk.site, now=desk.clock())
    desk.send()
    assert set(states().values()) == {MessageState.SENT}
    assert desk.about(FIRST)


def test_what_is_taken_back_in_a_channel_does_not_wait_for_the_site(told: Desk) -> None:
    with _cannot_build(told):
        noticing.withdraw(FIRST, "a danger", told.site, act=told.act(), pack=told.pack)
    told.send()
    assert told.about(FIRST) == []
