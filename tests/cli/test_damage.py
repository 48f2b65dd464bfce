"""Each kind of damage on the disk is named by the doctor in one sentence, and stops no command."""

import os
import random
from datetime import datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from django.db import connection
from pytest_django import Settings
from typer.testing import CliRunner

from dalel.cli import main as cli
from dalel.cli.commands import backups, damage
from dalel.cli.configuration import configuration
from dalel.cli.doctor.damage_examination import database_damage
from dalel.cli.home_modes import UMASK
from dalel.cli.main import app
from dalel.newsroom.worker.actions import daily_look
from dalel.newsroom.worker.actions.restore import DATABASE, BackupRefusedError
from dalel.pack import default_folder
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.tree.release_shelf import DamagedReleaseError, ReleaseShelf
from dalel.publish.tree.signing import signer
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.weights import ModelError, read
from newsroom.damaged_files import DAMAGES, filled

pytestmark = pytest.mark.django_db
of_a_file = pytest.mark.skipif(connection.vendor != "sqlite", reason="of a file")


def wrong(home: Path) -> list[str]:
    assert home.is_dir()
    found = CliRunner().invoke(app, ["doctor"])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.output
    return [line for line in found.stdout.splitlines() if line.startswith("WRONG")]


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 0x10
    file.write_bytes(content)


@pytest.fixture
def released(home: Path) -> Path:
    """A home whose site is signed and whose release is kept."""
    snapshot = invented(5)
    before = os.umask(UMASK)
    build(snapshot, home / "site", signer=signer(home / "keys" / "release.key"))
    ReleaseShelf(home / "releases").keep(snapshot, home / "site", {}, {})
    os.umask(before)
    return home


@of_a_file
def test_a_sound_home_has_no_damage(released: Path, settings: Settings) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    filled(released / DATABASE, rows=40)
    (released / DATABASE).chmod(0o600)
    assert [one for one in wrong(released) if "disk" not in one and "accounts" not in one] == []


