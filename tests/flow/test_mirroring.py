"""Does the site reach every place by itself, and is it known where something taken back stands?"""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dalel.domain.errors import DalelError
from dalel.flow.public import delivering, mirroring
from dalel.flow.public.delivering import DeliveryRunningError, deliver
from dalel.flow.public.mirroring import Mirrors, bring_on
from dalel.flow.public.pressing import Press
from dalel.flow.public.releasing import publish
from dalel.flow.public.withdrawing import withdraw_words
from dalel.outside.mirrors import Delivered, DeliveryError, SiteChangedError
from dalel.pack import Pack
from dalel.publish import build
from dalel.publish.bench import invented
from dalel.publish.tree.keeping import Shelf
from dalel.publish.tree.locking import locked
from dalel.store.acting import Act
from dalel.store.models import DeliveryRow, Member, Role
from dalel.store.public import deliveries
from publish.probing import contents, with_text
from released import release

pytestmark = pytest.mark.django_db
WORDS = "blocked by order"


@dataclass
class Newsroom:
    """A released site, a clock, and the places that it is sent to."""

    pack: Pack
    press: Press
    mirrors: Mirrors
    now: datetime
    places: list[Path] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def bring(self) -> dict[str, DalelError | None]:
        return dict(self.mirrors.bring(self.clock))

    def withdraw(self) -> None:
        member = Member.objects.create_user("publisher", role=Role.PUBLISHER)
        act = Act(member=member, time=self.now)
        withdraw_words([WORDS], "danger", self.pack, self.press, act=act)


@pytest.fixture
def newsroom(tiny_pack: Pack, now: datetime, tmp_path: Path) -> Newsroom:
    release(now)
    press = Press(
        site=tmp_path / "site",
        shelf=Shelf(tmp_path / "releases"),
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
    assert deliveries.forget(by_hand)
    assert not deliveries.forget(by_hand)
    assert len(newsroom.mirrors.standings()) == 2


def test_a_place_is_remembered_without_its_password(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirroring, "deliver", lambda *_: Delivered(sent=1, deleted=0))
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


@pytest.fixture
def rebuilt(tmp_path: Path) -> tuple[Path, Callable[[], object]]:
    """A site in which a name stands, and what builds it anew without it."""
    snapshot = with_text(invented(4), 1, "kk", title=WORDS)
    build(snapshot, tmp_path / "site")
    return tmp_path / "site", lambda: build(invented(4), tmp_path / "site")


def test_a_bucket_never_keeps_a_page_of_a_build_that_was_replaced_while_it_was_sent(
    rebuilt: tuple[Path, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, build_anew = rebuilt
    sent = 0
    pipe = MemoryFileSystem.pipe_file

    def watched(self: MemoryFileSystem, path: str, value: bytes, **told: object) -> None:
        nonlocal sent
        pipe(self, path, value, **told)
        sent += WORDS.encode() in value
        if sent == 1:
            sent += 1
            build_anew()

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", watched)
    with pytest.raises(SiteChangedError):
        deliver(site, "memory://mixed/site")
    deliver(site, "memory://mixed/site")
    system = fsspec.filesystem("memory")
    there = {
        path.removeprefix("/mixed/site/"): system.cat_file(path)
        for path in system.find("/mixed/site")
    }
    assert there == contents(site)


def test_a_folder_stays_as_it_was_when_the_site_is_built_anew_while_it_is_copied(
    rebuilt: tuple[Path, Callable[[], object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, build_anew = rebuilt

    def slow(here: Path, there: Path) -> None:
        shutil.copytree(here, there)
        build_anew()

    tools = SimpleNamespace(copytree=slow, rmtree=shutil.rmtree)
    monkeypatch.setattr(delivering, "shutil", tools)
    with pytest.raises(SiteChangedError):
        deliver(site, str(tmp_path / "www"))
    assert not (tmp_path / "www").exists()
    assert not (tmp_path / ".www.next").exists()


def test_a_server_that_was_sent_two_builds_is_sent_to_again(
    rebuilt: tuple[Path, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, build_anew = rebuilt

    def slow(*_: object) -> Delivered:
        build_anew()
        return Delivered(sent=1, deleted=0)

    monkeypatch.setattr(delivering, "by_rsync", slow)
    with pytest.raises(SiteChangedError):
        deliver(site, "we@there.test:www")


def test_a_folder_that_cannot_be_written_is_named(
    rebuilt: tuple[Path, Callable[[], object]], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeliveryError, match=r"file/www: Not a directory"):
        deliver(rebuilt[0], str(tmp_path / "file" / "www"))
