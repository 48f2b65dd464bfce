"""Do the commands of the newsroom's key say where it lies, and need they no terminal?"""

import errno
import io
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from dalel.cli import passphrases
from dalel.cli.command_context import wait_for_key
from dalel.cli.commands import backups, beginning, restores, sample, serving
from dalel.cli.commands.backups import KeyMissingError
from dalel.cli.commands.given_files import (
    STANDARD_INPUT,
    WrongFileError,
    identities,
    passphrase_in,
)
from dalel.cli.commands.restores import NoPassphraseGivenError, OtherPassphraseError
from dalel.cli.main import app
from dalel.newsroom.frame import newsroom_key
from dalel.newsroom.worker.actions import key_places
from dalel.newsroom.worker.actions.restore import DATABASE

#: A socket of this machine has no address that could be let through.
pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
WORDS = "four words nobody puts together"


@pytest.fixture
def place(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, beside which somebody stands."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("DALEL_HOME", str(home))
    settings.DALEL = settings.DALEL.model_copy(update={"home": home})
    monkeypatch.chdir(tmp_path)
    return home


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["key", *arguments], input=typed)


def test_a_name_without_a_root_is_made_whole_and_said(place: Path, tmp_path: Path) -> None:
    done = run("move", "stick.key")
    assert done.exit_code == 0, done.output
    whole = str(tmp_path / "stick.key")
    assert f"stick.key is {whole} from here" in done.stderr
    assert tomllib.loads((place / "dalel.toml").read_text())["key_file"] == whole
    (tmp_path / "elsewhere").mkdir()
    done = run("move", f"{tmp_path}/elsewhere/../other.key")
    assert "from here" not in done.stderr
    assert f"The key lies in {tmp_path / 'other.key'} now" in done.stdout


def test_a_folder_that_is_not_there_is_named_as_it_was_typed(place: Path) -> None:
    refused = run("move", "stick/nodir/x.key")
    assert refused.exit_code == 1
    assert str(refused.exception).startswith("stick/nodir/x.key: its folder is not there")
    assert not (place / "dalel.toml").exists()


