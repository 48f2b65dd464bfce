"""Does the site reach every place by itself, and is it known where something taken back stands?"""

import logging
import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import deliver as delivering
from dalel.newsroom.releases.actions import delivery_state, mirror
from dalel.newsroom.releases.actions.build_site import SiteBuilder
from dalel.newsroom.releases.actions.deliver import DeliveryRunningError, deliver, release_at
from dalel.newsroom.releases.actions.mirror import Mirrors, bring_on
from dalel.newsroom.releases.actions.release import publish
from dalel.newsroom.releases.actions.withdraw import withdraw_words
from dalel.newsroom.releases.models import DeliveryRow
from dalel.outside.mirrors import Delivered, DeliveryError
from dalel.pack import Pack
from dalel.publish.tree.folder_lock import locked
from dalel.publish.tree.release_shelf import ReleaseShelf
from publish.probing import contents
from released import release

pytestmark = pytest.mark.django_db
WORDS = "blocked by order"


@dataclass
class Newsroom:
    """A released site, a clock, and the places that it is sent to."""

    pack: Pack
    press: SiteBuilder
    mirrors: Mirrors
    now: datetime
    places: list[Path] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def bring(self) -> dict[str, Exception | None]:
        return dict(self.mirrors.bring(self.clock))

    def withdraw(self, words: str = WORDS) -> None:
        member = Member.objects.create_user("publisher", role=Role.PUBLISHER)
        act = Act(member=member, time=self.now)
        withdraw_words([words], "danger", self.pack, self.press, act=act)


@pytest.fixture
def newsroom(tiny_pack: Pack, now: datetime, tmp_path: Path) -> Newsroom:
    release(now)
    press = SiteBuilder(
        site=tmp_path / "site",
        shelf=ReleaseShelf(tmp_path / "releases"),
        key=tmp_path / "key",
        preview=tmp_path / "preview",
    )
    publish(tiny_pack, press, now=now)
    places = [tmp_path / "near" / "www", tmp_path / "far" / "www"]
    places[0].parent.mkdir()
    mirrors = Mirrors(site=press.site, places=tuple(map(str, places)), options={})
    return Newsroom(tiny_pack, press, mirrors, now, places)


def test_a_withdrawal_reaches_every_place_and_what_fails_waits_longer_each_time(
    newsroom: Newsroom,
) -> None:
    near, far = newsroom.places
    (far.parent).write_text("in the way")
    first = newsroom.bring()
    assert first[str(near)] is None
    assert isinstance(first[str(far)], DalelError)
    assert contents(near) == contents(newsroom.press.site)
    assert newsroom.bring() == {}
    newsroom.now += timedelta(seconds=30)
    assert list(newsroom.bring()) == [str(far)]
    newsroom.now += timedelta(seconds=30)
    assert newsroom.bring() == {}
    failing = {one.place: one for one in newsroom.mirrors.standings()}[str(far)]
    assert (failing.failures, failing.failing) == (2, newsroom.now - timedelta(seconds=60))
    assert failing.needs_a_look
    assert "Not a directory" in failing.error or "exists" in failing.error

    far.parent.unlink()
    far.parent.mkdir()
    newsroom.withdraw()
    assert [(one.is_current, one.holds) for one in newsroom.mirrors.standings()] == [
        (False, True),
        (False, False),
    ]
    # A new state does not wait for what was said of an old one.
    assert newsroom.bring() == {str(near): None, str(far): None}
    for place in newsroom.places:
        assert contents(place) == contents(newsroom.press.site)
        assert not any(WORDS.encode() in content for content in contents(place).values())
    assert not any(one.needs_a_look for one in newsroom.mirrors.standings())
    assert newsroom.bring() == {}


def test_what_was_taken_back_and_stood_in_no_file_is_known_not_to_stand_there(
    newsroom: Newsroom,
) -> None:
    near = str(newsroom.places[0])
    newsroom.mirrors = replace(newsroom.mirrors, places=(near,))
    assert newsroom.bring() == {near: None}
    manifest = (newsroom.press.site / "manifest.json").read_bytes()
    newsroom.withdraw("words of no entry")
    assert (newsroom.press.site / "manifest.json").read_bytes() == manifest
    assert newsroom.mirrors.standings()[0].holds
    assert newsroom.bring() == {near: None}
    assert not newsroom.mirrors.standings()[0].holds
    assert newsroom.bring() == {}


