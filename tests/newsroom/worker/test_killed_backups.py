"""A backup or a restore that is killed at any moment leaves the former state or the new one."""

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from django.db import connection

from dalel.newsroom.worker.actions.backup import back_up
from dalel.newsroom.worker.actions.restore import (
    DATABASE,
    EVIDENCE,
    BackupRefusedError,
    RestoreUnfinishedError,
    finish,
    refuse_unfinished,
    restore,
)
from dalel.steps.archive.vault import Vault
from journey.doom import doomed
from newsroom.damaged_files import filled

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of a file")
KEY = pyrage.x25519.Identity.generate()
PUBLIC = [str(KEY.to_public())]
_KILLS = 12


def save(home: Path, backup: Path) -> None:
    back_up(home, Vault(folder=home / EVIDENCE), PUBLIC, backup)


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    (made / EVIDENCE / "chains").mkdir(parents=True)
    (made / EVIDENCE / "chains" / "desk-001.jsonl").write_text("{}\n")
    (made / "dalel.toml").write_text('contact = "desk@lake.test"\n')
    filled(made / DATABASE, rows=400)
    return made


def test_a_killed_backup_leaves_the_former_one_or_the_new_one_whole(
    home: Path, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    former, backup = tmp_path / "former.age", backups / "all.age"
    save(home, former)
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        database.execute("INSERT INTO story VALUES (90000, 'жаңа')")
    steps, _ = doomed(lambda: save(home, backup), 0)
    assert steps > 30
    before = hashlib.sha256(former.read_bytes()).hexdigest()
    stayed = 0
    for last in sorted(random.Random(15).sample(range(1, steps), _KILLS)):
        shutil.copyfile(former, backup)
        _, died = doomed(lambda: save(home, backup), last)
        assert died
        if hashlib.sha256(backup.read_bytes()).hexdigest() == before:
            stayed += 1
        else:
            restore(backup, [str(KEY)], tmp_path / f"bare-{last}")
            assert contents(tmp_path / f"bare-{last}").keys() >= {DATABASE, "dalel.toml"}
        save(home, backup)
        assert [path.name for path in backups.iterdir()] == ["all.age"]
        assert not list(home.glob(".saving-*"))
    assert stayed > 0


def test_a_killed_restore_leaves_nothing_that_is_taken_for_whole(
    home: Path, tmp_path: Path
) -> None:
    backup, whole = tmp_path / "all.age", tmp_path / "whole"
    save(home, backup)
    restore(backup, [str(KEY)], whole)
    finish(whole)
    wanted = contents(whole)
    steps, _ = doomed(lambda: restore(backup, [str(KEY)], tmp_path / "counted"), 0)
    assert steps > 20
    half = 0
    for last in sorted(random.Random(16).sample(range(1, steps), _KILLS)):
        bare = tmp_path / f"bare-{last}"
        bare.mkdir()
        (bare / "dalel.toml").write_text("# mine\n")
        assert doomed(lambda bare=bare: restore(backup, [str(KEY)], bare), last)[1]  # type: ignore[misc]
        if (bare / DATABASE).exists() or (bare / EVIDENCE).exists():
            half += 1
            with pytest.raises(RestoreUnfinishedError, match="run the same dalel restore again"):
                refuse_unfinished(bare)
        else:
            assert (bare / "dalel.toml").read_text() == "# mine\n" or (
                bare / ".restore-unfinished"
            ).exists()
        restore(backup, [str(KEY)], bare)
        finish(bare)
        assert contents(bare) == wanted
        with pytest.raises(BackupRefusedError, match="exists already"):
            restore(backup, [str(KEY)], bare)
    assert half > 0
