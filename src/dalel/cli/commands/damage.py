"""Damage that a command meets: said in a sentence, and looked for once a day."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from dalel.cli.command_context import tell

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration

#: So many seconds a start waits for a look at the database.
_LOOK: Final = 5.0


def look_at_start(settings: "Configuration", now: datetime) -> None:
    """Look at a database file for some seconds before the desk opens, and say what is wrong."""
    from dalel.cli.doctor.damage_examination import told_of
    from dalel.newsroom.worker.actions.daily_look import note_look
    from dalel.newsroom.worker.actions.restore import DATABASE
    from dalel.newsroom.worker.actions.soundness import problems_of

    file = settings.home / DATABASE
    if settings.database_url or not file.exists():
        return
    if problems := problems_of(file, longest=_LOOK):
        note_look(settings.home, problems, now)
        tell(f"dalel: {told_of(problems)}.")


def look_daily(settings: "Configuration", now: datetime) -> None:
    """Look at the database if nobody has for a day, and say what is wrong."""
    from dalel.cli.doctor.damage_examination import told_of
    from dalel.newsroom.worker.actions.daily_look import look_when_due
    from dalel.newsroom.worker.actions.restore import DATABASE

    look = look_when_due(settings.home, settings.home / DATABASE, now)
    if look is not None and look.problems:
        tell(f"dalel: {told_of(look.problems)}.")


def damage_behind(error: BaseException) -> str:
    """What is wrong with the database, where that is why a command failed; else nothing.

    Damage shows itself in many errors, of SQLite, of Django and of what reads a column: so the
    file is looked at, whatever the error was.
    """
    from dalel.cli.configuration import configuration
    from dalel.cli.doctor.damage_examination import database_damage
    from dalel.domain.errors import DalelError

    if isinstance(error, DalelError):
        return ""
    try:
        return "; ".join(one.problem for one in database_damage(configuration()))
    except DalelError:
        return ""
