"""The cast of a newsroom, its desk for tests in folders ``views``, its channels and letters."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from bot_api import BotApi
from dalel.cli.sample.press import serving
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.builder import make, place
from dalel.newsroom.releases.actions.output_places import press
from dalel.newsroom.releases.actions.send import Sender
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from dalel.publish.messages import channel
from mail_box import Box, receiving
from newsroom.browsing import come_to_rest
from newsroom.channel_desk import Desk
from newsroom.keys import SESAME, long_there
from newsroom.work_room import Room, room, whole_pack
from released import PICTURE, PLACES, announce, channels, release

TINY = Path(__file__).parents[1] / "packs" / "tiny"


@pytest.fixture(autouse=True)
def tiny_desk(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Tests of pages: the desk of the invented country."""
    if not _is_of_pages(request):
        return
    settings.DALEL = settings.DALEL.model_copy(update={"pack": TINY})
    cache.clear()


@pytest.fixture(autouse=True)
def _no_works() -> None:
    """No long work of another test: keys of members begin anew with each test."""
    shutil.rmtree(django_settings.DALEL.home / "works", ignore_errors=True)


@pytest.fixture(autouse=True)
def _pages_at_rest(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests in a browser: nothing is asked for any more when their rows are cleared."""
    in_browser = "live_server" in request.fixturenames
    if in_browser:
        # Set up before this one, and so cleared after it.
        request.getfixturevalue("transactional_db")
    yield
    if in_browser:
        come_to_rest()


@pytest.fixture(autouse=True)
def built_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of pages: what the desk asks for is built in that moment, in this very process."""
    if not _is_of_pages(request):
        return
    want = build_queue.want

    def wanted(*args: Any, **named: Any) -> int:
        key = want(*args, **named)
        work_off()
        return key

    monkeypatch.setattr(build_queue, "want", wanted)


def _is_of_pages(request: pytest.FixtureRequest) -> bool:
    return "views" in request.path.parts


def work_off() -> None:
    """Do what a builder would, until nothing waits."""

    def clock() -> datetime:
        return datetime.now(UTC)

    while build := build_queue.claim(place(), clock()):
        make(build.pk, pack(), press(), clock)


@pytest.fixture
def record(tiny_pack: Pack, now: datetime, db: None) -> None:
    """The bulletin of the invented country is in."""
    prepare(tiny_pack, now=now)


@pytest.fixture
def cast(db: None) -> dict[str, Member]:
    """A member of each role, and one who has left."""
    members = {
        str(role): Member.objects.create_user(
            f"the-{role}", SESAME, name=f"Айгүл ({role})", role=role, language="ru"
        )
        for role in Role
    }
    members["left"] = Member.objects.create_user(
        "the-left", SESAME, role=Role.ADMINISTRATOR, is_active=False
    )
    long_there()
    return members


@pytest.fixture
def reporter(client: Client, cast: dict[str, Member]) -> Client:
    """A reporter who has signed in."""
    client.force_login(cast["reporter"])
    return client


@pytest.fixture(scope="session")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of Kazakhstan as a release can do with it."""
    return whole_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


@pytest.fixture
def desk(
    tiny_pack: Pack, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(channel, "card", lambda *_: PICTURE)
    monkeypatch.setattr(channel, "blank_card", lambda *_: PICTURE + b" of nothing")
    blank = "dalel.newsroom.releases.actions.send.blank_card"
    monkeypatch.setattr(blank, lambda *_: PICTURE + b" of nothing")
    release(now)
    api = BotApi(channels=tuple(PLACES.values()))
    with serving(api.application()) as port:
        sender = Sender(tiny_pack, channels(f"http://127.0.0.1:{port}"))
        yield Desk(tiny_pack, api, sender, now, tmp_path / "site")


@pytest.fixture
def told(desk: Desk) -> Desk:
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send()
    return desk


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def post_office(desk: Desk, box: Box) -> Iterator[Desk]:
    with receiving(box) as url:
        yield replace(desk, sender=Sender(desk.pack, channels(mail=url)))
