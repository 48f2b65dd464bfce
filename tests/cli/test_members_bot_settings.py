"""Is the bot of members another than that of the channels, and does the doctor ask it?"""

from collections.abc import Iterator
from typing import Any

import pytest

from bot_api import TOKEN, BotApi
from dalel.cli.configuration import Configuration
from dalel.cli.doctor.members_bot_examination import members_bot_findings
from dalel.cli.sample.press import serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def address(api: BotApi) -> Iterator[str]:
    with serving(api.application()) as port:
        yield f"http://127.0.0.1:{port}"


def told(**settings: Any) -> list[str]:
    found = Configuration.model_construct(**settings)
    return [f"{one.state}{one.advice}" for one in members_bot_findings(found)]


def test_the_doctor_tells_whether_the_bot_answers(api: BotApi, address: str) -> None:
    assert told(members_bot="", telegram_url=address) == []
    first, second = told(members_bot=TOKEN, telegram_url=address, desk_address="")
    assert first.startswith("@links_of_ours_bot answers; 0 members")
    assert "desk_address" in second
    [wrong] = told(members_bot=f"{TOKEN}x", telegram_url=address)
    assert "Unauthorized" in wrong
    api.fault = "broken"
    [broken] = told(members_bot=TOKEN, telegram_url=address)
    assert "does not answer" in broken
    assert TOKEN not in broken


def test_no_one_bot_speaks_in_channels_and_with_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALEL_MEMBERS_BOT", TOKEN)
    assert Configuration().bot_of_members is not None
    monkeypatch.setenv("DALEL_TELEGRAM_TOKEN", TOKEN)
    with pytest.raises(Exception, match="another bot"):
        Configuration()