@of_a_file
def test_a_backup_of_a_damaged_database_is_refused_before_anything_is_prepared(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(home / DATABASE)
    DAMAGES["three pages"](home / DATABASE, random.Random(4))
    monkeypatch.setattr(backups, "command_context", lambda: pytest.fail("it is prepared"))
    key = str(pyrage.x25519.Identity.generate().to_public())
    found = CliRunner().invoke(app, ["backup", str(home / "dalel.tar.age"), "--to", key])
    assert isinstance(found.exception, BackupRefusedError)
    assert "The database is damaged, so nothing was saved" in str(found.exception)
    assert not (home / "dalel.tar.age").exists()


@of_a_file
def test_a_damaged_database_is_named_with_the_next_step(home: Path) -> None:
    filled(home / DATABASE)
    DAMAGES["three pages"](home / DATABASE, random.Random(4))
    [found] = [one for one in wrong(home) if one.startswith("WRONG damage")]
    assert "the database is damaged (" in found
    assert "dalel restore" in found


@pytest.mark.parametrize("part", ["kk", "2020-", '"number"'])
def test_a_kept_release_with_one_changed_letter_is_named_and_never_put_up(
    released: Path, part: str
) -> None:
    shelf = ReleaseShelf(released / "releases")
    [name] = shelf.names()
    file = released / "releases" / name / "snapshot.json"
    flip(file, file.read_bytes().index(part.encode()))
    [found] = [one for one in wrong(released) if one.startswith("WRONG releases")]
    assert f"the kept release {name} is damaged" in found
    with pytest.raises(DamagedReleaseError, match="cannot be put up again"):
        shelf.load(name)


def test_a_kept_release_of_an_earlier_version_that_is_torn_is_named(released: Path) -> None:
    shelf = ReleaseShelf(released / "releases")
    [name] = shelf.names()
    folder = released / "releases" / name
    (folder / "snapshot.sha256").unlink()
    assert shelf.load(name).incidents
    content = (folder / "snapshot.json").read_bytes()
    (folder / "snapshot.json").write_bytes(content[: len(content) // 2])
    assert [one for one in wrong(released) if one.startswith("WRONG releases")]


def test_a_damaged_release_does_not_keep_anything_from_being_withdrawn(released: Path) -> None:
    shelf = ReleaseShelf(released / "releases")
    [name] = shelf.names()
    flip(released / "releases" / name / "snapshot.json", 400)
    assert shelf.purge({}, {"редакция": "a" * 64}) == 1
    assert shelf.names() == []


def test_a_purged_release_is_sound_again(released: Path) -> None:
    shelf = ReleaseShelf(released / "releases")
    [name] = shelf.names()
    shelf.purge({}, {"редакция": "a" * 64})
    assert shelf.load(name).incidents
    assert not [one for one in wrong(released) if one.startswith("WRONG releases")]


def test_a_signing_key_that_is_damaged_or_another_is_named(released: Path) -> None:
    key = released / "keys" / "release.key"
    before = key.read_bytes()
    for content in (b"", b"\xff\xfe garbage", before[:20]):
        key.write_bytes(content)
        [found] = [one for one in wrong(released) if one.startswith("WRONG keys")]
        assert "cannot be read" in found
    key.unlink()
    assert any("is not in" in line for line in noted())
    signer(key)
    [found] = [one for one in wrong(released) if one.startswith("WRONG keys")]
    assert "is not the key that signed the site" in found
    key.write_bytes(before)
    assert not [one for one in wrong(released) if one.startswith("WRONG keys")]


def noted() -> list[str]:
    told = CliRunner().invoke(app, ["doctor"]).stdout.splitlines()
    return [line for line in told if line.startswith("NOTE")]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b" \n"])
def test_a_session_key_that_is_damaged_is_named(home: Path, content: bytes) -> None:
    key = home / "secret-key"
    before = key.read_bytes()
    key.write_bytes(content)
    try:
        [found] = [one for one in wrong(home) if one.startswith("WRONG keys")]
    finally:
        key.write_bytes(before)
    assert "secret-key is damaged: delete it" in found


@pytest.mark.parametrize("name", ["dalel.toml", "sources.json"])
@pytest.mark.parametrize("content", [b"\x00\xff\xfe", b"\xd0", b"{[", b"\x00" * 100])
def test_a_settings_file_that_is_damaged_is_named(home: Path, name: str, content: bytes) -> None:
    (home / name).write_bytes(content)
    assert any(name in one for one in wrong(home))


@pytest.mark.parametrize("seed", range(12))
def test_a_model_that_is_torn_or_changed_is_a_sentence(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    content = bytearray((default_folder() / MODEL).read_bytes())
    if seed % 2:
        del content[dice.randrange(len(content)) :]
    else:
        for _ in range(64):
            content[dice.randrange(len(content))] = dice.randrange(256)
    (tmp_path / "relevance-0001.npz").write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read as a classifier"):
        read(tmp_path / "relevance-0001.npz")


@of_a_file
def test_a_command_that_trips_over_damage_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(home / DATABASE)

    def trip() -> None:
        raise ValueError("'жс' is not a valid IncidentState")

    monkeypatch.setattr(cli, "app", trip)
    with pytest.raises(SystemExit):
        cli.main()
    assert "something broke that nobody foresaw" in capsys.readouterr().err
    DAMAGES["leaf of a table"](home / DATABASE, random.Random(2))
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err
    assert told.startswith("dalel: the database is damaged (")
    assert len(told.splitlines()) == 1


@of_a_file
def test_the_worker_says_what_the_daily_look_finds(
    home: Path, now: datetime, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    filled(home / DATABASE)
    damage.look_daily(settings.DALEL, now)
    assert capsys.readouterr().err == ""
    DAMAGES["three pages"](home / DATABASE, random.Random(4))
    damage.look_daily(settings.DALEL, now + timedelta(days=1))
    assert "the database is damaged" in capsys.readouterr().err
    found = daily_look.last_look(home)
    assert found is not None
    assert found.problems
    assert any(one.problem for one in database_damage(configuration()))


@of_a_file
def test_the_desk_opens_with_a_sentence_about_damage(
    home: Path, now: datetime, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    damage.look_at_start(settings.DALEL, now)
    filled(home / DATABASE)
    damage.look_at_start(settings.DALEL, now)
    assert capsys.readouterr().err == ""
    assert daily_look.last_look(home) is None
    DAMAGES["three pages"](home / DATABASE, random.Random(4))
    damage.look_at_start(settings.DALEL, now)
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("dalel: the database is damaged (")
    assert "dalel restore" in line
    # The desk says so from the first page on.
    assert daily_look.last_look(home) is not None
