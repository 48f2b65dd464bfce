"""Are the posts of sixty channels at one host read in turns, with all that becomes of them?"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from dalel.cli.sample.press import press_reach, serving
from dalel.domain.health import Alarm
from dalel.domain.source import Address, AddressKind, Grade, Source, Unwatched
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.evidence.queries import source_health
from dalel.newsroom.sources.models import OutageRow
from dalel.newsroom.worker.actions.passes import Orders, PassReport, run_once
from dalel.outside.http import Clock
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault
from small_press import CONTROLS, START, outlet

CHANNELS, POSTS, PAGE, FEW = 60, 200, 20, 12


class Carrier:
    """Plays t.me: previews of channels, twenty posts a page, and writes down when it was asked."""

    def __init__(self, pack: Pack, folder: Path) -> None:
        self.vault = Vault(folder=folder / "archive")
        self.now = START
        self.passed = 0.0
        self.asked: list[str] = []
        self.is_down = False
        self.port = 0
        names = [f"channel_{number:02d}" for number in range(CHANNELS)]
        self.posts = {
            name: {number: f"Новость {number}" for number in range(1, POSTS + 1)} for name in names
        }
        carrier = Source(
            id="telegram",
            host="t.me",
            kind="news",
            languages=("ru",),
            country="XT",
            names={"ru": "Telegram"},
            priority=1,
            unwatched=Unwatched.CARRIER,
        )
        sources = (carrier, outlet("lake.test"), *map(channel, names))
        self.pack = replace(pack, sources=sources)

    async def answer(self, request: web.Request) -> web.Response:
        if request.path.startswith("/s/"):
            self.asked.append(request.path)
        shown = self.posts.get(request.path.removeprefix("/s/"))
        if shown is None:
            return web.Response(status=404)
        before = int(request.query.get("before", "0")) or max(shown) + 1
        some = [number for number in sorted(shown) if number < before][-PAGE:]
        name = request.path.removeprefix("/s/")
        blocks = (
            f'<div class="tgme_widget_message" data-post="{name}/{number}">'
            f'<div class="tgme_widget_message_text">{shown[number]}</div>'
            '<time datetime="2031-06-01T20:00:00+00:00"></time></div>'
            for number in some
        )
        return web.Response(text=f"<html><body>{''.join(blocks)}", content_type="text/html")

    def run(self) -> PassReport:
        async def sleep(seconds: float) -> None:
            until = self.passed + seconds
            await asyncio.sleep(0)
            self.passed = max(self.passed, until)

        clock = Clock(now=lambda: self.now, monotonic=lambda: self.passed, sleep=sleep)
        way = press_reach(self.port, clock=clock)
        lead = way.resolve

        async def resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
            if self.is_down and host == "t.me":
                raise OSError("no address for t.me")
            return await lead("also.test" if host == "t.me" else host, port)

        policy = replace(way.policy, delay=1.0)
        reach = replace(way, controls=CONTROLS, resolve=resolve, policy=policy)
        orders = Orders(fetches=False)
        report = run_once(self.pack, reach, self.vault, software="test", orders=orders)
        self.now += timedelta(minutes=20)
        return report


def channel(name: str) -> Source:
    address = Address(url=f"http://t.me/s/{name}", kind=AddressKind.TELEGRAM, grade=Grade.PROBED_OK)
    return Source(
        id=name,
        kind="telegram",
        languages=("ru",),
        country="XT",
        names={"ru": name},
        addresses=(address,),
        telegram=name,
        priority=1,
    )


@pytest.fixture
def carrier(tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Carrier]:
    played = Carrier(tiny_pack, tmp_path)
    monkeypatch.setattr(source_health, "pack", lambda: played.pack)
    application = web.Application()
    application.router.add_get("/{path:.*}", played.answer)
    with serving(application) as port:
        played.port = port
        yield played


def watch(carrier: Carrier, channels: int) -> None:
    carrier.pack = replace(carrier.pack, sources=carrier.pack.sources[: channels + 2])


def shrink(carrier: Carrier) -> None:
    """A dozen channels of five posts."""
    watch(carrier, FEW)
    for posts in carrier.posts.values():
        for number in range(1, POSTS - 5):
            del posts[number]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("channels", [FEW, pytest.param(CHANNELS, marks=pytest.mark.long)])
def test_all_that_becomes_of_thousands_of_posts_is_noticed(carrier: Carrier, channels: int) -> None:
    watch(carrier, channels)
    carrier.run()
    edits, removals = channels // 3, channels // 6
    assert ArticleRow.objects.count() == channels * POSTS
    for number in range(edits):
        carrier.posts[f"channel_{number:02d}"][1 + 9 * number] = "Исправлено"
    for number in range(removals):
        del carrier.posts[f"channel_{number + edits:02d}"][21 + 10 * number]
    carrier.asked.clear()
    for _look in range(7):
        carrier.now += timedelta(hours=4)
        carrier.run()
    edited = ArticleRow.objects.filter(versions__number=2)
    assert edited.count() == edits
    assert {one.versions.get(number=2).text for one in edited} == {"Исправлено"}
    assert ArticleRow.objects.filter(state=ArticleState.REMOVED).count() == removals
    # At each look a channel is asked for its newest page, and once a day for its older ones.
    asked = Counter(carrier.asked)
    assert len(asked) == channels
    assert max(asked.values()) <= 7 + 2 * 11


@pytest.mark.django_db
def test_channels_take_turns_and_keep_the_pace_of_their_host(carrier: Carrier) -> None:
    shrink(carrier)
    carrier.run()
    # Its newest page, and an empty one before; a second apart at least.
    assert len(carrier.asked) == 2 * FEW
    assert carrier.passed >= len(carrier.asked) - 1
    first_pages = carrier.asked[:FEW]
    assert len(set(first_pages)) > FEW // 3


@pytest.mark.django_db
def test_a_silent_host_is_told_as_one_thing_and_of_no_channel(carrier: Carrier) -> None:
    shrink(carrier)
    carrier.run()
    carrier.is_down = True
    reports = [carrier.run() for _ in range(3)]
    assert reports[-1].outages == ("telegram",)
    assert [row.source.key for row in OutageRow.objects.all()] == ["telegram"]
    alarmed = {one.key: one.alarm for one in source_health.alarms(carrier.now)}
    assert alarmed.pop("telegram") == Alarm.OUTAGE
    assert not [key for key in alarmed if key.startswith("channel")]
    healths = {one.key: one for one in source_health.sources(carrier.now)}
    assert healths["channel_07"].silenced_by == "telegram"
    carrier.is_down = False
    carrier.now += timedelta(days=1)
    carrier.run()
    assert OutageRow.objects.get().ended is not None


@pytest.mark.django_db
def test_one_silent_channel_is_its_own_matter(carrier: Carrier) -> None:
    carrier.pack = replace(carrier.pack, sources=carrier.pack.sources[:4])
    del carrier.posts["channel_01"]
    for _ in range(2):
        carrier.run()
    healths = {one.key: one for one in source_health.sources(carrier.now)}
    assert (healths["channel_01"].alarm, healths["channel_00"].alarm) == (
        Alarm.FAILING,
        Alarm.NONE,
    )
    assert healths["telegram"].alarm == Alarm.NONE
