"""Does the paper for an emergency name what is really on the screens and in the terminal?"""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from typer.testing import CliRunner

from dalel.cli.main import app
from dalel.language.wording import LOCALE

DOCS = Path(__file__).parents[2] / "docs"


def paper(language: str) -> str:
    return (DOCS / f"emergency.{language}.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_button_that_it_names_has_this_name(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        words = {str(message.string) for message in read_po(file)}
    named = re.findall(r"\*\*(.+?)\*\*", paper(language))
    assert len(named) > 15
    assert set(named) <= words


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_command_that_it_names_is_there_with_its_options(language: str) -> None:
    commands = set(re.findall(r"`dalel ([^`]+)`", paper(language)))
    assert len(commands) > 6
    for command in commands:
        names = re.match(r"[a-z -]*[a-z]", command)
        assert names is not None
        wanted = [word for word in names.group().split() if not word.startswith("-")]
        told = CliRunner().invoke(app, [*wanted, "--help"], env={"COLUMNS": "200"})
        assert (command, told.exit_code) == (command, 0)
        for option in re.findall(r"--[a-z-]+", command):
            assert option in told.output


def test_both_languages_say_the_same_steps() -> None:
    counted = [
        (
            re.findall(r"^## ?(\d)?", paper(language), re.MULTILINE),
            re.findall(r"^(\d)\.", paper(language), re.MULTILINE),
            sorted(re.findall(r"`(dalel [a-z-]+(?: [a-z-]+)?)", paper(language))),
        )
        for language in ("kk", "ru")
    ]
    assert counted[0] == counted[1]
