"""Write the tables of a new record as all migrations leave them; with --check, compare only."""

import os
import sys
import tempfile
from contextlib import closing

from django.core.management import call_command
from django.db import connection

from dalel.cli.command_context import start_django


def main() -> int:
    """1 when the file holds something else and is only to be compared."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DALEL_HOME"] = home
        start_django()
        from dalel.newsroom.frame.first_tables import FILE, told  # noqa: PLC0415 - needs settings

        with closing(connection):
            call_command("migrate", interactive=False, verbosity=0)
            tables = told(connection.connection)
    if "--check" not in sys.argv:
        FILE.write_text(tables, "utf-8")
    elif FILE.read_text("utf-8") != tables:
        print(f"{FILE.name} is not what the migrations make: run this tool")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
