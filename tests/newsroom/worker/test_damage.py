"""A damaged database is found, refused and told of in a sentence; never a traceback."""

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from django.db import connection

from dalel.domain.errors import ArchiveError
from dalel.newsroom.worker.actions import soundness
from dalel.newsroom.worker.actions.backup import back_up
from dalel.newsroom.worker.actions.daily_look import last_look, look_when_due
from dalel.newsroom.worker.actions.restore import DATABASE, BackupRefusedError, restore
from dalel.newsroom.worker.actions.soundness import counts_of, problems_of
from dalel.steps.archive import encrypted_backup
from dalel.steps.archive.encrypted_backup import pack_up
from dalel.steps.archive.vault import Vault
from newsroom.damaged_files import DAMAGES, PAGE, filled, free_pages, overwrite

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of a file")
KEY = pyrage.x25519.Identity.generate()
PUBLIC = [str(KEY.to_public())]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sound") / DATABASE
    filled(file)
    return file


@pytest.fixture
def newsroom(sound: Path, tmp_path: Path) -> Path:
    """A home with a sound database and a backup of it."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(sound, home / DATABASE)
    saved(home)
    return home


def saved(home: Path) -> Path:
    backup = home.parent / "backup.age"
    back_up(home, Vault(folder=home / "evidence"), PUBLIC, backup)
    return backup


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def rows_in(file: Path) -> Mapping[str, int]:
    with closing(sqlite3.connect(file)) as database:
        return counts_of(database)


def test_a_sound_database_is_sound(sound: Path) -> None:
    assert problems_of(sound) == ()
    assert problems_of(sound, thorough=True) == ()
    assert rows_in(sound)["article"] == 4000


def test_a_look_that_takes_too_long_ends_and_tells_of_no_damage(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DAMAGES["three pages"](newsroom / DATABASE, random.Random(4))
    monkeypatch.setattr(soundness, "_STEPS", 1)
    assert problems_of(newsroom / DATABASE, longest=-1) == ()
    assert problems_of(newsroom / DATABASE, longest=600)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_the_older_backup_stays_byte_for_byte(
    newsroom: Path, damage: str, seed: int
) -> None:
    backup = newsroom.parent / "backup.age"
    before = digest(backup)
    DAMAGES[damage](newsroom / DATABASE, random.Random(f"{damage} {seed}"))
    assert problems_of(newsroom / DATABASE)
    with pytest.raises(BackupRefusedError, match=r"damaged|is not there"):
        saved(newsroom)
    assert digest(backup) == before
    assert {path.name for path in newsroom.parent.iterdir()} == {"home", "backup.age"}
    assert not list(newsroom.glob(".saving-*"))


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "missing"])
def test_a_backup_of_a_damaged_database_is_refused_before_the_home_is_touched(
    newsroom: Path, tmp_path: Path, damage: str
) -> None:
    DAMAGES[damage](newsroom / DATABASE, random.Random(f"{damage} 9"))
    # As an earlier Dalel made them: packed without a look.
    pack_up({DATABASE: newsroom / DATABASE}, PUBLIC, tmp_path / "old.age")
    home = tmp_path / "bare"
    home.mkdir()
    (home / "dalel.toml").write_text("# mine\n")
    with pytest.raises(BackupRefusedError, match="damaged, so nothing was restored"):
        restore(tmp_path / "old.age", [str(KEY)], home)
    assert {path.name: path.read_text() for path in home.iterdir()} == {"dalel.toml": "# mine\n"}


def test_a_free_page_may_hold_anything(newsroom: Path) -> None:
    leaves = free_pages(newsroom / DATABASE)[1:]
    before = rows_in(newsroom / DATABASE)
    overwrite(newsroom / DATABASE, leaves, random.Random(3))
    assert problems_of(newsroom / DATABASE, thorough=True) == ()
    backup = saved(newsroom)
    restore(backup, [str(KEY)], newsroom.parent / "bare")
    assert rows_in(newsroom.parent / "bare" / DATABASE) == before


def test_an_index_that_lacks_a_row_is_found_before_it_is_saved(newsroom: Path) -> None:
    """Pages can be whole and tell different things: an entry of an index is made another."""
    file = newsroom / DATABASE
    content = file.read_bytes()
    word = "Мақала 002000".encode()
    places = [at for at in range(len(content)) if content.startswith(word, at)]
    [in_index] = [at for at in places if content[at // PAGE * PAGE] in {2, 10}]
    with file.open("r+b") as stream:
        stream.seek(in_index + len(word) - 1)
        stream.write(b"1")
    with pytest.raises(BackupRefusedError, match="by_title"):
        saved(newsroom)


def test_a_row_that_refers_to_nothing_is_found_before_it_is_saved(newsroom: Path) -> None:
    with closing(sqlite3.connect(newsroom / DATABASE)) as database, database:
        database.execute("DELETE FROM story WHERE id = 7")
    with pytest.raises(BackupRefusedError, match="of article refers to a row of story"):
        saved(newsroom)


@pytest.mark.parametrize("seed", range(8))
def test_a_spoilt_journal_leaves_a_state_that_was_once_committed(
    sound: Path, tmp_path: Path, seed: int
) -> None:
    """What SQLite cannot prove of the journal it leaves out, and all that follows."""
    live, home = tmp_path / "live.sqlite3", tmp_path / "home"
    home.mkdir()
    shutil.copyfile(sound, live)
    with closing(sqlite3.connect(live)) as database:
        database.execute("PRAGMA wal_autocheckpoint=0")
        for number in range(20):
            with database:
                database.execute("INSERT INTO story VALUES (?, 'жаңа')", (10_000 + number,))
                database.execute("UPDATE article SET text = ? WHERE id = ?", (str(number), number))
        # As a process leaves them that is killed.
        shutil.copyfile(live, home / DATABASE)
        shutil.copyfile(f"{live}-wal", home / f"{DATABASE}-wal")
    journal = home / f"{DATABASE}-wal"
    dice = random.Random(seed)
    with journal.open("r+b") as stream:
        stream.seek(dice.randrange(journal.stat().st_size - PAGE))
        stream.write(dice.randbytes(PAGE))
    assert problems_of(home / DATABASE, thorough=True) == ()
    with closing(sqlite3.connect(home / DATABASE)) as database:
        added = [row[0] for row in database.execute("SELECT id FROM story WHERE id >= 10000")]
        changed = [row[0] for row in database.execute("SELECT id FROM article WHERE id < 20 "
                                                      "AND text = CAST(id AS TEXT)")]  # fmt: skip
    assert added == list(range(10_000, 10_000 + len(added)))
    assert changed == list(range(len(added)))
    assert len(added) < 20


def test_a_lost_journal_leaves_the_state_before_it(newsroom: Path) -> None:
    with closing(sqlite3.connect(newsroom / DATABASE)) as database:
        before = rows_in(newsroom / DATABASE)
        with database:
            database.execute("INSERT INTO story VALUES (20000, 'жаңа')")
        copied = newsroom.parent / "copy.sqlite3"
        shutil.copyfile(newsroom / DATABASE, copied)
    assert problems_of(copied, thorough=True) == ()
    assert rows_in(copied) == before


def test_a_backup_that_does_not_open_again_does_not_replace_the_older_one(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk to which backups go gives back other bytes than it took."""
    backup = newsroom.parent / "backup.age"
    before = digest(backup)
    opened_again = encrypted_backup._open_again  # noqa: SLF001 - the disk is spoilt just before it

    def spoilt(target: object, *others: object) -> None:
        target.seek(30_000)  # type: ignore[attr-defined]
        target.write(bytes(64))  # type: ignore[attr-defined]
        target.seek(0)  # type: ignore[attr-defined]
        opened_again(target, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(encrypted_backup, "_open_again", spoilt)
    with pytest.raises(ArchiveError, match="cannot be read"):
        saved(newsroom)
    assert digest(backup) == before


def test_a_backup_with_fewer_rows_than_there_were_is_refused(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(newsroom.parent / "backup.age")
    real = encrypted_backup._open_again  # noqa: SLF001 - a row gets lost on the way

    def lossy(backup: object, keys: object, room: Path, name: str) -> None:
        real(backup, keys, room, name)  # type: ignore[arg-type]
        with closing(sqlite3.connect(room / name)) as database, database:
            database.execute("DELETE FROM article WHERE id = 5")

    monkeypatch.setattr(encrypted_backup, "_open_again", lossy)
    with pytest.raises(BackupRefusedError, match="not the rows that are here"):
        saved(newsroom)
    assert digest(newsroom.parent / "backup.age") == before


def test_nobody_but_the_keys_that_were_given_opens_a_backup(newsroom: Path) -> None:
    other = pyrage.x25519.Identity.generate()
    with pytest.raises(ArchiveError, match="cannot be read"):
        encrypted_backup.restore(
            newsroom.parent / "backup.age", [str(other)], newsroom.parent / "bare"
        )


def test_what_a_killed_backup_left_is_swept_by_the_next(newsroom: Path) -> None:
    litter = [newsroom / ".saving-abc", newsroom.parent / ".backup.age.unfinished-xyz"]
    litter[0].mkdir()
    (litter[0] / DATABASE).write_bytes(b"half")
    litter[1].write_bytes(b"half")
    (newsroom.parent / ".other.age.unfinished-x").touch()
    saved(newsroom)
    assert not any(path.exists() for path in litter)
    assert (newsroom.parent / ".other.age.unfinished-x").exists()


def test_the_daily_look_is_taken_once_a_day_and_remembered(newsroom: Path, now: datetime) -> None:
    file = newsroom / DATABASE
    first = look_when_due(newsroom, file, now)
    assert first is not None
    assert first.problems == ()
    DAMAGES["three pages"](file, random.Random(1))
    assert look_when_due(newsroom, file, now + timedelta(hours=23)) is None
    second = look_when_due(newsroom, file, now + timedelta(hours=24))
    assert second is not None
    assert second.problems
    assert last_look(newsroom) == second
    (newsroom / "database-look.json").write_bytes(b"\xff{")
    assert last_look(newsroom) is None
