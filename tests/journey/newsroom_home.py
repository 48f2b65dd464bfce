"""A home with its database: prepared once, copied, worked in by processes of its own, looked into.

On PostgreSQL, when the tests run there, each home has a database of its own on the server.
"""

import atexit
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

import psycopg

import dalel

_SOURCE = str(Path(dalel.__file__).parents[1])
_TESTS = str(Path(__file__).parents[1])
#: The server on which the tests run, if they do not run on SQLite.
SERVER = os.environ.get("TEST_DATABASE_URL", "")

_BEGIN = """
import django
django.setup()
from dalel.newsroom.frame.newsroom_key import make_key
from dalel.newsroom.worker.actions.prepare import bring_up_to_date
bring_up_to_date()
make_key(has_sealed=False)
"""


@dataclass(frozen=True, kw_only=True)
class Home:
    folder: Path

    @property
    def database(self) -> str:
        """Its name on the server."""
        return f"home_{hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]}"

    @property
    def address(self) -> str:
        return urlsplit(SERVER)._replace(path=f"/{self.database}").geturl()

    def environment(self) -> dict[str, str]:
        """What a process needs to work in it."""
        return (
            os.environ
            | {
                "DALEL_HOME": str(self.folder),
                "PYTHONPATH": os.pathsep.join((_SOURCE, _TESTS)),
                "DJANGO_SETTINGS_MODULE": "dalel.cli.django_settings",
            }
            | ({"DATABASE_URL": self.address} if SERVER else {})
        )

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Python with these arguments, in this home."""
        return subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, *arguments],
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if SERVER:
            with psycopg.connect(self.address) as connection:
                return connection.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "dalel.sqlite3")) as connection:
            return list(connection.execute(query))

    @contextmanager
    def copied(self, folder: Path) -> Iterator["Home"]:
        """Another home with the same in it, until the end of the block."""
        with _made(Home(folder=folder), f"TEMPLATE {self.database}") as copy:
            shutil.copytree(self.folder, folder, dirs_exist_ok=True)
            yield copy


@contextmanager
def prepared(folder: Path) -> Iterator[Home]:
    """A home with an empty record, until the end of the block."""
    with _migrated().copied(folder) as home:
        yield home


@cache
def _migrated() -> Home:
    """A home that this process migrates once and copies."""
    home = Home(folder=Path(mkdtemp(prefix="dalel-migrated-")))
    if SERVER:
        _order(f"CREATE DATABASE {home.database}")
    migrating = home.start("-c", _BEGIN)
    _, errors = migrating.communicate()
    assert migrating.returncode == 0, errors
    # The server goes with all its databases.
    atexit.register(shutil.rmtree, home.folder, ignore_errors=True)
    return home


@contextmanager
def _made(home: Home, how: str) -> Iterator[Home]:
    home.folder.mkdir(exist_ok=True)
    if not SERVER:
        yield home
        return
    _order(f"CREATE DATABASE {home.database} {how}")
    try:
        yield home
    finally:
        _order(f"DROP DATABASE {home.database} WITH (FORCE)")


def _order(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement.encode())
