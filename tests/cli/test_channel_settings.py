"""Are the ways of messages read, checked, shown without their secrets, and missed when halved?"""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot_api import TOKEN
from configured import configured
from dalel.cli.configuration import ConfigurationError
from dalel.cli.doctor.channel_examination import channel_findings
from dalel.cli.main import app
from dalel.pack import Pack
from released import channels

SET = f"""
telegram_token = "{TOKEN}"
telegram_channels = {{ kk = "@kk_channel", ru = "-1001234" }}
mail_url = "smtps://me:secret@mail.test"
mail_from = "bulletin@rights.test"
letters_address = "https://letters.test/"
"""


def test_ways_are_read_from_the_settings(tmp_path: Path) -> None:
    (tmp_path / "dalel.toml").write_text(SET)
    settings = configured(tmp_path)
    found = settings.channels
    assert found.bot is not None
    assert found.mail is not None
    assert (found.bot.token, found.bot.address) == (TOKEN, "https://api.telegram.org")
    assert found.places == {"kk": "@kk_channel", "ru": "-1001234"}
    assert found.public_names == {"kk": "kk_channel"}
    assert (found.mail.host, found.sender) == ("mail.test", "bulletin@rights.test")
    assert found.door == "https://letters.test"
    voices = found.voices(("kk", "en"))
    assert voices.channels == {"kk"}
    assert voices.letters == {"kk", "en"}
    for told in (repr(found), repr(settings)):
        assert TOKEN not in told
        assert "secret@" not in told


def test_without_settings_nothing_is_said(tmp_path: Path) -> None:
    found = configured(tmp_path).channels
    voices = found.voices(("kk", "ru"))
    assert (voices.channels, voices.letters) == (frozenset(), frozenset())
    assert found.public_names == {}


@pytest.mark.parametrize(
    "written",
    [
        'telegram_token = "secret"',
        'telegram_channels = "kk"',
        'telegram_channels = { kk = "no channel" }',
        'telegram_url = "api.telegram.org"',
        'mail_url = "mail.test"',
        'mail_from = "nobody"',
        'letters_address = "letters.test"',
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / "dalel.toml").write_text(written)
    with pytest.raises(ConfigurationError) as error:
        configured(tmp_path)
    assert error.value.key == written.split(" ")[0]


def test_the_doctor_says_what_is_set_by_halves(tiny_pack: Pack) -> None:
    assert list(channel_findings(replace(channels(), places={}), tiny_pack)) == []
    halves = channels(mail="smtp+plain://127.0.0.1")
    nowhere = replace(tiny_pack, profile=replace(tiny_pack.profile, address=None))
    told = " ".join(
        one.advice
        for one in channel_findings(
            replace(halves, places={"ru": "@ru_channel"}, door="http://desk.test"), nowhere
        )
    )
    for word in ("telegram_token", "none for en", "without https"):
        assert word in told
    other = channel_findings(replace(halves, sender=""), tiny_pack)
    assert "mail_from" in " ".join(one.advice for one in other)
    complete = channels("http://127.0.0.1", "smtp+plain://127.0.0.1")
    [only] = channel_findings(complete, tiny_pack)
    assert only.state == "channels: en, ru; letters: en, ru"


@pytest.mark.django_db
def test_the_command_sends_what_waits_and_says_what_is_left() -> None:
    done = CliRunner().invoke(app, ["send"])
    assert done.exit_code == 0, done.output
    assert "0 messages wait" in done.output
