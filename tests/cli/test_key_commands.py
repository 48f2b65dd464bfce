"""Does nobody change a newsroom's passphrase who does not know the one in force?"""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.main import app
from dalel.newsroom.frame import key_wrapping, newsroom_key, sealing
from dalel.newsroom.frame.models import NewsroomKeyRow
from dalel.newsroom.worker.actions.seal_rows import seal_all

#: A socket of this machine has no address that could be let through.
pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
OLD, NEW = "four words nobody joins", "other words nobody joins"
_CHEAP = {"time": 1, "memory": 64, "lanes": 1}


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose key was made at its first start."""
    monkeypatch.setenv("DALEL_HOME", str(tmp_path))
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "key_file": None})
    monkeypatch.setattr(key_wrapping.lock_with_words, "__defaults__", (_CHEAP,))
    newsroom_key.hold(None)
    seal_all(tmp_path)
    return tmp_path


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["key", *words], input=typed)


@pytest.fixture
def token(home: Path) -> str:
    """Something sealed in a newsroom that starts locked."""
    assert run("lock", typed=f"{OLD}\n").exit_code == 0
    return sealing.seal("Жанна")


def opens(words: str) -> bool:
    return newsroom_key.enter(words)


def lock() -> str:
    return NewsroomKeyRow.objects.get(pk=1).locked


@pytest.mark.parametrize("is_open", [True, False])
def test_a_new_passphrase_takes_the_old_one_even_while_the_desk_is_open(
    token: str,
    is_open: bool,  # noqa: FBT001
) -> None:
    before = lock()
    for command in (("change",), ("lock",), ("home",), ("move", "/nowhere/key")):
        if not is_open:
            newsroom_key.hold(None)
        told = run(*command, typed=f"{NEW}\n{NEW}\n")
        assert told.exit_code == 1
        assert str(told.exception) == "This passphrase is wrong; nothing was changed."
        assert lock() == before
    if not is_open:
        newsroom_key.hold(None)
    told = run("change", typed=f"{OLD}\n{NEW}\n")
    assert told.exit_code == 0, told.output
    assert NEW not in told.output
    assert OLD not in told.output
    newsroom_key.hold(None)
    assert (opens(OLD), opens(NEW)) == (False, True)
    assert sealing.unsealed(token) == "Жанна"


def test_too_few_lines_change_nothing(token: str) -> None:
    before = lock()
    for typed in ("", f"{OLD}\n"):
        told = run("change", typed=typed)
        assert (told.exit_code, "a line each" in str(told.exception)) == (1, True)
    assert run("change", typed=f"{OLD}\nshort\n").exit_code == 1
    assert lock() == before


def test_where_a_file_opens_the_key_nothing_is_asked(home: Path) -> None:
    told = run("change")
    assert told.exit_code == 0, told.output
    assert "A new key lies in" in told.stdout


def test_in_a_terminal_it_is_asked_for_three_times_and_not_shown(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["wrong and long enough", OLD, NEW, NEW]
    asked: list[str] = []

    def answer(question: str = "", **_: object) -> str:
        asked.append(question)
        return typed.pop(0)

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("dalel.cli.passphrases.getpass", answer)
    monkeypatch.setattr("dalel.cli.passphrases.typer.prompt", answer)
    with monkeypatch.context() as there:
        there.setattr("dalel.cli.passphrases.sys", type("Sys", (), {"stdin": Terminal()}))
        assert CliRunner().invoke(app, ["key", "change"]).exit_code == 0
    assert asked == ["Passphrase in force: ", "Passphrase in force: ", "New passphrase"]
    typed[:] = ["wrong"] * 5
    asked.clear()
    with monkeypatch.context() as there:
        there.setattr("dalel.cli.passphrases.sys", type("Sys", (), {"stdin": Terminal()}))
        assert CliRunner().invoke(app, ["key", "change"]).exit_code == 1
    assert asked == ["Passphrase in force: "] * 3