def test_a_key_that_cannot_be_written_is_named_by_its_own_name(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, _secret: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", f"{file}.27486")

    run("show")
    assert run("move", "first.key").exit_code == 0
    monkeypatch.setattr(key_places, "make_once", full)
    refused = run("move", "x.key")
    told = f"{tmp_path / 'x.key'} cannot be written: No space left on device."
    assert str(refused.exception).startswith(told)
    assert "27486" not in refused.output


def test_a_file_of_a_passphrase_holds_one_and_is_its_owners(tmp_path: Path) -> None:
    file = tmp_path / "words"
    file.write_text(f"{WORDS}\n")
    file.chmod(0o644)
    with pytest.raises(WrongFileError, match="chmod 600"):
        passphrase_in(file)
    file.chmod(0o600)
    file.write_bytes(b"\n\xff")
    with pytest.raises(WrongFileError, match="no passphrase"):
        passphrase_in(file)
    with pytest.raises(WrongFileError, match="cannot be read: No such file"):
        passphrase_in(tmp_path / "absent")
    reading, writing = os.pipe()
    os.write(writing, b"through a pipe\n")
    os.close(writing)
    assert passphrase_in(Path(f"/dev/fd/{reading}")) == "through a pipe"
    os.close(reading)


def test_a_restored_home_that_is_locked_takes_the_passphrase_that_was_given(
    place: Path,
) -> None:
    assert run("lock", typed=f"{WORDS}\n").exit_code == 0
    newsroom_key.hold(None)
    with pytest.raises(OtherPassphraseError):
        restores._stand_again(place, "some other words")  # noqa: SLF001
    restores._stand_again(place, WORDS)  # noqa: SLF001
    assert newsroom_key.is_open()


def test_a_restore_without_a_terminal_names_the_option_and_no_desk(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("lock", typed=f"{WORDS}\n").exit_code == 0
    newsroom_key.hold(None)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(NoPassphraseGivenError) as told:
        restores._stand_again(place, None)  # noqa: SLF001
    assert "--passphrase-file FILE" in str(told.value)
    assert "desk" not in str(told.value)


def test_a_backup_of_a_locked_newsroom_advises_nothing_that_is_refused(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("lock", typed=f"{WORDS}\n").exit_code == 0
    (place / DATABASE).touch()

    def never() -> None:
        raise AssertionError

    monkeypatch.setattr(backups, "_refuse_damaged", never)
    refused = CliRunner().invoke(app, ["backup", str(tmp_path / "all.age"), "--with-key"])
    assert isinstance(refused.exception, KeyMissingError)
    assert "lies in no file" in str(refused.exception)
    backups._tell_what_opens_it(None)  # noqa: SLF001
    backups._tell_what_opens_it(newsroom_key.FoundKey(place="VARIABLE", key=b""))  # noqa: SLF001
    told = capsys.readouterr().err
    assert "the newsroom's passphrase of today" in told
    assert "--with-key" not in told


@pytest.mark.parametrize("is_once", [False, True])
def test_a_sample_that_is_locked_starts_and_waits_as_a_newsroom_does(
    place: Path, monkeypatch: pytest.MonkeyPatch, *, is_once: bool
) -> None:
    for name in ("DATABASE_URL", "DALEL_DATABASE_URL", "DALEL_TIMESTAMP_URLS"):
        monkeypatch.setenv(name, "none")
    given: list[Callable[[], bool] | None] = []

    def context(*, unlocks: Callable[[], bool] | None = None) -> NoReturn:
        given.append(unlocks)
        raise newsroom_key.LockedError

    monkeypatch.setattr(beginning, "_begin_apart", lambda: None)
    for module in (beginning, sample, serving):
        monkeypatch.setattr(module, "command_context", context)
    CliRunner().invoke(app, ["up", "--sample", *(["--once"] if is_once else [])])
    [unlocks] = given
    assert (unlocks is None) is is_once
    assert unlocks is None or unlocks() is False
    CliRunner().invoke(app, ["sample-watch", "1"])
    assert given[1] is wait_for_key


def test_a_desk_that_is_served_locked_says_where_the_passphrase_belongs(place: Path) -> None:
    assert run("lock", typed=f"{WORDS}\n").exit_code == 0
    assert serving._answering("https://d.test") == "The desk answers."  # noqa: SLF001
    newsroom_key.hold(None)
    told = serving._answering("https://d.test")  # noqa: SLF001
    assert told.endswith("is locked: enter the newsroom's passphrase at https://d.test/")


def test_a_key_and_a_passphrase_come_one_after_the_other_through_standard_input(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = "AGE-SECRET-KEY-1AAAA"
    lines = io.TextIOWrapper(io.BytesIO(f"# opens backups\n{key}\n{WORDS}\n".encode()))
    monkeypatch.setattr("sys.stdin", lines)
    assert identities(STANDARD_INPUT) == [key]
    assert passphrase_in(STANDARD_INPUT) == WORDS
    with pytest.raises(WrongFileError, match="has to stand in the line after the key"):
        passphrase_in(STANDARD_INPUT, follows_key=True)
    with pytest.raises(WrongFileError, match="has to stand in the first line"):
        passphrase_in(STANDARD_INPUT)
    with pytest.raises(WrongFileError, match="no age key"):
        identities(STANDARD_INPUT)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n" * 500)))
    with pytest.raises(WrongFileError, match="no age key"):
        identities(STANDARD_INPUT)
    with pytest.raises(WrongFileError, match="cannot be read"):
        identities(tmp_path)


def test_what_is_secret_is_not_shown_where_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def unseen(words: str) -> str:
        asked.append(words)
        return WORDS

    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(passphrases, "getpass", unseen)
    assert passphrase_in(STANDARD_INPUT) == WORDS
    assert asked == ["Passphrase: "]
