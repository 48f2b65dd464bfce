"""A newsroom that speaks in channels and by letter, to local servers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot_api import BotApi
from dalel.flow.public.sending import Sender
from dalel.pack import Pack
from dalel.project.sample.press import serving
from dalel.publish.messages import channel
from flow.saying import Desk
from mail_box import Box, receiving
from released import PICTURE, PLACES, announce, channels, release


@pytest.fixture
def desk(
    tiny_pack: Pack, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(channel, "card", lambda *_: PICTURE)
    monkeypatch.setattr(channel, "blank_card", lambda *_: PICTURE + b" of nothing")
    blank = "dalel.flow.public.sending.blank_card"
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
