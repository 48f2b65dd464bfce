"""A database in memory that other runs have migrated already.

The forty migrations take each process of the tests about as long as three hundred tests. What they
make is kept beside pytest's own cache; ``migrate`` runs all the same and finds nothing to do.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import django
import pytest
from django.apps import apps
from django.core import management
from django.db import connection

import dalel

_PROGRAM = Path(dalel.__file__).parent


def remember(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let a SQLite database that is migrated while the patch lasts begin as the last one ended.

    ``folder`` holds one file, for the state of the migrations and of what they import. PostgreSQL
    is migrated as ever.
    """
    file = folder / f"{_state()}.sqlite3"
    call = management.call_command

    def migrate(name: str, *args: Any, **options: Any) -> Any:
        if name != "migrate" or connection.vendor != "sqlite":
            return call(name, *args, **options)
        known = file.exists()
        if known:
            _copy(file, into=connection)
        result = call(name, *args, **options)
        if not known:
            _keep(file)
        return result

    patch.setattr(management, "call_command", migrate)


def _copy(file: Path, *, into: Any) -> None:
    into.ensure_connection()
    with closing(sqlite3.connect(file)) as source:
        source.backup(into.connection)


def _keep(file: Path) -> None:
    """Write beside and exchange: another process may read meanwhile."""
    with NamedTemporaryFile(dir=file.parent, delete=False) as beside:
        pass
    connection.ensure_connection()
    with closing(sqlite3.connect(beside.name)) as target:
        connection.connection.backup(target)
    for older in file.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    Path(beside.name).replace(file)


def _state() -> str:
    """The same as long as the migrations would make the same."""
    files = {
        path
        for app in apps.get_app_configs()
        for part in ("migrations", "models", "base_models.py", "models.py")
        for path in _python(Path(app.path, part))
    } | set(_python(_PROGRAM / "domain"))
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted(files):
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def _python(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from path.rglob("*.py")
    elif path.is_file():
        yield path
