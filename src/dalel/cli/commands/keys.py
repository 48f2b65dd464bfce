"""Commands of the newsroom's key: where it lies, moving it out of the home, locked start.

Where a passphrase opens the key, whoever changes that has to know it, also while the desk is open.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import command_context, tell
from dalel.cli.commands.backups import NoFolderError
from dalel.cli.passphrases import OldPassphrase, new_passphrase
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.newsroom.frame.models import NewsroomKeyRow

_AGAIN = "Copies made before, backups too, are opened by the key of then: keep or destroy it."


def show() -> None:
    """Say where the newsroom's key comes from, and what it means if the machine is seized."""
    context = command_context(reads=True, unlocks=lambda: False)
    from dalel.cli.doctor.seizure_examination import key_findings

    for found in key_findings(context.configuration):
        echo(f"{found.problem or found.advice or found.state}")


def move(
    file: Annotated[Path, typer.Argument(help="A file outside the home, best on another disk.")],
) -> None:
    """Move the key out of the home into a file; a new one is made for it."""
    _unlocked_context()
    _refuse_no_folder(file)
    from dalel.newsroom.worker.actions.key_places import move_key

    named, file = file, Path(os.path.abspath(file.expanduser()))  # noqa: PTH100 - no link is followed
    if not named.is_absolute():
        tell(
            f"{named} is {file} from here: it is named so to desk and worker, wherever they start."
        )
    was_written = move_key(file)
    echo(f"The key lies in {file} now. Keep a copy of it on paper or on a stick, elsewhere.")
    if not was_written:
        tell(f"DALEL_KEY_FILE is set and outranks dalel.toml: let it name {file}.")
    tell(_AGAIN)


def _refuse_no_folder(file: Path) -> None:
    """A folder that is not there may be a stick that is not mounted: it is never made up.

    :raises NoFolderError: when there is none to write into.
    """
    if not file.expanduser().absolute().parent.is_dir():
        raise NoFolderError(
            f"{file}: its folder is not there, and nothing was changed: mount the disk or make the "
            "folder, then do the same again."
        )


def home() -> None:
    """Bring the key back into the home, as in a trial at home: no passphrase, no other file."""
    _unlocked_context()
    from dalel.newsroom.worker.actions.key_places import bring_home

    echo(f"The key lies in {bring_home()} now, beside what it opens.")


def lock() -> None:
    """Start locked from now on: a member enters a passphrase at the desk after each start.

    Without a terminal the passphrase in force, if there is one, and the new one are read from the
    standard input, a line each.
    """
    _unlocked_context()
    _lock()


def _lock() -> None:
    from dalel.newsroom.worker.actions.key_places import lock_key

    lock_key(new_passphrase())
    echo("From the next start on the desk asks for the passphrase. Nobody can recover it.")
    tell(_AGAIN)


def change() -> None:
    """Make a new key, or ask for a new passphrase; nothing sealed has to be sealed again.

    Without a terminal both passphrases are read from the standard input, a line each.
    """
    row = _unlocked_context()
    from dalel.newsroom.frame.models import KeyWay
    from dalel.newsroom.worker.actions.key_places import change_key

    if row.way is KeyWay.PASSPHRASE:
        _lock()
        return
    echo(f"A new key lies in {change_key()}.")
    tell(_AGAIN)


def _unlocked_context() -> "NewsroomKeyRow":
    """The row of the key, once it can be opened and who asks knows the passphrase in force."""
    old = OldPassphrase()
    command_context(unlocks=old.ask)
    from dalel.newsroom.frame.models import KeyWay, NewsroomKeyRow

    row = NewsroomKeyRow.objects.get(pk=1)
    if row.way is KeyWay.PASSPHRASE and not old.was_right:
        old.ask()
    return row
