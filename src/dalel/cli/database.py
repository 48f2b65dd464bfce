"""Django's database settings: PostgreSQL where a URL is set, otherwise SQLite."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dalel.cli.read_only import DATABASE, database_to_read, is_read_only


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's description of the database: PostgreSQL at ``url``, else SQLite in the home."""
    if url:
        return _postgres(url)
    if is_read_only(home):
        return database_to_read(home)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / DATABASE,
        "OPTIONS": {
            # A transaction that may write takes its place at the start: one that begins by
            # reading and then finds another writer cannot wait, it fails at once.
            # https://docs.djangoproject.com/en/5.2/ref/databases/#database-is-locked-errors
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                # What is deleted is written over: https://www.sqlite.org/pragma.html#pragma_secure_delete
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
            ),
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
