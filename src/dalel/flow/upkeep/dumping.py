"""How are the rows saved where the database is no file, and brought into any other database?"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from dalel.flow.upkeep.preparing import is_behind
from dalel.store.transactions import at_one_moment


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


def load_rows(file: Path) -> None:
    """Bring rows back into a database that holds none, all of them or none; the file goes then."""
    if is_behind():
        call_command("migrate", interactive=False, verbosity=0)
    call_command("loaddata", str(file), verbosity=0)
    file.unlink()


def _rows() -> Iterator[Model]:
    """What others refer to comes before them."""
    for kind in serializers.sort_dependencies([(apps.get_app_config("store"), None)]):
        yield from kind._base_manager.order_by("pk").iterator(chunk_size=1000)  # noqa: SLF001 - documented by Django
