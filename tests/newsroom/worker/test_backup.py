"""Does what was saved come back whole, on a bare machine?"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest

from dalel.domain.errors import ArchiveError
from dalel.domain.exchange import Exchange
from dalel.newsroom.frame.long_works import (
    LongWork,
    LongWorkState,
    UnderWay,
    WorkCancelledError,
    cancel_work,
    long_works,
)
from dalel.newsroom.releases.actions.release_key import KeyAbsentError, present, succession_of
from dalel.newsroom.worker.actions.backup import back_up
from dalel.newsroom.worker.actions.restore import BackupRefusedError, restore
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.warc_writer import WarcWriter
from dalel.steps.archive.withheld_bodies import withhold

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
KEY = pyrage.x25519.Identity.generate()
PUBLIC = [str(KEY.to_public())]


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A home with a database, a setting and two captures."""
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "dalel.sqlite3")) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE rows (said TEXT)")
        database.execute("INSERT INTO rows VALUES ('дәлел')")
    (home / "dalel.toml").write_text('contact = "desk@lake.test"\n')
    with WarcWriter(Vault(folder=home / "evidence"), software="test") as writer:
        writer.keep([(exchange(number), None) for number in range(2)])
    return home


def exchange(number: int) -> Exchange:
    return Exchange(
        url=f"https://lake.test/{number}",
        started=NOW,
        seconds=0.1,
        request_head=b"GET / HTTP/1.1\r\n\r\n",
        response_head=b"HTTP/1.1 200 OK\r\n\r\n",
        status=200,
        body=b"page",
        content=b"page",
    )


def said(home: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(home / "dalel.sqlite3")) as database:
        return list(database.execute("SELECT said FROM rows"))


def test_database_evidence_and_settings_come_back(newsroom: Path, tmp_path: Path) -> None:
    back_up(newsroom, Vault(folder=newsroom / "evidence"), PUBLIC, tmp_path / "backup.age")
    bare = tmp_path / "bare"
    restore(tmp_path / "backup.age", [str(KEY)], bare)
    assert said(bare) == [("дәлел",)]
    assert (bare / "dalel.toml").read_text() == 'contact = "desk@lake.test"\n'
    report = verify(Vault(folder=bare / "evidence"))
    assert (report.sound, report.captures) == (True, 2)


def test_files_that_members_saved_come_back_as_they_lay(newsroom: Path, tmp_path: Path) -> None:
    kept = newsroom / "saved" / "ab" / "abcd"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"sealed")
    back_up(newsroom, Vault(folder=newsroom / "evidence"), PUBLIC, tmp_path / "backup.age")
    restore(tmp_path / "backup.age", [str(KEY)], tmp_path / "bare")
    assert (tmp_path / "bare" / "saved" / "ab" / "abcd").read_bytes() == b"sealed"


def test_a_row_that_is_only_in_the_write_ahead_log_is_saved(newsroom: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(newsroom / "dalel.sqlite3")) as database:
        with database:
            database.execute("INSERT INTO rows VALUES ('кейін')")
        back_up(newsroom, Vault(folder=newsroom / "evidence"), PUBLIC, tmp_path / "backup.age")
    restore(tmp_path / "backup.age", [str(KEY)], tmp_path / "bare")
    assert ("кейін",) in said(tmp_path / "bare")


def test_nothing_is_overwritten_by_a_restore(newsroom: Path, tmp_path: Path) -> None:
    back_up(newsroom, Vault(folder=newsroom / "evidence"), PUBLIC, tmp_path / "backup.age")
    with pytest.raises(BackupRefusedError, match="exists already"):
        restore(tmp_path / "backup.age", [str(KEY)], newsroom)


def test_another_key_opens_nothing_and_leaves_nothing_behind(
    newsroom: Path, tmp_path: Path
) -> None:
    back_up(newsroom, Vault(folder=newsroom / "evidence"), PUBLIC, tmp_path / "backup.age")
    other = str(pyrage.x25519.Identity.generate())
    with pytest.raises(ArchiveError):
        restore(tmp_path / "backup.age", [other], tmp_path / "bare")
    assert list((tmp_path / "bare").iterdir()) == []


def test_without_a_database_there_is_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(BackupRefusedError, match="is not there"):
        back_up(tmp_path, Vault(folder=tmp_path / "evidence"), PUBLIC, tmp_path / "b")


def test_what_was_withheld_stays_withheld(newsroom: Path, tmp_path: Path) -> None:
    vault = Vault(folder=newsroom / "evidence")
    with WarcWriter(vault, software="test") as writer:
        [capture] = writer.keep([(exchange(7), None)])
    withhold(vault, capture, reason="court order", by="the-publisher", time=NOW)
    back_up(newsroom, vault, PUBLIC, tmp_path / "backup.age")
    restore(tmp_path / "backup.age", [str(KEY)], tmp_path / "bare")
    report = verify(Vault(folder=tmp_path / "bare" / "evidence"))
    assert report.sound
    assert [one.reason for one in report.withheld] == ["court order"]


def test_the_desk_sees_a_backup_and_how_long_the_next_one_takes(
    newsroom: Path, tmp_path: Path
) -> None:
    vault = Vault(folder=newsroom / "evidence")
    back_up(newsroom, vault, PUBLIC, tmp_path / "backup.age")
    (done,) = long_works(newsroom)
    assert (done.kind, done.state, done.step) == (LongWork.BACKUP, LongWorkState.DONE, "proving")
    assert done.usual is not None
    # What the desk sees is nothing that is saved.
    bare = tmp_path / "bare"
    restore(tmp_path / "backup.age", [str(KEY)], bare)
    assert not (bare / "works").exists()


def test_a_backup_that_is_cancelled_leaves_the_one_before(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, vault = tmp_path / "backup.age", Vault(folder=newsroom / "evidence")
    back_up(newsroom, vault, PUBLIC, out)
    before = out.read_bytes()
    go_on = UnderWay.go_on

    def cancelled_meanwhile(self: UnderWay, step: str, *args: int, **named: bool) -> None:
        go_on(self, step, *args, **named)
        if step == "packing":
            runs = [one for one in long_works(newsroom) if one.state is LongWorkState.RUNNING]
            cancel_work(newsroom, runs[0].key)

    monkeypatch.setattr(UnderWay, "go_on", cancelled_meanwhile)
    with pytest.raises(WorkCancelledError):
        back_up(newsroom, vault, PUBLIC, out)
    assert out.read_bytes() == before
    assert long_works(newsroom)[0].state is LongWorkState.CANCELLED
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("backup")] == [
        "backup.age"
    ]


@pytest.mark.parametrize("with_release_key", [False, True])
def test_the_release_key_is_saved_only_where_the_owner_says_so(
    newsroom: Path, tmp_path: Path, *, with_release_key: bool
) -> None:
    key = newsroom / "keys" / "release.key"
    here = present(key)
    backup, bare = tmp_path / "backup.age", tmp_path / "bare"
    back_up(
        newsroom,
        Vault(folder=newsroom / "evidence"),
        PUBLIC,
        backup,
        with_release_key=with_release_key,
    )
    restore(backup, [str(KEY)], bare)
    brought = bare / "keys" / "release.key"
    assert brought.exists() is with_release_key
    # What is public of the keys came along: a lost key is not replaced in silence.
    assert succession_of(brought) == here.succession
    if with_release_key:
        assert present(brought).signer.public == here.signer.public
    else:
        with pytest.raises(KeyAbsentError, match="on paper"):
            present(brought)
