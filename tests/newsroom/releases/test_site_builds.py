"""The builder of a home: one process a build; what ends it, and what it leaves behind."""

import logging
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.states import BuildState, IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame import pending_builds
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.actions import (
    build_queue,
    build_site,
    builder,
    notice_publication,
    release,
)
from dalel.newsroom.releases.actions import release_record as publishing
from dalel.newsroom.releases.actions.build_queue import DAMAGED, KILLED
from dalel.newsroom.releases.actions.build_site import Later, SiteBuilder, press
from dalel.newsroom.releases.actions.builder import Builder, BuilderThereError, make, place, tonight
from dalel.newsroom.releases.actions.release import publish
from dalel.newsroom.releases.actions.withdraw import withdraw_words
from dalel.newsroom.releases.models import BuildKind, BuildRow
from dalel.publish.progress import SWITCH
from dalel.publish.tree.atomic_writes import alone
from dalel.publish.tree.folder_lock import locked
from dalel.publish.tree.release_shelf import ReleaseShelf
from dalel.publish.views import record
from newsroom.channel_desk import FIRST, Desk

pytestmark = pytest.mark.django_db
WORDS = "The Shore blocked"
#: Processes in the place of builds: one that ends as a lack of memory ends it, one that stays.
KILLS_ITSELF = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
STAYS = "import time; time.sleep(600)"


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder lets go of connections that grew old; that of a test would count as one."""
    monkeypatch.setattr(builder, "close_old_connections", lambda: None)


@pytest.fixture
def out(desk: Desk, tmp_path: Path) -> SiteBuilder:
    return SiteBuilder(
        site=desk.site,
        shelf=ReleaseShelf(tmp_path / "releases"),
        key=tmp_path / "key",
        preview=tmp_path / "preview",
    )


def claimed(desk: Desk, kind: BuildKind, *, is_urgent: bool = False) -> int:
    build_queue.want(place(), kind, desk.now, is_urgent=is_urgent)
    build = build_queue.claim(place(), desk.now)
    assert build is not None
    return build.pk


def made(desk: Desk, out: SiteBuilder, kind: BuildKind, *, is_urgent: bool = False) -> BuildRow:
    key = claimed(desk, kind, is_urgent=is_urgent)
    make(key, desk.pack, out, desk.clock)
    return build_queue.one(place(), key)


def serve(tmp_path: Path, code: str, *turns: Callable[[], object]) -> None:
    """Let a builder work whose builds are such a process; at each look it does the next turn.

    With the last one it is asked to stop.
    """
    stop, coming = Event(), list(turns)
    now = datetime.now().astimezone()

    def clock() -> datetime:
        if coming:
            coming.pop(0)()
        else:
            stop.set()
        return now

    Builder(lock=tmp_path / "lock", command=(sys.executable, "-c", code)).build_on(stop, clock)


def nothing() -> None:
    """A turn in which nothing happens."""


def test_each_kind_is_built_and_its_end_written_down(desk: Desk, out: SiteBuilder) -> None:
    for kind in (BuildKind.SITE, BuildKind.READERS):
        pending_builds.owe(desk.now)
        done = made(desk, out, kind)
        assert (done.state, done.share, done.left) == (BuildState.DONE, 1, None)
        assert done.pages == len([*out.site.rglob("*.html")])
        assert pending_builds.owed() == ()
    assert not out.preview.exists()
    assert made(desk, out, BuildKind.PREVIEW).state is BuildState.DONE
    assert (out.preview / "index.html").exists()


def test_how_far_a_build_is_only_grows_and_names_each_step(
    desk: Desk, out: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[str, float]] = []

    def note(_key: int, step: str, share: float) -> bool:
        noted.append((step, share))
        return True

    monkeypatch.setattr(builder, "_NOTE", 0)
    monkeypatch.setattr(build_queue, "go_on", note)
    made(desk, out, BuildKind.SITE)
    shares = [share for _, share in noted]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1] > 0.9, shares[-1] <= 1) == (0, True, True)
    assert {"reading", "measuring", "site", "feeds", "api", "archive", SWITCH} <= {
        step for step, _ in noted
    }


@pytest.mark.parametrize("error", [OSError("No space left on device"), ZeroDivisionError("odd")])
def test_a_build_that_fails_says_why_and_leaves_the_former_site(
    desk: Desk, out: SiteBuilder, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    made(desk, out, BuildKind.SITE)
    before = (out.site / "manifest.json").read_bytes()
    pending_builds.owe(desk.now)

    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(build_site, "build", fails)
    failed = made(desk, out, BuildKind.READERS)
    assert failed.state is BuildState.FAILED
    assert str(error) in failed.error
    assert (out.site / "manifest.json").read_bytes() == before
    # It is made good by itself.
    monkeypatch.undo()
    assert build_queue.pay(place(), desk.now + timedelta(minutes=1))


def test_a_build_waits_for_whoever_builds_the_same_folder_at_a_command_line(
    desk: Desk, out: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = ExitStack()
    busy.enter_context(alone(out.site))
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            busy.close()

    monkeypatch.setattr("dalel.newsroom.releases.actions.builder.time.sleep", sleep)
    assert made(desk, out, BuildKind.READERS).state is BuildState.DONE
    assert len(waits) == 3
    with alone(out.site):
        key = claimed(desk, BuildKind.SITE)
        build_queue.cancel(place(), key, desk.act())
        make(key, desk.pack, out, desk.clock)
    assert build_queue.one(place(), key).state is BuildState.CANCELLED


def test_a_build_that_nobody_wants_any_more_ends_and_leaves_the_former_site(
    desk: Desk, out: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(desk, out, BuildKind.SITE)
    before = (out.site / "manifest.json").read_bytes()
    IncidentRow.objects.filter(number=FIRST).update(state=IncidentState.WITHDRAWN)
    key = claimed(desk, BuildKind.SITE)
    act = desk.act()
    go_on = build_queue.go_on

    def cancelled(wanted: int, step: str, share: float) -> bool:
        if step == "archive":
            build_queue.cancel(place(), wanted, act)
        return go_on(wanted, step, share)

    monkeypatch.setattr(build_queue, "go_on", cancelled)
    monkeypatch.setattr(builder, "_NOTE", 0)
    make(key, desk.pack, out, desk.clock)
    assert build_queue.one(place(), key).state is BuildState.CANCELLED
    assert (out.site / "manifest.json").exists() == bool(before)


def test_a_build_that_fails_of_damage_says_so_in_a_sentence(
    desk: Desk, out: SiteBuilder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    malformed = sqlite3.DatabaseError("database disk image is malformed")
    malformed.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    for error, damage in (
        (malformed, ""),
        (ValueError("'жс' is not a valid IncidentState"), "page 7 is bad"),
    ):

        def trip(*_given: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(builder, "_built", trip)
        key = claimed(desk, BuildKind.SITE)
        make(key, desk.pack, out, desk.clock, why=Mock(return_value=damage))
        build = build_queue.one(place(), key)
        assert (build.state, build.error) == (BuildState.FAILED, DAMAGED)
    shown = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert all("dalel doctor" in one.getMessage() and not one.exc_info for one in shown)
    assert len(shown) == 2


def test_a_build_whose_process_is_killed_has_failed_and_the_next_one_is_taken(
    tmp_path: Path, now: datetime
) -> None:
    first = build_queue.want(place(), BuildKind.PREVIEW, now)
    second = build_queue.want(place(), BuildKind.SITE, now)

    stop = Event()

    def clock() -> datetime:
        if not build_queue.one(place(), second).is_alive:
            stop.set()
        return now

    command = (sys.executable, "-c", KILLS_ITSELF)
    Builder(lock=tmp_path / "lock", command=command).build_on(stop, clock)
    for key in (first, second):
        build = build_queue.one(place(), key)
        assert (build.state, build.error) == (BuildState.FAILED, KILLED)


def test_a_cancelled_build_loses_its_process(tmp_path: Path, now: datetime) -> None:
    key = build_queue.want(place(), BuildKind.PREVIEW, now)
    member = Member.objects.create_user("the-editor", role=Role.EDITOR)
    act = Act(member=member, time=now)

    def cancel() -> None:
        assert build_queue.one(place(), key).state is BuildState.RUNNING
        build_queue.cancel(place(), key, act)

    # It returns only because the process, which would stay for minutes, is gone.
    serve(tmp_path, STAYS, nothing, nothing, cancel, nothing)
    assert build_queue.one(place(), key).state is BuildState.CANCELLED


def test_a_build_gives_way_to_what_is_taken_back_and_waits_again(
    tmp_path: Path, now: datetime
) -> None:
    preview = build_queue.want(place(), BuildKind.PREVIEW, now)

    def take_back() -> None:
        build_queue.want(place(), BuildKind.READERS, now, is_urgent=True)

    def goes_first() -> None:
        preview_row, urgent = (
            build_queue.one(place(), preview),
            next(one for one in build_queue.latest(place()) if one.is_urgent),
        )
        seen.append((preview_row.state, urgent.state))

    seen: list[tuple[BuildState, BuildState]] = []
    serve(tmp_path, STAYS, nothing, nothing, take_back, nothing, nothing, nothing, goes_first)
    assert (BuildState.WANTED, BuildState.RUNNING) in seen
    # Asked to stop, it leaves what runs to the next builder.
    assert build_queue.one(place(), preview).state is BuildState.WANTED
    assert all(one.state is BuildState.WANTED for one in build_queue.latest(place()))


def test_only_one_builds_in_a_home_and_others_stand_by(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = build_queue.want(place(), BuildKind.PREVIEW, now)
    stop = Event()
    monkeypatch.setattr(stop, "wait", lambda _seconds: stop.set())
    with locked(tmp_path / "lock", BuilderThereError):
        Builder(lock=tmp_path / "lock", command=("false",)).build_on(stop, lambda: now)
    assert build_queue.one(place(), key).state is BuildState.WANTED


@pytest.mark.parametrize("is_preview", [False, True], ids=["site", "preview"])
def test_what_is_taken_back_while_it_is_built_never_gets_out(
    desk: Desk, out: SiteBuilder, *, is_preview: bool
) -> None:
    """Not even for the moment between the end of that build and of the next."""
    steps: list[str] = []
    folder = out.preview if is_preview else out.site
    page = folder / "en" / "i" / FIRST / "index.html"

    def told(step: str, _share: float) -> None:
        if step == "api" and step not in steps:
            publishing.take_back(FIRST, IncidentState.WITHDRAWN, "a danger", desk.act())
        steps.append(step)
        assert not page.exists() or WORDS not in page.read_text("utf-8")

    snapshot = take(desk.pack, released=not is_preview)
    assert WORDS in repr(snapshot)
    press(snapshot, folder if is_preview else out, "/", told=told)
    # The build that held it did not come to an end: all was begun anew.
    assert steps.index("site", steps.index("api")) < steps.index(SWITCH)
    assert WORDS not in page.read_text("utf-8")


def test_what_is_done_at_the_desk_is_asked_of_the_builder(desk: Desk, out: SiteBuilder) -> None:
    later = Later(place=place(), press=out)
    publish(desk.pack, out.preview, now=desk.clock(), preview=True)
    notice_publication.withdraw(FIRST, "a danger", later, act=desk.act(), pack=desk.pack)
    [asked] = build_queue.latest(place())
    assert (asked.kind, asked.is_urgent) == (BuildKind.READERS, True)
    # Nothing was built, and what is kept is rid of it already.
    assert not out.site.exists()
    assert not out.preview.exists()
    assert pending_builds.owed()
    done = withdraw_words(["Береке қоры"], "danger", desk.pack, later, act=desk.act())
    assert (done.pages, done.trouble, len(build_queue.latest(place()))) == (None, None, 1)
    finished = made(desk, out, BuildKind.READERS, is_urgent=True)
    assert (finished.pk, finished.left) == (asked.pk, 0)
    assert WORDS not in (out.site / "en" / "i" / FIRST / "index.html").read_text("utf-8")


def test_a_renewal_is_not_urgent(desk: Desk, out: SiteBuilder) -> None:
    release.renew(desk.pack, Later(place=place(), press=out), now=desk.clock())
    [asked] = build_queue.latest(place())
    assert not asked.is_urgent


@pytest.mark.late
def test_of_a_large_record_the_whole_set_follows_at_night(
    desk: Desk, out: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "LARGE", 0)
    made(desk, out, BuildKind.SITE)
    archive = (out.site / "mirror.zip").read_bytes()
    publishing.take_back(FIRST, IncidentState.RETRACTED, "an error", desk.act())
    # What was taken back leaves the whole set at once, so that nothing waits.
    made(desk, out, BuildKind.READERS, is_urgent=True)
    assert (out.site / "mirror.zip").read_bytes() != archive
    assert not BuildRow.objects.filter(kind=BuildKind.WHOLE_SET).exists()
    made(desk, out, BuildKind.READERS)
    [waiting] = BuildRow.objects.filter(kind=BuildKind.WHOLE_SET)
    night = waiting.asked.astimezone(ZoneInfo(desk.pack.zone))
    assert (night.hour, night.minute) == (3, 0)
    assert desk.now < waiting.asked <= desk.now + timedelta(days=1)
    assert build_queue.claim(place(), desk.now) is None
    build = build_queue.claim(place(), waiting.asked)
    assert build is not None
    make(build.pk, desk.pack, out, lambda: waiting.asked)
    assert build_queue.one(place(), build.pk).state is BuildState.DONE
    assert build_queue.claim(place(), waiting.asked + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("hour", "day"), [(0, 2), (2, 2), (3, 3), (23, 3)], ids=["midnight", "two", "three", "evening"]
)
def test_the_night_is_that_of_the_pack(hour: int, day: int) -> None:
    zone = ZoneInfo("Asia/Almaty")
    moment = datetime(2031, 6, 2, hour, tzinfo=zone).astimezone(UTC)
    assert tonight(moment, zone.key) == datetime(2031, 6, day, 3, tzinfo=zone)