def test_the_manifest_is_not_read_again_before_another_release_stands_there(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.bring()
    reads: list[Path] = []

    def watched(site: Path) -> bytes:
        reads.append(site)
        return release_at(site)

    monkeypatch.setattr(mirror, "release_at", watched)
    newsroom.bring()
    assert not any(one.needs_a_look for one in newsroom.mirrors.standings())
    assert reads == []
    newsroom.withdraw()
    assert newsroom.mirrors.standings()[0].holds
    assert reads


def test_a_folder_of_ours_that_cannot_be_read_or_locked_does_not_end_the_work(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/home/.site.sending.lock")

    near = str(newsroom.places[0])
    with monkeypatch.context() as refusing:
        refusing.setattr(delivering, "locked", refuse)
        assert isinstance(newsroom.bring()[near], DeliveryError)
    assert ".site.sending.lock" in newsroom.mirrors.standings()[0].error
    monkeypatch.setattr(mirror, "_state", refuse)
    assert isinstance(newsroom.bring()[near], PermissionError)


def test_what_stood_in_a_folder_before_and_cannot_be_deleted_is_told(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = newsroom.places[0]
    newsroom.bring()
    newsroom.withdraw()

    def refuse(folder: Path, *, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(13, "Permission denied", str(folder))

    tools = SimpleNamespace(copytree=shutil.copytree, rmtree=refuse)
    with monkeypatch.context() as refusing:
        refusing.setattr(delivering, "shutil", tools)
        assert "Permission denied" in str(newsroom.bring()[str(near)])
    assert (near.parent / ".www.next").exists()
    assert newsroom.mirrors.standings()[0].holds
    newsroom.now += timedelta(seconds=30)
    assert newsroom.bring()[str(near)] is None
    assert [one.name for one in near.parent.iterdir()] == ["www"]


def test_a_place_that_was_sent_to_by_hand_is_remembered_until_it_is_forgotten(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    by_hand = str(tmp_path / "by-hand")
    newsroom.mirrors.send(by_hand, newsroom.clock)
    with pytest.raises(DeliveryError):
        newsroom.mirrors.send("nowhere://misspelt", newsroom.clock)
    newsroom.withdraw()
    one = newsroom.mirrors.standings()[-1]
    assert (one.place, one.is_kept, one.holds) == (by_hand, False, True)
    assert by_hand not in newsroom.bring()
    assert delivery_state.forget(by_hand)
    assert not delivery_state.forget(by_hand)
    assert len(newsroom.mirrors.standings()) == 2


def test_a_place_is_remembered_without_its_password(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "deliver", lambda *_: Delivered(sent=1, deleted=0))
    newsroom.mirrors.send("ftp://we:pass-word@there.test/www", newsroom.clock)
    assert DeliveryRow.objects.get().place == "ftp://we:…@there.test/www"


def test_nothing_goes_before_anything_is_built_and_no_preview(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    empty = replace(newsroom.mirrors, site=tmp_path / "nothing")
    assert empty.bring(newsroom.clock) == {}
    publish(
        newsroom.pack,
        replace(newsroom.press, site=tmp_path / "drafts"),
        now=newsroom.now,
        preview=True,
    )
    (tmp_path / "drafts/manifest.json").write_text('{"preview": true, "files": {}}')
    drafts = replace(newsroom.mirrors, site=tmp_path / "drafts")
    assert drafts.bring(newsroom.clock) == {}
    assert not DeliveryRow.objects.exists()


def test_only_one_sends_at_a_time_and_the_other_comes_again(newsroom: Newsroom) -> None:
    site = newsroom.press.site
    with locked(site.with_name(".site.sending.lock")):
        assert newsroom.bring() == {}
        with pytest.raises(DeliveryRunningError):
            deliver(site, newsroom.mirrors.places[0])
    assert not DeliveryRow.objects.exists()


def test_whoever_is_killed_in_a_delivery_leaves_it_to_the_next(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def die(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as dying:
        dying.setattr(delivering, "exchange", die)
        newsroom.bring()
        newsroom.withdraw()
        with pytest.raises(KilledError):
            newsroom.bring()
    assert newsroom.mirrors.standings()[0].holds
    assert newsroom.bring()[str(newsroom.places[0])] is None
    assert sorted(path.name for path in newsroom.places[0].parent.iterdir()) == ["www"]


def test_places_are_kept_up_to_date_until_the_work_ends(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    stop, rounds = Event(), iter(range(4))
    newsroom.places[1].parent.write_text("in the way")

    def clock() -> datetime:
        if next(rounds, None) is None:
            stop.set()
        return newsroom.now

    with caplog.at_level(logging.WARNING):
        bring_on(newsroom.mirrors, stop, clock, pause=timedelta(0))
    assert contents(newsroom.places[0]) == contents(newsroom.press.site)
    assert "does not get to" in caplog.text
    bring_on(replace(newsroom.mirrors, places=()), Event(), clock)


def test_a_place_that_stumbles_keeps_no_other_from_its_site(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = newsroom.places
    far.parent.mkdir()

    def stumble(site: Path, place: str, options: object) -> Delivered:
        if place == str(near):
            raise KeyError("odd")
        return deliver(site, place, {})

    monkeypatch.setattr(mirror, "deliver", stumble)
    assert newsroom.bring() == {str(far): None}
    failing = {one.place: one for one in newsroom.mirrors.standings()}[str(near)]
    assert (failing.failures, failing.error) == (1, "unexpected: KeyError: 'odd'")
    monkeypatch.undo()
    newsroom.now += timedelta(seconds=30)
    assert newsroom.bring() == {str(near): None}
