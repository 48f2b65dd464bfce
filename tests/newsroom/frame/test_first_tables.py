"""Does a new record begin with the very tables that all migrations leave?"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from dalel.newsroom.frame import first_tables
from dalel.newsroom.frame.first_tables import FILE, lay, told

TOOL = Path(__file__).parents[3] / "tools" / "first_tables.py"

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="migrated on PostgreSQL")


@pytest.fixture
def laid() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.executescript(FILE.read_text("utf-8"))
    return database


def test_what_is_laid_is_told_the_same(laid: sqlite3.Connection) -> None:
    with closing(laid):
        assert told(laid) == FILE.read_text("utf-8")


def test_no_migration_lacks(laid: sqlite3.Connection) -> None:
    with closing(laid):
        applied = set(laid.execute("SELECT app, name FROM django_migrations"))
    assert applied == set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db
def test_nothing_is_laid_over_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_tables, "FILE", Path("not there"))
    assert not lay()


@pytest.mark.slow
def test_the_file_is_what_all_migrations_make_one_after_the_other() -> None:
    assert not subprocess.run([sys.executable, TOOL, "--check"], check=False).returncode  # noqa: S603 - our own tool
