"""A damaged database on a PostgreSQL server is found, with and without amcheck, and not saved."""

import hashlib
from datetime import datetime
from pathlib import Path

import pyrage
import pytest
from django.db import connection

from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.worker.actions import server_soundness
from dalel.newsroom.worker.actions.backup import back_up
from dalel.newsroom.worker.actions.restore import ROWS, BackupRefusedError, restore
from dalel.newsroom.worker.actions.row_files import counts_in
from dalel.newsroom.worker.actions.server_soundness import problems_of_server
from dalel.steps.archive.encrypted_backup import pack_up
from dalel.steps.archive.vault import Vault

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of a server"),
]
KEY = pyrage.x25519.Identity.generate()
PUBLIC = [str(KEY.to_public())]


def extensions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        return {name for (name,) in cursor.fetchall()}


def edition(number: int, now: datetime) -> None:
    EditionRow.objects.create(number=number, period_start=now.date(), period_end=now.date())


def lose_a_row_in_the_index(now: datetime) -> None:
    """A row is written while the indices of its table take none."""
    name = EditionRow._meta.db_table  # noqa: SLF001 - documented by Django
    ready = "UPDATE pg_index SET indisready = %s WHERE indrelid = %s::regclass"
    with connection.cursor() as cursor:
        cursor.execute(ready, [False, name])
        edition(7, now)
        cursor.execute(ready, [True, name])


def save(home: Path) -> Path:
    home.mkdir(exist_ok=True)
    backup = home.parent / "backup.age"
    back_up(home, Vault(folder=home / "evidence"), PUBLIC, backup)
    return backup


def test_a_sound_server_is_sound_and_nothing_is_left_on_it() -> None:
    before = extensions()
    assert problems_of_server().problems == ()
    assert extensions() == before


def test_an_index_that_lacks_a_row_is_found_and_not_saved(tmp_path: Path, now: datetime) -> None:
    edition(1, now)
    backup = save(tmp_path / "home")
    before = hashlib.sha256(backup.read_bytes()).hexdigest()
    lose_a_row_in_the_index(now)
    assert "lacks matching index tuple" in problems_of_server().problems[0]
    with pytest.raises(BackupRefusedError, match="damaged"):
        save(tmp_path / "home")
    assert hashlib.sha256(backup.read_bytes()).hexdigest() == before


def test_without_amcheck_every_row_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = server_soundness._read  # noqa: SLF001 - what it is asked is the point

    def noted(cursor: object, table: str) -> None:
        read.append(table)
        real(cursor, table)

    monkeypatch.setattr(server_soundness, "_has_amcheck", lambda _cursor: False)
    monkeypatch.setattr(server_soundness, "_read", noted)
    assert problems_of_server().problems == ()
    assert {"incidents_incidentrow", "evidence_articleversionrow", "django_migrations"} <= set(read)


def test_a_backup_is_proved_row_for_row(tmp_path: Path, now: datetime) -> None:
    edition(1, now)
    edition(2, now)
    backup = save(tmp_path / "home")
    restore(backup, [str(KEY)], tmp_path / "bare")
    assert counts_in(tmp_path / "bare" / ROWS)["editions.editionrow"] == 2


def test_a_torn_file_of_rows_is_refused_before_the_home_is_touched(
    tmp_path: Path, now: datetime
) -> None:
    edition(1, now)
    backup = save(tmp_path / "home")
    restore(backup, [str(KEY)], tmp_path / "bare")
    whole = (tmp_path / "bare" / ROWS).read_bytes()
    (tmp_path / ROWS).write_bytes(whole[: len(whole) // 2])
    pack_up({ROWS: tmp_path / ROWS}, PUBLIC, tmp_path / "old.age")
    with pytest.raises(BackupRefusedError, match="nothing was restored"):
        restore(tmp_path / "old.age", [str(KEY)], tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []
