"""How are the rows saved where the database is no file, and brought into any other database?"""

from pathlib import Path

from django.core.management import call_command
from django.db import connection

from dalel.flow.preparing import is_behind
from dalel.store.moment import at_one_moment


def is_a_file() -> bool:
    """Whether the rows lie in a file of the home."""
    return connection.vendor == "sqlite"


def dump_rows(out: Path) -> None:
    """Write every row of the store, as they all stood at one moment, a JSON line each."""
    with at_one_moment():
        call_command(
            "dumpdata",
            "store",
            format="jsonl",
            output=str(out),
            use_base_manager=True,
            verbosity=0,
        )


def load_rows(file: Path) -> None:
    """Bring rows back into a database that holds none, all of them or none."""
    if is_behind():
        call_command("migrate", interactive=False, verbosity=0)
    call_command("loaddata", str(file), verbosity=0)
