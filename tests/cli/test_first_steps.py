"""What does the program tell whoever starts it for the first time?"""

import pytest

from dalel.cli.commands.first_steps import FirstSteps
from dalel.cli.system_language import system_language

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("named", "language"),
    [
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "LANGUAGE": "de:kk:ru"}, "kk"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ru"}, "ru"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], language: str
) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in named.items():
        monkeypatch.setenv(variable, value)
    assert system_language() == language


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "шын есім"), ("ru", "Настоящее имя"), ("en", "real name")]
)
def test_the_steps_are_numbered_in_one_row(language: str, words: str) -> None:
    steps = FirstSteps(language)
    told = (
        steps.account("http://d/invitation/x/", "PAPER")
        + "\n"
        + steps.addresses("http://d/", "http://s/")
    )
    numbered = [line for line in told.splitlines() if line[0].isdigit()]
    assert [line.partition(". ")[0] for line in numbered] == ["1", "2", "3", "4"]
    for line, held in zip(
        numbered, ("http://d/invitation/x/", "PAPER", "http://d/", "http://s/"), strict=True
    ):
        assert line.endswith(held)
    assert words in told


def test_who_has_an_account_already_begins_with_the_desk() -> None:
    assert FirstSteps("en").addresses("http://d/", "http://s/").startswith("1. Desk: http://d/\n")


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "құпия сөйлемін"), ("ru", "парольную фразу"), ("en", "passphrase")],
)
def test_a_locked_desk_says_what_it_waits_for(language: str, words: str) -> None:
    told = FirstSteps(language).addresses("http://d/", "http://s/", is_locked=True)
    assert words in told.splitlines()[1]
    assert told != FirstSteps(language).addresses("http://d/", "http://s/")
