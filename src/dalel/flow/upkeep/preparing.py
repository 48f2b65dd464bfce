"""What has to be there before anything can be done?"""

from datetime import datetime

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dalel.flow.incidents.importing import ImportReport, import_past
from dalel.pack import Pack


def prepare(pack: Pack, *, now: datetime) -> tuple[ImportReport, ...]:
    """Bring the database up to date and the pack's own bulletins in; what is done stays done.

    Gives a report of each bulletin that was brought in now.

    :raises DalelError: when a bulletin of the pack cannot be brought in.
    """
    if is_behind():
        call_command("migrate", interactive=False, verbosity=0)
    reports = [
        import_past(folder, past, pack=pack, now=now) for folder, past in pack.bulletins.items()
    ]
    return tuple(report for report in reports if report is not None)


def is_behind() -> bool:
    """Whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
