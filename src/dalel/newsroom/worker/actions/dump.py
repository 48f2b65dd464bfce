"""Dumps all rows of the database as JSON lines and loads them into an empty one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from dalel.newsroom.frame.own_apps import own_apps
from dalel.newsroom.frame.transactions import at_one_moment
from dalel.newsroom.worker.actions.prepare import bring_up_to_date


class _Exact(DjangoJSONEncoder):
    """Django's own cuts times to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def is_a_file() -> bool:
    """Whether the rows lie in a file of the home."""
    return connection.vendor == "sqlite"


def dump_rows(out: Path) -> None:
    """Write every row of the store, as they all stood at one moment, a JSON line each."""
    with at_one_moment(), out.open("w", encoding="utf-8") as stream:
        serializers.serialize("jsonl", _rows(), stream=stream, cls=_Exact)


def counts_of_rows() -> dict[str, int]:
    """How many rows of each kind there are, those of which there are none left out."""
    kinds = (kind._base_manager for kind in _kinds())  # noqa: SLF001 - documented by Django
    counts = {rows.model._meta.label_lower: rows.count() for rows in kinds}  # noqa: SLF001 - as above
    return {name: count for name, count in counts.items() if count}


def load_rows(file: Path) -> None:
    """Bring rows back into a database that holds none, all of them or none; the file goes then."""
    bring_up_to_date()
    call_command("loaddata", str(file), verbosity=0)
    file.unlink()


def _rows() -> Iterator[Model]:
    """What others refer to comes before them."""
    for kind in _kinds():
        yield from kind._base_manager.order_by("pk").iterator(chunk_size=1000)  # noqa: SLF001 - documented by Django


def _kinds() -> list[type[Model]]:
    return list(serializers.sort_dependencies([(app, None) for app in own_apps()]))
