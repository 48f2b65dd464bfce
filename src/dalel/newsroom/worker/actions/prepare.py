"""Prepares the database and the pack's bulletins; refuses a lost or outdated record."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dalel.domain.errors import DalelError
from dalel.newsroom.frame import first_tables
from dalel.newsroom.worker.actions.seal_rows import seal_all
from dalel.pack import Pack

if TYPE_CHECKING:
    from dalel.newsroom.incidents.actions.import_bulletin import ImportReport


def prepare(pack: Pack, *, now: datetime) -> "tuple[ImportReport, ...]":
    """Bring the database up to date, seal it, and bring the pack's own bulletins in.

    What is done stays done. Gives a report of each bulletin that was brought in now. Where the
    newsroom is locked only the tables are brought up to date.

    :raises LockedError: when nobody unlocked this newsroom since the start.
    :raises LostKeyError: when its key is not there.
    :raises DalelError: when a bulletin of the pack cannot be brought in.
    """
    # Half of the newsroom: only for those who prepare, not for who looks whether it is prepared.
    from dalel.newsroom.incidents.actions.import_bulletin import import_past  # noqa: PLC0415

    bring_up_to_date()
    seal_all(settings.DALEL.home)
    reports = [
        import_past(folder, past, pack=pack, now=now) for folder, past in pack.bulletins.items()
    ]
    return tuple(report for report in reports if report is not None)


#: Less than this no database has (https://www.sqlite.org/fileformat.html#the_database_header).
_LEAST: Final = 512


class LostRecordError(DalelError):
    """The database is gone while evidence is there."""


class OlderRecordError(DalelError):
    """The record was made by an older Dalel, and nothing can be written where it lies."""


def refuse_older() -> None:
    """A record that cannot be brought up to date is not read as if it were.

    :raises OlderRecordError: when the database lacks a migration.
    """
    if is_behind():
        raise OlderRecordError(
            "The record was made by an older Dalel than this one and cannot be brought up to date "
            "where nothing can be written: copy the folder to a place that can be written and set "
            "DALEL_HOME to it, or use the Dalel it was made with."
        )


def refuse_lost(evidence: Path) -> None:
    """A new, empty record is never begun over one that was lost.

    :raises LostRecordError: when there are chains of evidence and no file of the database.
    """
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or file.parent != evidence.parent:
        return
    files = (file, file.with_name(f"{file.name}-wal"))
    if max((one.stat().st_size for one in files if one.exists()), default=0) >= _LEAST:
        return
    if any(chain.stat().st_size for chain in (evidence / "chains").glob("*.jsonl")):
        raise LostRecordError(
            f"{file} {'is empty' if file.exists() else 'is not there'}, but evidence lies in "
            f"{evidence}: the record was lost. Restore the newest backup into an empty home (dalel "
            "restore); to begin anew without the record, move the folder evidence away."
        )


def bring_up_to_date() -> None:
    """Make the tables that the database lacks, all at once where it has none."""
    # Who starts on a record that is up to date asks for no place to write.
    if not is_behind():
        return
    first_tables.lay()
    if is_behind():
        call_command("migrate", interactive=False, verbosity=0)


def is_behind() -> bool:
    """Whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
